"""Figures in English text: one scan for candidates, then a parse of each hit."""

from __future__ import annotations

import re
from decimal import Decimal

from flows.steps.facts import en_patterns as p
from flows.steps.facts import units
from flows.steps.facts.en_dates import clock_figure, date_figure
from flows.steps.facts.halves import en_half
from flows.steps.facts.numerals import LONGEST, ORDINAL_WORDS, SCALES_EN, WORDS_EN, english_number
from flows.steps.facts.zh_numbers import whole
from flows.steps.memo import per_sentence
from flows.steps.types import Approx, Direction, Figure, FigureKind

_CLAUSE, _STOP, _PLAIN = re.compile("[,;.] "), re.compile("[,;.]"), re.compile(p.N)
_LONGEST = 120  # characters of a number in words; what is longer is no figure


@per_sentence  # audit, ledger and pages ask for the same sentences
def find_en(text: str) -> tuple[Figure, ...]:
    """All figures of an English text, in order and without overlap."""
    found: list[Figure] = []
    at, size = 0, len(text)
    search = p.SCAN.search
    while at < size:
        match = search(text, at)
        if match is None:
            break
        at = match.end()
        figure = _PARSERS[_kind(match)](text, match)
        if figure is not None:
            found.append(figure)
            at = max(figure.span[1], at)
    return tuple(found)


def _kind(match: re.Match[str]) -> str:
    group = match.lastgroup or "number"
    return "number" if group == "price" else group


def _date(text: str, match: re.Match[str]) -> Figure | None:
    return date_figure(text, match.span("date"))


def _clock(text: str, match: re.Match[str]) -> Figure | None:
    return clock_figure(text, match.span("clock"))


def _half(text: str, match: re.Match[str]) -> Figure | None:
    return en_half(text, match.span("half"))


def _day_long(_text: str, match: re.Match[str]) -> Figure:
    """Around the clock, 24/7: 24 hours."""
    span = match.span("clockwise")
    return Figure("duration", Decimal(24), Decimal(24), "hour", span, (span[0],) * 2, match.group("clockwise"))


def _ratio(text: str, match: re.Match[str]) -> Figure | None:
    raw = match.group("ratio").lower()
    span = match.span("ratio")
    if raw[0].isdigit():
        first, second = (Decimal(part) for part in re.split(r"-to-|[-–:/]| to ", raw))
        if "/" in raw:
            return Figure("ratio", first / second, first / second, "/", span, span, raw) if second else None
        return Figure("ratio", first, second, ":", span, span, raw)
    top, bottom = re.split(r"[- ]", raw)
    bottom = bottom.rstrip("s") if bottom != "half" else bottom
    below = {"half": 2, "quarter": 4, "tenth": 10}.get(bottom) or ORDINAL_WORDS.index(bottom)
    value = Decimal({"a": 1, "an": 1}.get(top) or WORDS_EN[top]) / below
    return Figure("ratio", value, value, "/", span, span, text[span[0] : span[1]])


def _rank(text: str, match: re.Match[str]) -> Figure | None:
    raw, (start, end) = match.group("rank"), match.span("rank")
    scale = re.search("[mb]illion|thousand", raw)
    value = Decimal(re.sub(r"[^\d.]", "", raw)) if raw[0].isdigit() else Decimal(_ORDINAL_VALUES[raw])
    if scale:
        value = whole(value * SCALES_EN[scale.group()])
    if (
        raw[0].isdigit()
        and text[max(0, start - 4) : start].lower() == "the "
        and _stands_alone(text, end)
        and value <= 31
    ):
        span = (start - 4, end)
        return Figure("date", value, value, "d", span, span, text[span[0] : span[1]])
    return Figure("rank", value, value, "", (start, end), (start, end), raw)


_ORDINAL_VALUES = {word: i for i, word in enumerate(ORDINAL_WORDS)} | {"centenary": 100, "centennial": 100}
_ALONE = re.compile(r"\s*(?:$|[.,;:)\"]|(?:and|that|in|on|to|at|by|for|with|after|before|when|as|he|she|it|they)\b)")


def _stands_alone(text: str, end: int) -> bool:
    """Whether no noun follows: "on the 27th" is a day, "the 27th session" is none."""
    return _ALONE.match(text, end) is not None


def _multiple(_text: str, match: re.Match[str]) -> Figure | None:
    raw, span = match.group("multiple"), match.span("multiple")
    if raw.endswith("fold"):
        head = raw.removesuffix("fold").rstrip("-")
        value = Decimal(head) if head.isdigit() else english_number([head])
    else:
        value = Decimal({"d": 2, "t": 3, "q": 4}[raw[0]])
    return None if value is None else Figure("multiple", value, value, "x", span, (span[0], span[0]), raw)


def _value(raw: str) -> Decimal | None:
    if len(raw) > _LONGEST:
        return None
    if raw[0].isdigit():
        digits = _PLAIN.match(raw)
        if digits is None or len(digits.group()) > LONGEST:
            return None
        scale = raw[digits.end() :].strip(" -").lower()
        value = Decimal(digits.group().replace(",", ""))
        return whole(value * SCALES_EN[scale]) if scale else value
    words = p.TOKENS.findall(raw.lower())
    if words[0] == "half":
        return whole(Decimal(SCALES_EN[words[2]]) / 2)
    return english_number(words)


def _number(text: str, match: re.Match[str]) -> Figure | None:
    sign = match.group("currency")
    start, end = match.span("price" if sign else "number")
    raw = text[start:end]
    end_of_number = end
    if sign:
        start = match.start("currency")
    if not raw or (not sign and _is_code(text, start, end)) or text.startswith("-foot equivalent", end):
        return None
    value = _value(raw)
    if value is None:
        return None
    values = (value, value)
    end, unit = _unit(text, end, sign)
    number_end = end_of_number
    second = _range(text, start, number_end, end, raw, value)
    if second is not None:
        last, (kind, name, mark) = _unit(text, second[1], sign or unit[2])
        if unit[0] == "count" or unit[:2] == (kind, name):
            values, number_end = second
            end, unit = last, (kind, name, mark)
    kind, name, _ = unit
    if kind == "count" and raw.lower() in ("one", "zero"):
        return None
    if kind == "count" and _is_year(raw) and values[1] <= 2100:
        return Figure(
            "date",
            values[0] * 10000,
            values[1] * 10000,
            "y",
            (start, number_end),
            (start, number_end),
            text[start:number_end],
        )
    return _finish(text, (start, number_end), end, values, (kind, name))


def _unit(text: str, end: int, sign: str | None) -> tuple[int, tuple[FigureKind, str, str | None]]:
    """Where the unit ends, its kind and name; a currency sign in front settles both."""
    if sign:
        name = units.SYMBOLS_EN.get(sign.lower().replace(" ", ""), "CNY")
        after = p.UNIT_AT.match(text, end)
        if after and p.UNIT_NAMES[after.group(1).lower()][0] == "amount":
            end = after.end()
        return end, ("amount", name, sign)
    found = p.UNIT_AT.match(text, end)
    if found is None:
        return end, ("count", "", None)
    if found.group(1) == "Second":
        return end, ("count", "", None)
    kind, name = p.UNIT_NAMES[found.group(1).lower()]
    return found.end(), (kind, name, None)


def _range(
    text: str, start: int, end: int, unit_end: int, raw: str, low: Decimal
) -> tuple[tuple[Decimal, Decimal], int] | None:
    second = p.SECOND.match(text, end) or (p.SECOND.match(text, unit_end) if unit_end != end else None)
    if second is None:
        return None
    joint = second.group().lstrip()[:3]
    before = text[max(0, start - 12) : start].lower().removesuffix("minus ").removesuffix("-")
    if (joint == "and" and not before.endswith("between ")) or (
        joint != "and" and before.endswith(("from ", "between "))
    ):
        return None
    high = _value(second.group("number"))
    if high is None or (joint == "or" and high != low + 1):
        return None
    if _is_year(raw) and re.fullmatch(r"\d\d", second.group("number")) and joint[0] in "-–—":
        high += low // 100 * 100  # 2023-25
    if raw[0].isdigit() and re.fullmatch(p.N, raw):
        scale = re.search(r"[a-zA-Z]+$", second.group("number"))
        if scale and second.group("number")[0].isdigit():
            low = whole(low * SCALES_EN[scale.group().lower()])
    return ((low, high), second.end()) if high > low else None


def _is_year(raw: str) -> bool:
    return len(raw) == 4 and raw.isdigit() and 1000 <= int(raw) <= 2100 and not (int(raw) < 1800 and raw.endswith("00"))


def _is_code(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if before in ("-", "_", "/", ".", "+", "#", "·") and before and start > 1 and (text[start - 2].isalnum()):
        return True
    raw = text[start:end]
    if raw[0] == "0" and raw[1:2].isdigit():
        return True
    if after.isalpha() or after == "_":
        return p.UNIT_AT.match(text, end) is None
    if after == "-" and text[end + 1 : end + 2].isupper():
        return True
    if after == "+" and text[end + 1 : end + 2].isalnum():
        return True
    return raw.isdigit() and (len(raw) >= 5 or (before in ('"', "'", "“") and after in ('"', "'", "”")))


def _finish(
    text: str, span: tuple[int, int], unit_end: int, values: tuple[Decimal, Decimal], unit: tuple[FigureKind, str]
) -> Figure:
    """Set the mask, with an approximation on either side of it, the sign and the direction."""
    kind, name = unit
    start, end = span
    if kind in ("temperature", "percent") and values[0] == values[1]:
        start, unit_end, values = _signed(text, start, unit_end, values)
    begin, mask_end, approx = _approximated(text, start, unit_end if kind in p.WHOLE_UNIT else end, kind)
    if kind == "duration" and text[unit_end : unit_end + 4] == " old":
        name, unit_end = "age", unit_end + 4
    one = kind in ("count", "duration", "multiple") and values[0] == values[1] == 1
    mask = (begin, begin) if one else (begin, mask_end)
    outer = (begin, max(unit_end, mask_end))
    way = _direction(text, outer) if kind not in ("duration", "rank") else None
    return Figure(kind, values[0], values[1], name, outer, mask, text[outer[0] : outer[1]], approx, way)


def _signed(
    text: str, start: int, end: int, values: tuple[Decimal, Decimal]
) -> tuple[int, int, tuple[Decimal, Decimal]]:
    """-5 degrees, minus 5 degrees and 5 degrees below zero are one."""
    before = p.MINUS.search(text[max(0, start - 6) : start])
    after = text.startswith(" below zero", end)
    if not before and not after:
        return start, end, values
    begin = start - len(before.group(1)) if before else start
    return begin, end + 11 * after, (-values[0], -values[1])


def _approximated(text: str, start: int, end: int, kind: FigureKind) -> tuple[int, int, Approx | None]:
    """Where the mask begins and ends with nearly, about, more than … taken in, and which way they point."""
    before = p.BEFORE.search(text[max(0, start - 22) : start])
    if before and not (kind == "duration" and before.group().lower() == "over "):
        return start - len(before.group()), end, p.APPROX[(before.lastindex or 1) - 1]
    after = p.AFTER.match(text, end)
    if after is None:
        return start, end, None
    return start, after.end(), "about" if after.group() == " or so" else "over"


def _direction(text: str, span: tuple[int, int]) -> Direction | None:
    before = _CLAUSE.split(text[max(0, span[0] - 32) : span[0]])[-1]
    after = _STOP.split(text[span[1] : span[1] + 14], maxsplit=1)[0]
    for window in (before, after):
        if p.DOWN.search(window):
            return "down"
        if p.UP.search(window):
            return "up"
    return None


_PARSERS = {
    "half": _half,
    "clockwise": _day_long,
    "date": _date,
    "clock": _clock,
    "ratio": _ratio,
    "rank": _rank,
    "multiple": _multiple,
    "number": _number,
}
