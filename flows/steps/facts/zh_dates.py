"""Chinese dates, quarters, decades and clock times to ordinals."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from flows.steps.facts.numerals import chinese_number
from flows.steps.types import Figure

_SEP = r"(?:[-－—–~～]{1,2}|至|到)"
_HALF = r"(?:上半年|下半年|(?:第?[一二三四1-4]|前[一二三1-3]个?)季度)"
_CN4 = r"[一二][零〇○一二三四五六七八九]{3}"
_CND = r"(?:三十一|三十|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_PART_OF_DAY = r"(?:凌晨|清晨|早上|早晨|上午|中午|午后|下午|傍晚|[今昨明当]晚|晚上|晚间|晚|深夜)"
DATE = (
    rf"(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}[日号](?:{_SEP}(?:\d{{4}}年)?(?:\d{{1,2}}月)?\d{{1,2}}[日号])?"
    rf"|\d{{4}}年\d{{1,2}}月(?:{_SEP}(?:\d{{4}}年)?\d{{1,2}}月)?"
    rf"|(?:1[6-9]|20)\d\d年?{_SEP}(?:1[6-9]|20)\d\d年"
    rf"|\d{{4}}年(?:{_HALF})?"
    r"|(?:19|20)\d\d[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12]\d|0?[1-9])(?![\d.])"
    rf"|\d{{1,2}}月?{_SEP}\d{{1,2}}月(?!\d)"
    r"|\d{1,2}月(?![龄球薪])"
    rf"|\d{{1,2}}日?{_SEP}\d{{1,2}}日(?![内以之龄游])"
    r"|\d{1,2}、\d{1,2}日(?![内以之龄游])"
    r"|(?<![第\d])\d{1,2}号(?=开始|上午|下午|晚|早上|凌晨|起|召开|举行|正式)"
    r"|\d{1,2}日(?![内以之龄游均元本后前])"
    rf"|{_CN4}年(?:{_CND}月(?:{_CND}[日号])?)?"
    rf"|{_CND}月{_CND}[日号](?:{_SEP}(?:{_CND}月)?{_CND}[日号])?"
    rf"|{_CND}月{_SEP}{_CND}月(?![龄革])|十[一二]月(?![龄革])"
    rf"|{_HALF}"
    r"|(?:\d{1,2}|[一二]?十[一二三四五六七八九]?)世纪(?:\d0|[二三四五六七八九]十)年代"
    r"|\d{1,2}世纪|[一二]?十[一二三四五六七八九]?世纪"
    r"|(?:(?:19|20)\d0|\d0|[二三四五六七八九]十)年代"
)
# newspapers of some years write "2017 年 8 月 28 日"
DATE = re.sub(r"(?<=\})(年|月|\[日号\])", r" ?\1", DATE)
DATE = re.sub(r"(年|月)(?=\)\?|\\d|\(\?:\\d)", r"\1 ?", DATE)
_CNH = "(?:十[一二]?|[一二两三四五六七八九])"
_CNM = "(?:[二三四五]?十[一二三四五六七八九]?|零?[一二三四五六七八九])"
_NOT_TIME = "代期间速隔任段尚光刻候常而装下差"
CLOCK = (
    rf"{_PART_OF_DAY}(?:\d{{1,2}}[:：]\d{{2}}|(?:\d{{1,2}}|{_CNH})[时点](?:(?:\d{{1,2}}|{_CNM})分|半|整)?)"
    r"|零时(?![差区])"
    rf"|\d{{1,2}}(?:[:：][0-5]\d(?:[:：]\d\d)?(?![\d%])|[时点](?:\d{{1,2}}分|半|整)|时(?![{_NOT_TIME}]))"
)
_YEAR = re.compile(rf"(\d{{4}}|{_CN4})年")
_ONE = re.compile(rf"(?:(\d{{4}}|{_CN4})[年])?(?:(\d{{1,2}}|{_CND})月)?(?:(\d{{1,2}}|{_CND})[日号])?")
_SPLIT = re.compile(_SEP)
_LATE = frozenset({"中午", "午后", "下午", "傍晚", "今晚", "昨晚", "明晚", "当晚", "晚上", "晚间", "晚", "深夜"})
_QUARTER = {"一": 1, "二": 2, "三": 3, "四": 4}
_CN_DIGITS = str.maketrans("零〇○一二三四五六七八九", "000123456789")


def _number(text: str | None) -> int:
    if not text:
        return 0
    if text.isdigit():
        return int(text)
    if len(text) == 4:
        return int(text.translate(_CN_DIGITS))
    return int(chinese_number(text) or 0)


def _figure(span: tuple[int, int], text: str, values: tuple[int, int], unit: str) -> Figure:
    return Figure("date", Decimal(values[0]), Decimal(values[1]), unit, span, span, text)


def date_figure(text: str, span: tuple[int, int]) -> Figure | None:
    """The date that a hit of DATE states: ordinals yyyymmdd with zeros where a part is not stated."""
    figure = _any_date(text, span, text[span[0] : span[1]].replace(" ", ""))
    return replace(figure, text=text[span[0] : span[1]]) if figure else None


def _any_date(text: str, span: tuple[int, int], raw: str) -> Figure | None:
    if raw.endswith("年代"):
        return _decade(raw, span)
    if raw.endswith("世纪"):
        return _figure(span, raw, (_number(raw[:-2]),) * 2, "century")
    if raw.endswith(("半年", "季度")):
        return _quarter(raw, span)
    if raw.endswith("年") and "月" not in raw and not _year_fits(text, span, raw):
        return None
    if raw[0].isdigit() and raw[-1].isdigit():
        year, month, day = (int(part) for part in re.split(r"[-/.]", raw))
        return _figure(span, raw, (year * 10000 + month * 100 + day,) * 2, "ymd")
    return _range(raw, span)


def _year_fits(text: str, span: tuple[int, int], raw: str) -> bool:
    """A four-digit number before 年 is a year unless it is far off, or counts years (1000年来, 3000年前)."""
    years = [_number(found) for found in _YEAR.findall(raw)]
    if not all(1000 <= year <= 2200 for year in years):
        return False
    return text[span[1] : span[1] + 1] not in ("多", "余", "来", "之") and not (
        years[0] < 1600 and years[0] % 100 == 0 and text[span[1] : span[1] + 1] in "前后历间的"
    )


def _parts(raw: str) -> list[int] | None:
    match = _ONE.fullmatch(raw)
    if match is None:
        return None
    year, month, day = (_number(group) for group in match.groups())
    if month > 12 or day > 31 or (match.group(2) and not month) or (match.group(3) and not day):
        return None
    return [year, month, day]


def _range(raw: str, span: tuple[int, int]) -> Figure | None:
    pieces = raw.split("、") if "、" in raw else _SPLIT.split(raw)
    last = _parts(pieces[-1])
    if last is None or not any(last):
        return None
    first = last
    if len(pieces) == 2:
        head = pieces[0]
        if head.isdigit():
            head += "年" if len(head) == 4 else "月" if raw[-1] == "月" else "日"
        opened = _parts(head)
        if opened is None:
            return None
        first = opened
        if "、" in raw and last[2] != first[2] + 1:
            return None
        last = [end or begin for begin, end in zip(first, last, strict=True)]
        if last[2] and not first[2]:
            return None
    unit = "".join(letter for letter, value in zip("ymd", first, strict=True) if value)
    low, high = (parts[0] * 10000 + parts[1] * 100 + parts[2] for parts in (first, last))
    return _figure(span, raw, (low, high), unit) if unit and (low <= high or not first[0]) else None


def _quarter(raw: str, span: tuple[int, int]) -> Figure:
    """Halves and quarters: unit h or q (yh, yq with the year in front), value the year times ten plus the part."""
    found = _YEAR.match(raw)
    year = _number(found.group(1)) if found else 0
    rest = raw[found.end() :] if found else raw
    if rest.endswith("半年"):
        part = 1 if rest.startswith("上") else 2
        return _figure(span, raw, (year * 10 + part,) * 2, "yh" if year else "h")
    digit = next(c for c in rest if c in "一二三四1234")
    part = _QUARTER.get(digit) or int(digit)
    low = 1 if rest.startswith("前") else part
    return _figure(span, raw, (year * 10 + low, year * 10 + part), "yq" if year else "q")


def _decade(raw: str, span: tuple[int, int]) -> Figure | None:
    century, found, decade = raw[:-2].rpartition("世纪")
    if not found and len(decade) == 4:
        return _figure(span, raw, (int(decade),) * 2, "decade")
    base = (_number(century) - 1) * 100 if found else 1900
    value = base + _number(decade)
    return _figure(span, raw, (value, value), "decade") if value > 0 else None


_CLOCK = re.compile(rf"({_PART_OF_DAY})?(\d{{1,2}}|{_CNH}|零)[:：∶时点](?:(\d{{1,2}}|{_CNM})|(半))?")


def clock_figure(text: str, span: tuple[int, int]) -> Figure | None:
    """A clock time in minutes; unit ``time`` where the half of the day is certain, else ``time12``."""
    raw = text[span[0] : span[1]]
    match = _CLOCK.match(raw)
    if match is None:
        return None
    part, hour, minute = match.group(1), _number(match.group(2)), 30 if match.group(4) else _number(match.group(3))
    if hour > 24 or minute > 59:
        return None
    if part in _LATE and hour < 12 and not (part == "中午" and hour == 11):
        hour += 12
    unit = "time" if part or hour > 12 or raw[len(match.group(2)) :][:1] == "时" else "time12"
    return _figure(span, raw, (hour * 60 + minute,) * 2, unit)
