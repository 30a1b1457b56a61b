"""A figure in American news English."""

from __future__ import annotations

import re
from decimal import Decimal

from flows.steps.facts.numerals import ORDINAL_WORDS, SMALL_WORDS
from flows.steps.facts.units import CURRENCY_NAMES, CURRENCY_SIGNS, MEASURES
from flows.steps.types import Figure

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_APPROX = {"nearly": "nearly ", "over": "more than ", "about": "about "}
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_SIDE_BY_SIDE = re.compile("[一两二三四五六七八九]{2}")  # 两三年: two or three
_HALVES = {1: "first half", 2: "second half"}
_QUARTERS = {1: "first", 2: "second", 3: "third", 4: "fourth"}


def render_en(figure: Figure) -> str:
    """The English that stands where the mask stood, such as "nearly 8 billion yuan" or "the 27th"."""
    return _APPROX.get(figure.approx or "", "") + _RENDER[figure.kind](figure)


def state_en(figure: Figure) -> str:
    """The English of the whole span: as render_en, with the unit of a duration (nine years)."""
    english = render_en(figure)
    if "半" in figure.text and figure.kind == "duration":
        return _with_half(figure)
    if figure.text.endswith(("番", "一倍")):
        return f"{english}fold"
    if figure.kind == "duration" and figure.unit in _PERIODS:
        period = _PERIODS[figure.unit]
        return f"{english} {period}{'' if figure.high == 1 else 's'}"
    if figure.kind == "multiple":
        return f"{english} times"
    return english


def _with_half(figure: Figure) -> str:
    """Half an hour, six months, two and a half years."""
    size, period = (60, "hour") if figure.unit == "minute" else (12, "year")
    count = int(figure.high) // size
    if count:
        return f"{_counted(Decimal(count))} and a half {period}s"
    return "half an hour" if period == "hour" else "six months"


_PERIODS = {
    "year": "year", "month": "month", "week": "week", "day": "day", "hour": "hour", "minute": "minute",
    "second": "second", "workday": "working day", "decade": "decade", "age": "year",
}  # fmt: skip


def plain(value: Decimal) -> str:
    """Digits with thousands grouped, decimals as they are written."""
    if value == value.to_integral_value() and value.as_tuple().exponent not in range(-9, 0):
        return f"{int(value):,}"
    return f"{value:,f}"


def scaled(value: Decimal) -> str:
    """Millions and more in words where three decimals are enough: 411.41 billion, 8.41 million."""
    for size, word in _SCALES:
        if value >= size:
            small = (value / size).normalize()
            if -int(small.as_tuple().exponent) <= 3:
                return f"{small:,f} {word}"
            break
    return plain(value)


def ordinal(value: int) -> str:
    """First to ninth in words, then 10th, 21st, 112th."""
    if 0 < value < 10:
        return ORDINAL_WORDS[value]
    if value >= 10**6 and (words := scaled(Decimal(value)))[-1] == "n":
        return f"{words}th"
    tail = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value:,}{tail}"


def _pair(figure: Figure, one: str, low: str) -> str:
    return one if figure.low == figure.high else f"{low} to {one}"


def _counted(value: Decimal) -> str:
    if value == value.to_integral_value() and 0 <= value < 10 and value.as_tuple().exponent in (0, 1):
        return SMALL_WORDS[int(value)]
    return scaled(value)


def _count(figure: Figure) -> str:
    if figure.low == figure.high:
        return _counted(figure.low)
    if figure.high < 10 and _SIDE_BY_SIDE.match(figure.text):
        return f"{_counted(figure.low)} or {_counted(figure.high)}"
    if figure.low < 10 <= figure.high:
        return f"{plain(figure.low)} to {scaled(figure.high)}"
    return f"{_counted(figure.low)} to {_counted(figure.high)}"


def _amount(figure: Figure) -> str:
    sign = CURRENCY_SIGNS.get(figure.unit)
    if sign:
        return _pair(figure, sign + scaled(figure.high), sign + scaled(figure.low))
    name = CURRENCY_NAMES.get(figure.unit, figure.unit)
    return f"{_pair(figure, scaled(figure.high), scaled(figure.low))} {name}"


def _percent(figure: Figure) -> str:
    word = "per mille" if figure.unit == "‰" else "percent"
    return f"{_pair(figure, plain(figure.high), plain(figure.low))} {word}"


def _points(figure: Figure) -> str:
    word = "basis point" if figure.unit == "bp" else "percentage point"
    return f"{_pair(figure, plain(figure.high), plain(figure.low))} {word}{'' if figure.high == 1 else 's'}"


def _measure(figure: Figure) -> str:
    _, _, one, many = MEASURES[figure.unit]
    if figure.text.endswith("级"):
        return f"{_pair(figure, scaled(figure.high), scaled(figure.low))}-{one}".replace(" ", "-")
    return f"{_pair(figure, scaled(figure.high), scaled(figure.low))} {one if figure.high == 1 else many}"


def _temperature(figure: Figure) -> str:
    scale = "Fahrenheit" if figure.unit == "F" else "Celsius"
    low, high = (f"minus {plain(-value)}" if value < 0 else plain(value) for value in (figure.low, figure.high))
    return f"{_pair(figure, high, low)} {'degree' if abs(figure.high) == 1 else 'degrees'} {scale}"


def _ratio(figure: Figure) -> str:
    if figure.unit in (":", "∶"):
        return f"{plain(figure.low)}{'-' if figure.unit == ':' else ':'}{plain(figure.high)}"
    if figure.low < Decimal("0.01"):
        return f"{(figure.low * 100).normalize():f} percent"
    for bottom in range(2, 1001):
        top = figure.low * bottom
        if abs(top - round(top)) < Decimal("1e-12") * bottom:
            return _fraction(round(top), bottom)
    return f"{figure.low:f}"


def _fraction(top: int, bottom: int) -> str:
    if bottom == 2:
        return "half" if top == 1 else f"{top} halves"
    name = "quarter" if bottom == 4 else ordinal(bottom)
    if 0 < top < 10 and bottom < 10:
        return f"{SMALL_WORDS[top]}-{name}{'' if top == 1 else 's'}"
    return f"{top}/{bottom}"


def _rank(figure: Figure) -> str:
    return ordinal(int(figure.high))


def _date(figure: Figure) -> str:
    low, high = int(figure.low), int(figure.high)
    return _DATES[figure.unit](low, high)


_NAMED_HOURS = {0: "midnight", 720: "noon", 1440: "midnight"}


def _time(low: int, _high: int) -> str:
    if low in _NAMED_HOURS:
        return _NAMED_HOURS[low]
    hour, minute = divmod(low, 60)
    clock = f"{(hour - 1) % 12 + 1}" + (f":{minute:02d}" if minute else "")
    return f"{clock} {'a.m.' if hour % 24 < 12 else 'p.m.'}"


def _time12(low: int, _high: int) -> str:
    return f"{low // 60}:{low % 60:02d}"


def _split(value: int) -> tuple[int, int, int]:
    return value // 10000, value // 100 % 100, value % 100


def _ymd(low: int, high: int) -> str:
    first, last = _split(low), _split(high)
    head = MONTHS[first[1] - 1] + f" {first[2]}"
    tail = f", {last[0]}" if last[0] else ""
    if low == high:
        return head + tail
    if first[0] != last[0]:
        head += f", {first[0]}"
    end = f"{last[2]}" if first[:2] == last[:2] else f"{MONTHS[last[1] - 1]} {last[2]}"
    return f"{head} to {end}{tail}"


def _ym(low: int, high: int) -> str:
    first, last = _split(low), _split(high)
    tail = f" {last[0]}" if last[0] else ""
    if low == high:
        return MONTHS[last[1] - 1] + tail
    year = f" {first[0]}" if first[0] != last[0] else ""
    return f"{MONTHS[first[1] - 1]}{year} to {MONTHS[last[1] - 1]}{tail}"


def _day(low: int, high: int) -> str:
    words = [f"the {low}{_suffix(low)}", f"the {high}{_suffix(high)}"]
    return words[0] if low == high else " to ".join(words)


def _suffix(value: int) -> str:
    return "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")


def _year(low: int, high: int) -> str:
    return f"{low // 10000}" if low == high else f"{low // 10000} to {high // 10000}"


def _half(low: int, _high: int) -> str:
    return f"the {_HALVES[low % 10]}" + (f" of {low // 10}" if low >= 10 else "")


def _quarter(low: int, high: int) -> str:
    tail = f" of {low // 10}" if low >= 10 else ""
    if low != high:
        return f"the first {SMALL_WORDS[high % 10]} quarters{tail}"
    return f"the {_QUARTERS[low % 10]} quarter{tail}"


def _decade(low: int, _high: int) -> str:
    return f"the {low}s"


def _century(low: int, _high: int) -> str:
    return f"the {low}{_suffix(low)} century"


_DATES = {
    "ymd": _ymd, "md": _ymd, "ym": _ym, "m": _ym, "d": _day, "y": _year, "yh": _half, "h": _half, "yq": _quarter,
    "q": _quarter, "decade": _decade, "century": _century, "time": _time, "time12": _time12,
}  # fmt: skip
_RENDER = {
    "amount": _amount, "percent": _percent, "points": _points, "count": _count, "date": _date, "duration": _count,
    "rank": _rank, "ratio": _ratio, "multiple": _count, "measure": _measure, "temperature": _temperature,
}  # fmt: skip
