"""Figures in Chinese text: one scan for candidates, then a parse of each hit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from flows.steps.facts import zh_numbers as n
from flows.steps.facts import zh_patterns as p
from flows.steps.facts.halves import zh_half
from flows.steps.facts.numerals import MULTIPLIERS
from flows.steps.facts.zh_dates import clock_figure, date_figure
from flows.steps.memo import per_sentence
from flows.steps.types import Approx, Direction, Figure, FigureKind, Span


@per_sentence  # prompt, audit, ledger and pages ask for the same sentences
def find_zh(text: str) -> tuple[Figure, ...]:
    """All figures of a Chinese text, in order and without overlap."""
    found: list[Figure] = []
    at, size = 0, len(text)
    search = p.SCAN.search
    while at < size:
        match = search(text, at)
        if match is None:
            break
        at = match.end()
        figure = _PARSERS[_group(match)](text, match)
        if figure is not None:
            found.append(figure)
            at = max(figure.span[1], figure.mask[1], at)
    return tuple(found)


def _group(match: re.Match[str]) -> str:
    group = match.lastgroup or "number"
    return "double" if group == "times" else group


def _date(text: str, match: re.Match[str]) -> Figure | None:
    start, end = match.span()
    if n.is_code(text, start, end if text[end - 1].isdigit() else start + 1) or text[max(0, start - 2) : start] in (
        "连续",
        "为期",
    ):
        return _number(text, again) if (again := p.NUMBER.match(text, start)) else None
    return date_figure(text, (start, end)) or (_number(text, again) if (again := p.NUMBER.match(text, start)) else None)


def _clock(text: str, match: re.Match[str]) -> Figure | None:
    figure = clock_figure(text, match.span())
    if figure and figure.unit == "time12" and ":" in figure.text and text[match.end() : match.end() + 1] in "的大胜负":
        return None
    return figure


def _half(text: str, match: re.Match[str]) -> Figure | None:
    return zh_half(text, match.span())


def _percent(text: str, match: re.Match[str]) -> Figure | None:
    value = n.plain(match.group()[3:])
    if value is None:
        return None
    return _finish(text, _Read(match.span(), match.end(), value, value, "percent", "%"))


def _tenths(text: str, match: re.Match[str]) -> Figure | None:
    approx: Approx | None = "over" if text[match.end() : match.end() + 1] == "多" else None
    whole_part, _, rest = match.group().partition("成")
    value = (n.plain(whole_part) or Decimal(0)) * 10 + (5 if rest == "半" else (n.plain(rest) or 0) if rest else 0)
    end = match.end() + bool(approx)
    return _finish(text, _Read((match.start(), end), end, value, value, "percent", "%", approx))


def _double(text: str, match: re.Match[str]) -> Figure | None:
    """翻一番 and 增长一倍 double, 翻两番 quadruples; the verb is the model's to write."""
    if match.group() == "一倍" and not p.UP.search(text[max(0, match.start() - 6) : match.start()]):
        return None
    times = {"两": 2, "三": 3, "四": 4}.get(match.group("times") or "", 1)
    value = Decimal(2**times)
    return Figure("multiple", value, value, "x", match.span(), (match.start(),) * 2, match.group())


def _couple(text: str, match: re.Match[str]) -> Figure | None:
    """两三年 and 五六百人: between two digits that stand side by side."""
    first, second, scale = match.group()[0], match.group()[1], match.group()[2:]
    low, high = (n.plain(digit + scale) if scale else n.plain(digit) for digit in (first, second))
    end = match.end()
    unit = n.unit_at(text, end)
    if low is None or high is None or not (unit or text[end : end + 1] in p.WORDS or text[end : end + 2] in p.WORDS):
        return None
    kind, name = p.UNITS.get(unit, ("count", ""))
    unit_end = end + len(unit) if unit else _past_measure_word(text, end)
    return _finish(text, _Read(match.span(), unit_end, low, high, kind, name))


def _ratio(text: str, match: re.Match[str]) -> Figure | None:
    parts = re.split(r"分之|[比∶:/]", match.group())
    low, high = (n.plain(part) for part in parts)
    if low is None or high is None or not low or n.is_code(text, *match.span()):
        return None
    if match.group().endswith("∶00"):
        return _clock(text, match)
    if "/" in match.group():
        low, high = high, low
    if "分之" in match.group() or "/" in match.group():
        if not low:
            return None
        value = high / low
        return _finish(text, _Read(match.span(), match.end(), value, value, "ratio", "/"))
    proportion = "." in match.group() or p.RATIO.search(text[max(0, match.start() - 6) : match.start()])
    unit = "∶" if proportion or text.startswith("的比例", match.end()) else ":"
    return Figure("ratio", low, high, unit, match.span(), match.span(), match.group())


def _rank(text: str, match: re.Match[str]) -> Figure | None:
    value = n.plain(match.group()[1:])
    start, end = match.span()
    if value is not None and text[end : end + 1] in ("万", "亿") and text[end + 1 : end + 2] in p.WORDS:
        value, end = value * MULTIPLIERS[text[end]], end + 1
    if value is None or value < 1 or text[end : end + 1] in ("万", "亿", "千", "百", "年", "-", "."):
        return None
    mask = (start, start) if text[end : end + 1] in "条章款号页卷编节期季版集天课" else (start, end)
    outer = _past_measure_word(text, end)
    return Figure("rank", value, value, "", (start, outer), mask, text[start:outer])


def _number(text: str, match: re.Match[str]) -> Figure | None:
    start, end = match.span("number")
    raw = match.group("number")
    if n.is_code(text, start, end):
        return None
    value = n.plain(raw)
    if value is None or (
        not raw[0].isdigit() and text[start - 1 : start] in ("几", "数", "好", "上", "第", "个", "分", "初") and start
    ):
        return None
    if text[max(0, start - 2) : start] == "最后" or re.match("[×xX*]24小时", text[end : end + 5]):
        return None
    approx: Approx | None = None
    odd = p.ODD.match(text, end)
    if odd:
        value = n.whole(value * MULTIPLIERS[odd.group("more") or odd.group("rest") or ""])
        end, approx = odd.end(), "over"
    values, end, unit_end, unit = n.extend(text, raw, value, end)
    kind, name = p.UNITS.get(unit, ("count", ""))
    if not _fits(text, raw, end, unit, approx):
        return None
    if kind == "count" and approx is None and _looks_like_year(raw, text, end):
        return Figure("date", value * 10000, values[1] * 10000, "y", (start, end), (start, end), text[start:end])
    if kind == "count":
        unit_end = _past_measure_word(text, end)
    return _finish(text, _settled(text, _Read((start, end), unit_end, *values, kind, name, approx)))


def _settled(text: str, read: _Read) -> _Read:
    """The unit that stands before a number (新台币54亿元, 每小时350公里) or is a part of another (三成, 3角钱)."""
    start = read.span[0]
    before = text[max(0, start - 6) : start]
    if read.unit == "km" and p.SPEED.search(before):
        return replace(read, unit="km/h", span=(start - 3 * before.endswith("每小时"), read.span[1]))
    foreign = p.FOREIGN.search(before)
    if foreign and (read.unit == "CNY" or (read.kind == "count" and read.low >= 10**4)):
        begin = start - len(before) + foreign.start() if foreign.end("name") == foreign.end() else start
        unit_end = read.unit_end if read.unit else read.span[1]
        return replace(
            read, kind="amount", unit=p.UNITS[foreign["name"]][1], span=(begin, read.span[1]), unit_end=unit_end
        )
    if read.unit in p.PARTS_OF:
        kind, unit, share = p.PARTS_OF[read.unit]
        return replace(read, kind=kind, unit=unit, low=n.whole(read.low * share), high=n.whole(read.high * share))
    if read.kind == "measure" and text[read.unit_end : read.unit_end + 1] == "级" != text[read.unit_end + 1 :][:1]:
        return replace(read, unit_end=read.unit_end + 1)  # 10万吨级泊位: a 100,000-ton berth
    return read


def _past_measure_word(text: str, end: int) -> int:
    """Where 64家 or 1.2万余人次 ends: the measure word is of the figure, though not of its mask."""
    for size in (2, 1):
        word = text[end : end + size]
        if len(word) == size and word in p.WORDS and not text.startswith("个人", end):
            return end + size
    return end


def _fits(text: str, raw: str, end: int, unit: str, approx: Approx | None) -> bool:
    """Digits count unless they are a label or a long code; Chinese numerals need a unit or a measure word."""
    after = text[end : end + 1]
    if after in p.LABELS and not unit:
        return False
    digits = raw.isdigit()
    if text.startswith(("国集团", "国领导"), end):
        return False
    if unit or after in p.WORDS or text[end : end + 2] in p.WORDS:
        return not (digits and after == "-")
    if digits or raw[0].isdigit():
        return not (digits and len(raw) >= 5) and not (digits and after == "-")
    return approx is not None and after not in ("", "，", "。", "、")


def _looks_like_year(raw: str, text: str, end: int) -> bool:
    after = text[end : end + 1]
    return len(raw) == 4 and raw.isdigit() and 1900 <= int(raw) <= 2100 and after not in p.WORDS


@dataclass(frozen=True, slots=True)
class _Read:
    """A number as it was read: its span, where its unit ends, what it counts, and an approximation inside it."""

    span: Span
    unit_end: int
    low: Decimal
    high: Decimal
    kind: FigureKind
    unit: str
    approx: Approx | None = None


def _finish(text: str, read: _Read) -> Figure:
    """Set the mask, with an approximation on either side of it, the sign and the direction."""
    read = _signed(text, _anniversary(read))
    begin, mask_end, approx = _approximated(text, read)
    end = max(read.unit_end, mask_end)
    mask = (begin, begin) if _left_to_model(read) else (begin, mask_end)
    way = _direction(text, begin) if read.kind not in ("duration", "rank") else None
    return Figure(read.kind, read.low, read.high, read.unit, (begin, end), mask, text[begin:end], approx, way)


def _anniversary(read: _Read) -> _Read:
    """100周年 is the 100th anniversary."""
    return replace(read, kind="rank", unit="") if read.unit == "anniversary" else read


def _signed(text: str, read: _Read) -> _Read:
    """零下5℃ and -3.2% are below zero."""
    start, end = read.span
    if read.kind not in ("temperature", "percent") or read.low != read.high:
        return read
    minus = (
        2 if text[max(0, start - 2) : start] == "零下" else int(bool(p.MINUS.search(text[max(0, start - 2) : start])))
    )
    return replace(read, span=(start - minus, end), low=-read.low, high=-read.high) if minus else read


def _approximated(text: str, read: _Read) -> tuple[int, int, Approx | None]:
    """Where the mask begins and ends with 近, 约, 超, 左右 … taken in, and which way they point."""
    begin, end = read.span
    mask_end = read.unit_end if read.kind in p.WHOLE_UNIT else end
    if read.approx is not None:
        return begin, mask_end, read.approx
    before = p.BEFORE.search(text[max(0, begin - 3) : begin])
    if before and not (read.kind == "duration" and before.group(1)):
        return begin - len(before.group()), mask_end, p.APPROX_BEFORE[(before.lastindex or 1) - 1]
    after = p.AFTER.get(text[mask_end : mask_end + 2])
    return (begin, mask_end + 2, after) if after else (begin, mask_end, None)


def _left_to_model(read: _Read) -> bool:
    """One of something is an article in English, and its noun is singular: no placeholder for it."""
    return read.kind in ("count", "duration", "multiple") and read.low == read.high == 1


def _direction(text: str, start: int) -> Direction | None:
    window = text[max(0, start - 5) : start]
    cut = max(map(window.rfind, "，。；、！？"))
    window = window[cut + 1 :]
    up, down = p.UP.search(window), p.DOWN.search(window)
    return "down" if down else "up" if up else None


_PARSERS = {
    "date": _date,
    "clock": _clock,
    "percent": _percent,
    "tenths": _tenths,
    "double": _double,
    "couple": _couple,
    "half": _half,
    "ratio": _ratio,
    "rank": _rank,
    "number": _number,
}
