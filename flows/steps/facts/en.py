"""Figures in English text: one scan for candidates, then a parse of each hit."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from flows.steps.facts import units
from flows.steps.facts.en_dates import CLOCK, DATE, clock_figure, date_figure
from flows.steps.facts.numerals import ORDINAL_WORDS, SCALES_EN, WORDS_EN, english_number
from flows.steps.facts.zh import whole
from flows.steps.types import Approx, Direction, Figure, FigureKind

_N = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_SCALE = r"(?:[Hh]undred|[Tt]housand|[Mm]illion|[Bb]illion|[Tt]rillion|dozen|mln|bln|mn|bn|tn|k(?=\b(?!/)))\b(?!-?(?:odd))"
_DIGITS = rf"{_N}(?:[ -]?{_SCALE})?"
_W = "(?:" + "|".join(sorted(WORDS_EN, key=len, reverse=True)) + r")(?![a-z])"
_S = r"(?:hundred|thousand|million|billion|trillion|dozen)(?![a-z])"
_WORDS = rf"(?:(?:[Hh]alf a {_S}|[Aa]n? {_S}|{_W}(?:[ -]{_W})?(?:[ -]{_S})?)(?:(?: and |,? |-)(?:{_W}(?:[ -]{_W})?(?:[ -]{_S})?|{_S}))*)"
_CURRENCY = r"(?:US ?\$|U\.S\. ?\$|HK ?\$|NT ?\$|AU\$|NZ\$|[ACS]\$|RMB ?[¥￥]?|USD|CNY|HKD|EUR|GBP|[$€£¥￥])"
_CAPITAL_WORDS = "|".join(word.capitalize() for word in sorted(WORDS_EN, key=len, reverse=True) if word != "zero")
_QUANTITY = rf"(?:{_DIGITS}|{_WORDS}|(?:{_CAPITAL_WORDS})(?![a-z])(?:[ -]{_W})?(?:[ -]{_S})*)"
_ORDINALS = "|".join(ORDINAL_WORDS[1:])
_FRACTION = rf"(?:an?|one|two|three|four|five|six|seven|eight|nine)[- ](?:half|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?(?![a-z])"
_FOLD = "(?:" + "|".join(sorted(WORDS_EN, key=len, reverse=True)) + ")"
_SCAN = re.compile(
    rf"(?<![A-Za-z0-9])(?:(?P<date>(?<![.,]){DATE})"
    rf"|(?P<clock>(?<![.:,]){CLOCK})"
    rf"|(?P<ratio>{_FRACTION}|\d{{1,3}}(?:[-–:]| to )\d{{1,3}}(?= (?:victory|win|defeat|loss|draw|lead|vote))|\d{{1,2}}/\d{{1,3}}(?![\d/]))"
    rf"|(?P<rank>\d{{1,3}}(?:st|nd|rd|th)(?![a-z])|(?:{_ORDINALS}|centenary|centennial)(?![a-z]))"
    rf"|(?P<multiple>(?:doubl|tripl|quadrupl)(?:e|ed|es|ing)(?![a-z])|(?:{_FOLD}|\d+)-?fold(?![a-z]))"
    rf"|(?P<currency>{_CURRENCY})? ?(?P<number>{_QUANTITY}))"
)
_SECOND = re.compile(
    rf"(?: to | ?[-–—~] ?| and )(?P<currency>{_CURRENCY})? ?(?P<number>{_DIGITS}|{_WORDS})(?![\d.,]*\d)"
)
_UNIT_NAMES: dict[str, tuple[FigureKind, str]] = {name: ("amount", unit) for name, unit in units.CURRENCIES_EN.items()}
_UNIT_NAMES |= {name: ("measure", unit) for name, unit in units.MEASURES_EN.items()}
_UNIT_NAMES |= {name: ("duration", unit) for name, unit in units.DURATIONS_EN.items()}
_UNIT_NAMES |= {
    "%": ("percent", "%"), "percent": ("percent", "%"), "per cent": ("percent", "%"), "pct": ("percent", "%"), "per mille": ("percent", "‰"),
    "percentage points": ("points", "pp"), "percentage point": ("points", "pp"), "percent points": ("points", "pp"),
    "basis points": ("points", "bp"), "basis point": ("points", "bp"), "times": ("multiple", "x"),
    "degrees celsius": ("temperature", "C"), "degree celsius": ("temperature", "C"), "degrees centigrade": ("temperature", "C"),
    "°c": ("temperature", "C"), "℃": ("temperature", "C"), "degrees fahrenheit": ("temperature", "F"), "°f": ("temperature", "F"),
    "degree fahrenheit": ("temperature", "F"),
}  # fmt: skip
_UNIT_AT = re.compile(
    r"[ -]?(%|℃|(?:"
    + "|".join(re.escape(n) for n in sorted(_UNIT_NAMES, key=len, reverse=True) if n[0].isalpha() or n[0] == "°")
    + r")(?![A-Za-z]))",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?<![A-Za-z])(?:(nearly|almost|close to|approaching)|(about|around|approximately|roughly|some|circa|an estimated)"
    r"|(more than|over|above|in excess of|upwards of|greater than|as many as more than)) $",
    re.IGNORECASE,
)
_APPROX: tuple[Approx, ...] = ("nearly", "about", "over")
_AFTER = re.compile(r" or (?:more|so)(?![a-z])|(?:\+|-odd)(?![A-Za-z0-9])")
_WHOLE_UNIT = frozenset({"amount", "percent", "points", "measure", "temperature"})
_UP = re.compile(
    r"\b(?:up|rose|ris(?:e|es|en|ing)|increas\w+|gr(?:ew|ow\w*)|climb\w*|jump\w*|gain\w*|surg\w+|soar\w*|expand\w*|improv\w+|rais\w+|higher|advanc\w+)\b"
)
_DOWN = re.compile(
    r"\b(?:down|f[ae]ll\w*|declin\w+|decreas\w+|drop\w*|reduc\w+|lower\w*|shr[aiu]nk\w*|slump\w*|slid\w*|plung\w+|cut|contract\w+)\b"
)
_TOKENS = re.compile(r"[a-z]+")


def find_en(text: str) -> tuple[Figure, ...]:
    """All figures of an English text, in order and without overlap."""
    found: list[Figure] = []
    at, size = 0, len(text)
    search = _SCAN.search
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
    return "number" if group == "currency" else group


def _date(text: str, match: re.Match[str]) -> Figure | None:
    return date_figure(text, match.span("date"))


def _clock(text: str, match: re.Match[str]) -> Figure | None:
    return clock_figure(text, match.span("clock"))


def _ratio(text: str, match: re.Match[str]) -> Figure | None:
    raw = match.group("ratio").lower()
    span = match.span("ratio")
    if raw[0].isdigit():
        first, second = (Decimal(part) for part in re.split(r"[-–:/]| to ", raw))
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
    value = Decimal(re.sub(r"\D", "", raw)) if raw[0].isdigit() else Decimal(_ORDINAL_VALUES[raw])
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
    """ "The 27th" with no noun after it is a day."""
    return _ALONE.match(text, end) is not None


def _multiple(text: str, match: re.Match[str]) -> Figure | None:
    raw, span = match.group("multiple"), match.span("multiple")
    if raw.endswith("fold"):
        head = raw.removesuffix("fold").rstrip("-")
        value = Decimal(head) if head.isdigit() else english_number([head])
    else:
        value = Decimal({"d": 2, "t": 3, "q": 4}[raw[0]])
    return None if value is None else Figure("multiple", value, value, "x", span, (span[0], span[0]), raw)


def _value(raw: str) -> Decimal | None:
    if raw[0].isdigit():
        digits = re.match(_N, raw)
        assert digits is not None
        scale = raw[digits.end() :].strip(" -").lower()
        value = Decimal(digits.group().replace(",", ""))
        return whole(value * SCALES_EN[scale]) if scale else value
    words = _TOKENS.findall(raw.lower())
    if words[0] == "half":
        return whole(Decimal(SCALES_EN[words[2]]) / 2)
    return english_number(words)


def _number(text: str, match: re.Match[str]) -> Figure | None:
    start, end = match.span("number")
    raw, sign = match.group("number"), match.group("currency")
    if sign:
        start = match.start("currency")
    if not raw or (not sign and _is_code(text, start, end)):
        return None
    value = _value(raw)
    if value is None:
        return None
    values = (value, value)
    end, unit = _unit(text, end, sign)
    number_end = match.end("number")
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
        after = _UNIT_AT.match(text, end)
        if after and _UNIT_NAMES[after.group(1).lower()][0] == "amount":
            end = after.end()
        return end, ("amount", name, sign)
    found = _UNIT_AT.match(text, end)
    if found is None:
        return end, ("count", "", None)
    if found.group(1) == "Second":
        return end, ("count", "", None)
    kind, name = _UNIT_NAMES[found.group(1).lower()]
    return found.end(), (kind, name, None)


def _range(
    text: str, start: int, end: int, unit_end: int, raw: str, low: Decimal
) -> tuple[tuple[Decimal, Decimal], int] | None:
    second = _SECOND.match(text, end) or (_SECOND.match(text, unit_end) if unit_end != end else None)
    if second is None:
        return None
    joint = second.group().lstrip()[:3]
    before = text[max(0, start - 8) : start].lower()
    if (joint == "and" and not before.endswith("between ")) or (
        joint != "and" and before.endswith(("from ", "between "))
    ):
        return None
    high = _value(second.group("number"))
    if high is None:
        return None
    if raw[0].isdigit() and re.fullmatch(_N, raw):
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
        return _UNIT_AT.match(text, end) is None
    if after == "-" and text[end + 1 : end + 2].isupper():
        return True
    if after == "+" and text[end + 1 : end + 2].isalnum():
        return True
    return raw.isdigit() and (len(raw) >= 5 or (before in ('"', "'", "“") and after in ('"', "'", "”")))


def _finish(
    text: str, span: tuple[int, int], unit_end: int, values: tuple[Decimal, Decimal], unit: tuple[FigureKind, str]
) -> Figure:
    """Set the mask, with an approximation on either side of it, and the direction."""
    (start, end), (kind, name) = span, unit
    mask_end = unit_end if kind in _WHOLE_UNIT else end
    begin = start
    approx: Approx | None = None
    before = _BEFORE.search(text[max(0, start - 22) : start])
    if before and not (kind == "duration" and before.group().lower() == "over "):
        approx = _APPROX[(before.lastindex or 1) - 1]
        begin = start - len(before.group())
    elif after := _AFTER.match(text, mask_end):
        approx, mask_end = ("about" if after.group() == " or so" else "over"), after.end()
    if kind == "duration" and text[unit_end : unit_end + 4] == " old":
        name, unit_end = "age", unit_end + 4
    one = kind in ("count", "duration", "multiple") and values[0] == values[1] == 1
    mask = (begin, begin) if one else (begin, mask_end)
    outer = (begin, max(unit_end, mask_end))
    figure = Figure(kind, values[0], values[1], name, outer, mask, text[outer[0] : outer[1]], approx)
    return replace(figure, direction=_direction(text, outer)) if kind not in ("duration", "rank") else figure


def _direction(text: str, span: tuple[int, int]) -> Direction | None:
    before = re.split(r"[,;.] ", text[max(0, span[0] - 32) : span[0]])[-1]
    after = re.split(r"[,;.]", text[span[1] : span[1] + 14])[0]
    for window in (before, after):
        up, down = _UP.search(window), _DOWN.search(window)
        if up or down:
            return "down" if down else "up"
    return None


_PARSERS = {"date": _date, "clock": _clock, "ratio": _ratio, "rank": _rank, "multiple": _multiple, "number": _number}
