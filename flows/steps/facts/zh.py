"""Figures in Chinese text: one scan for candidates, then a parse of each hit."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from flows.steps.facts import units
from flows.steps.facts.numerals import MULTIPLIERS, chinese_number
from flows.steps.facts.zh_dates import CLOCK, DATE, clock_figure, date_figure
from flows.steps.types import Approx, Direction, Figure, FigureKind

_N = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_M = r"(?:[十百千]?(?:万亿|亿|万)|[百千](?![克米瓦分帕赫字伏卡]))"
_A = rf"{_N}(?: ?{_M}(?:{_N}{_M})*)?"
_C1 = "[一二两三四五六七八九]"
_C = r"[一二三四五六七八九十两百千万亿][零〇一二三四五六七八九十两百千万亿]+(?:点[零〇一二三四五六七八九]+)?|[零一二三四五六七八九]点[零〇一二三四五六七八九]+"
_TENTHS = r"(?<=[近超约达逾到有占过至])[一二三四五六七八九]成(?![立为功果效员长就品都人])(?:[一二三四五六七八九]|半)?|[二三四五六七八九]成(?=[以左的，。、；])"
_LONE = rf"{_C1}(?=个?百分点|倍[的，。、；以]|公里|公斤|美元|平方)|[十百千万](?=[余多])|(?<=[近超逾约])[百千万](?=[名人家个辆件元户])"
_SCAN = re.compile(
    rf"(?=[\d一二三四五六七八九十两百千万亿零第上下前凌清早中午傍晚当深])(?:(?P<date>(?<![\d.])(?:{DATE}))"
    rf"|(?P<clock>(?<![\d.:：])(?:{CLOCK}))"
    rf"|(?P<percent>百分之(?:{_N}|{_C}|{_C1}|十|百))"
    rf"|(?P<tenths>{_TENTHS})"
    rf"|(?P<ratio>(?:\d+|[一二三四五六七八九十百千万]{{1,3}})分之(?:\d+|[一二两三四五六七八九十]{{1,3}})|\d{{1,2}}/\d{{1,3}}(?![\d/年月])|\d+(?:比|∶|:)\d+(?![\d:.]))"
    rf"|(?P<rank>第(?:\d+|[一二三四五六七八九]?十[一二三四五六七八九]?(?![一二三四五六七八九十百])))"
    rf"|(?P<number>{_A}|{_C}|{_LONE}))"
)
_SECOND = re.compile(rf"(?:[-－—–~～]{{1,2}}|至|到)(?P<number>{_A}|{_C}|{_C1})")
_PARTS = re.compile(rf"({_N}) ?({_M})?")
_ODD = re.compile(r"[余多来几](?P<more>万亿|亿|万)?(?![样于少达数方自到源华访临])|余(?P<rest>万亿|亿|万)?")
_BEFORE = re.compile(r"(?:(近|将近|接近)|((?<![签预节合公条契违制])约|大约|大概)|((?<!高)超|超过|逾|(?<!大)多于))$")
_APPROX_BEFORE: tuple[Approx, ...] = ("nearly", "about", "over")
_AFTER: dict[str, Approx] = {"左右": "about", "上下": "about", "以上": "over"}
_UP = re.compile(r"增[长加幅收速产]|上[升涨浮]|提[高升]|攀升|跃升|扩大|涨|升")
_DOWN = re.compile(r"下[降跌滑调浮]|减[少产]|降[低幅至]|回落|缩[减小]|跌|降")
_LATIN = re.compile(r"[A-Za-z0-9]")
_LABELS = frozenset("号路级楼线版届期代集折纬时后")
_WORDS = frozenset(units.MEASURE_WORDS) - {"届", "期", "代", "号", "集", "级", "点", "亿", "万", "分", "余", "步", "部"}
_UNITS: dict[str, tuple[FigureKind, str]] = {
    "%": ("percent", "%"), "％": ("percent", "%"), "个百分点": ("points", "pp"), "百分点": ("points", "pp"), "个点": ("points", "pp"),
    "个基点": ("points", "bp"), "基点": ("points", "bp"), "倍": ("multiple", "x"), "℃": ("temperature", "C"),
    "摄氏度": ("temperature", "C"), "°C": ("temperature", "C"), "华氏度": ("temperature", "F"), "‰": ("percent", "‰"), "成": ("percent", "tenth"),
}  # fmt: skip
_UNITS |= {name: ("duration", unit) for name, unit in units.DURATIONS_ZH.items()}
_UNITS |= {name: ("measure", unit) for name, unit in units.MEASURES_ZH.items()}
_UNITS |= {name: ("amount", unit) for name, unit in units.CURRENCIES_ZH.items()}
_NOT_UNIT = re.compile(
    r"年(?:级|代|轻|夜|糕|货|底|初|会|报|度)|米(?:饭|兰|尔|粉|线)|天(?:然|津|空|使|下|文|山)|周(?:边|围|刊|期|[一二三四五六日])|秒杀|克(?:拉|里|服|罗|制)|成(?:[立为功果效员长熟分绩交品语型都人份都])|斤斤|元(?:旦|件|素|首|老|月|宵|帅|年)|日本|方面|升级"
)
_WHOLE_UNIT = frozenset({"amount", "percent", "points", "measure", "temperature"})
_LONGEST = max(map(len, _UNITS))


def find_zh(text: str) -> tuple[Figure, ...]:
    """All figures of a Chinese text, in order and without overlap."""
    found: list[Figure] = []
    at, size = 0, len(text)
    search = _SCAN.search
    while at < size:
        match = search(text, at)
        if match is None:
            break
        at = match.end()
        figure = _PARSERS[match.lastgroup or "number"](text, match)
        if figure is not None:
            found.append(figure)
            at = max(figure.span[1], figure.mask[1], at)
    return tuple(found)


def _date(text: str, match: re.Match[str]) -> Figure | None:
    start, end = match.span()
    if _is_code(text, start, end if text[end - 1].isdigit() else start + 1) or text[max(0, start - 2) : start] in ("连续", "为期"):
        return _number(text, again) if (again := _NUMBER.match(text, start)) else None
    return date_figure(text, (start, end)) or (_number(text, again) if (again := _NUMBER.match(text, start)) else None)


def _clock(text: str, match: re.Match[str]) -> Figure | None:
    figure = clock_figure(text, match.span())
    if figure and figure.unit == "time12" and ":" in figure.text and text[match.end() : match.end() + 1] in "的大胜负":
        return None
    return figure


def _percent(text: str, match: re.Match[str]) -> Figure | None:
    value = _plain(match.group()[3:])
    return None if value is None else _finish(text, match.span(), (value, value), "percent", "%")


def _tenths(text: str, match: re.Match[str]) -> Figure | None:
    whole_part, _, rest = match.group().partition("成")
    value = (_plain(whole_part) or Decimal(0)) * 10 + (5 if rest == "半" else (_plain(rest) or 0) if rest else 0)
    return _finish(text, match.span(), (value, value), "percent", "%")


def _ratio(text: str, match: re.Match[str]) -> Figure | None:
    parts = re.split(r"分之|[比∶:/]", match.group())
    low, high = (_plain(part) for part in parts)
    if low is None or high is None or not low or _is_code(text, *match.span()):
        return None
    if "/" in match.group():
        low, high = high, low
    if "分之" in match.group() or "/" in match.group():
        if not low:
            return None
        value = high / low
        return Figure("ratio", value, value, "/", match.span(), match.span(), match.group())
    return Figure("ratio", low, high, ":", match.span(), match.span(), match.group())


def _rank(text: str, match: re.Match[str]) -> Figure | None:
    value = _plain(match.group()[1:])
    start, end = match.span()
    if value is None or value < 1 or text[end : end + 1] in ("万", "亿", "千", "百", "年", "-", "."):
        return None
    mask = (start, start) if text[end : end + 1] in "条章款号页卷编节期季版集天课" else (start, end)
    return Figure("rank", value, value, "", (start, end), mask, match.group())


def _plain(text: str) -> Decimal | None:
    if text[0].isdigit():
        return _arabic(text)
    return chinese_number(text)


def _arabic(text: str) -> Decimal:
    if text.isdigit():
        return Decimal(text)
    total = Decimal(0)
    for digits, multiplier in _PARTS.findall(text):
        value = Decimal(digits.replace(",", ""))
        total += whole(value * MULTIPLIERS[multiplier]) if multiplier else value
    return total


def whole(value: Decimal) -> Decimal:
    """The same value without a fraction of zeros: 12000.0 is 12000."""
    return Decimal(int(value)) if value == value.to_integral_value() else value


def _number(text: str, match: re.Match[str]) -> Figure | None:
    start, end = match.span("number")
    raw = match.group("number")
    if _is_code(text, start, end):
        return None
    value = _plain(raw)
    if value is None or (
        not raw[0].isdigit() and text[start - 1 : start] in ("几", "数", "好", "上", "第", "个", "分", "初") and start
    ):
        return None
    if text[max(0, start - 2) : start] == "最后":
        return None
    approx: Approx | None = None
    odd = _ODD.match(text, end)
    if odd:
        value = whole(value * MULTIPLIERS[odd.group("more") or odd.group("rest") or ""])
        end, approx = odd.end(), "over"
    values, end, unit_end, unit = _extend(text, raw, value, end)
    kind, name = _UNITS.get(unit, ("count", ""))
    if not _fits(text, raw, end, unit, approx):
        return None
    if kind == "count" and approx is None and _looks_like_year(raw, text, end):
        return Figure("date", value * 10000, values[1] * 10000, "y", (start, end), (start, end), text[start:end])
    if name == "tenth":
        kind, name, values = "percent", "%", (values[0] * 10, values[1] * 10)
    return _finish(text, (start, end), values, kind, name, unit_end, approx)


_NUMBER = re.compile(rf"(?P<number>{_A}|{_C})")


def _unit_at(text: str, at: int) -> str:
    """The longest unit that stands at this place, or an empty string."""
    at += text[at : at + 1] == " "
    for length in range(min(_LONGEST, len(text) - at), 0, -1):
        unit = text[at : at + length]
        if unit in _UNITS and not _NOT_UNIT.match(text, at):
            return unit
    return ""


def _extend(text: str, raw: str, low: Decimal, end: int) -> tuple[tuple[Decimal, Decimal], int, int, str]:
    """The second half of a range and the unit: values, end of the number, end of the unit, the unit."""
    unit = _unit_at(text, end)
    unit_end = end + len(unit) + (bool(unit) and text[end] == " ")
    second = _SECOND.match(text, unit_end)
    if second is not None:
        high = _plain(second.group("number"))
        if high is not None:
            low = _share_multiplier(raw, second.group("number"), low, high)
            last = second.end()
            other = _unit_at(text, last)
            last_end = last + len(other) + (bool(other) and text[last] == " ")
            if high > low and (unit in ("", other)) and not _apart(text, second.start(), end - len(raw), unit):
                measured = other or text[last : last + 1] in _WORDS or second.group("number")[-1] in "万亿千"
                if measured and not _LATIN.match(text[last : last + 1] if not other else ""):
                    return (low, high), last, last_end, other
    return (low, low), end, unit_end, unit


def _apart(text: str, separator: int, start: int, unit: str) -> bool:
    """从4500亿元到8000亿元 is a change between two figures, not a range."""
    return (
        text[separator] in "到至"
        and bool(unit)
        and re.search(r"[从由自]\D{0,6}$", text[max(0, start - 8) : start]) is not None
    )


def _share_multiplier(first: str, second: str, low: Decimal, high: Decimal) -> Decimal:
    """In 3-5万 and 三到五万 the first number borrows the multiplier of the second."""
    if first[-1] in "万亿千百十":
        return low
    for name in ("万亿", "亿", "万"):
        if second.endswith(name):
            return whole(low * MULTIPLIERS[name])
    return low


def _is_code(text: str, start: int, end: int) -> bool:
    """Numbers inside codes (J7, E-QM5, N+X, "11245", 010-1234) are no figures."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if before and (_LATIN.match(before) or (before in "-+_/.·•" and start > 1 and _LATIN.match(text[start - 2]))):
        return True
    raw = text[start:end]
    if end - start == 1 and after in "0123456789" and after:
        return False
    if raw[0] == "0" and len(raw) > 1 and raw[1].isdigit():
        return True
    if after and after.isascii() and (after.isalpha() or after == "_"):
        return _unit_at(text, end) == ""
    if after in ("+", "·", "•", "-", "/") and _LATIN.match(text[end + 1 : end + 2]):
        return after != "-" or not text[end + 1].isdigit()
    return before in ("“", "‘", '"', "「") and after in ("”", "’", '"', "」") and raw.isdigit()


def _fits(text: str, raw: str, end: int, unit: str, approx: Approx | None) -> bool:
    """Digits count unless they are a label or a long code; Chinese numerals need a unit or a measure word."""
    after = text[end : end + 1]
    if after in _LABELS and not unit:
        return False
    digits = raw.isdigit()
    if text.startswith(("国集团", "国领导"), end):
        return False
    if unit or after in _WORDS or text[end : end + 2] in _WORDS:
        return not (digits and after == "-")
    if digits or raw[0].isdigit():
        return not (digits and len(raw) >= 5) and not (digits and after == "-")
    return approx is not None and after not in ("", "，", "。", "、")


def _looks_like_year(raw: str, text: str, end: int) -> bool:
    after = text[end : end + 1]
    return len(raw) == 4 and raw.isdigit() and 1900 <= int(raw) <= 2100 and after not in _WORDS


def _finish(
    text: str,
    span: tuple[int, int],
    values: tuple[Decimal, Decimal],
    kind: FigureKind,
    unit: str,
    unit_end: int | None = None,
    approx: Approx | None = None,
) -> Figure:
    """Set the mask, with an approximation on either side of it, and the direction."""
    start, end = span
    unit_end = unit_end or end
    mask_end = unit_end if kind in _WHOLE_UNIT else end
    begin = start
    before = _BEFORE.search(text[max(0, start - 3) : start]) if approx is None else None
    if before and not (kind == "duration" and before.group(1)):
        approx = _APPROX_BEFORE[(before.lastindex or 1) - 1]
        begin = start - len(before.group())
    elif approx is None and text[mask_end : mask_end + 2] in _AFTER:
        approx = _AFTER[text[mask_end : mask_end + 2]]
        mask_end += 2
    if unit == "anniversary":
        kind, unit = "rank", ""
    mask = (begin, begin) if _left_to_model(kind, values) else (begin, mask_end)
    outer = (begin, max(unit_end, mask_end))
    figure = Figure(kind, values[0], values[1], unit, outer, mask, text[outer[0] : outer[1]], approx)
    return replace(figure, direction=_direction(text, begin)) if kind not in ("duration", "rank") else figure


def _left_to_model(kind: FigureKind, values: tuple[Decimal, Decimal]) -> bool:
    """One of something is an article in English, and its noun is singular: no placeholder for it."""
    return kind in ("count", "duration", "multiple") and values[0] == values[1] == 1


def _direction(text: str, start: int) -> Direction | None:
    window = text[max(0, start - 5) : start]
    cut = max(map(window.rfind, "，。；、！？"))
    window = window[cut + 1 :]
    up, down = _UP.search(window), _DOWN.search(window)
    return "down" if down else "up" if up else None


_PARSERS = {"date": _date, "clock": _clock, "percent": _percent, "tenths": _tenths, "ratio": _ratio, "rank": _rank, "number": _number}
