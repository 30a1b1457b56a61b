"""Numbers, units and ranges in Chinese text, and the codes that are none."""

from __future__ import annotations

import re
from decimal import Decimal

from flows.steps.facts import zh_patterns as p
from flows.steps.facts.numerals import LONGEST, MULTIPLIERS, chinese_number


def plain(text: str) -> Decimal | None:
    """The value of digits with their multipliers, or of a Chinese numeral."""
    if len(text) > LONGEST:
        return None
    return _arabic(text) if text[0].isdigit() else chinese_number(text)


def _arabic(text: str) -> Decimal:
    """The value of 1亿2000万 or 4114.1亿."""
    if text.isdigit():
        return Decimal(text)
    total = Decimal(0)
    for digits, multiplier in p.PARTS.findall(text):
        value = Decimal(digits.replace(",", ""))
        total += whole(value * MULTIPLIERS[multiplier]) if multiplier else value
    return total


def whole(value: Decimal) -> Decimal:
    """The same value without a fraction of zeros: 12000.0 is 12000."""
    return Decimal(int(value)) if value == value.to_integral_value() else value


def unit_at(text: str, at: int) -> str:
    """The longest unit that stands at this place, or an empty string."""
    at += text[at : at + 1] == " "
    for length in range(min(p.LONGEST, len(text) - at), 0, -1):
        unit = text[at : at + length]
        if unit in p.UNITS and not p.NOT_UNIT.match(text, at):
            return unit
    return ""


def extend(text: str, raw: str, low: Decimal, end: int) -> tuple[tuple[Decimal, Decimal], int, int, str]:
    """The second half of a range and the unit: values, end of the number, end of the unit, the unit."""
    unit = unit_at(text, end)
    unit_end = end + len(unit) + (bool(unit) and text[end] == " ")
    second = p.SECOND.match(text, unit_end)
    if second is not None:
        high = plain(second.group("number"))
        if high is not None:
            if not unit:
                low = _share_multiplier(raw, second.group("number"), low)
            last = second.end()
            other = unit_at(text, last)
            last_end = last + len(other) + (bool(other) and text[last] == " ")
            if high > low and (unit in ("", other)) and not _apart(text, second.start(), end - len(raw), unit):
                measured = other or text[last : last + 1] in p.WORDS or second.group("number")[-1] in "万亿千"
                if measured and not p.LATIN.match(text[last : last + 1] if not other else ""):
                    return (low, high), last, last_end, other
    return (low, low), end, unit_end, unit


def _apart(text: str, separator: int, start: int, unit: str) -> bool:
    """从4500亿元到8000亿元 is a change between two figures, not a range."""
    return (
        text[separator] in "到至"
        and bool(unit)
        and re.search(r"[从由自]\D{0,6}$", text[max(0, start - 8) : start]) is not None
    )


def _share_multiplier(first: str, second: str, low: Decimal) -> Decimal:
    """In 3-5万 and 三到五万 the first number borrows the multiplier of the second, unless it has a unit of its own."""
    if first[-1] in "万亿千百十":
        return low
    for name in ("万亿", "亿", "万"):
        if second.endswith(name):
            bare = plain(second.removesuffix(name) or "1")
            if bare is None or low > bare:  # 5000至1.2万 are two numbers as they stand
                return low
            return whole(low * MULTIPLIERS[name])
    return low


def is_code(text: str, start: int, end: int) -> bool:
    """Numbers inside codes (J7, E-QM5, N+X, "11245", 010-1234) are no figures."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if before and (p.LATIN.match(before) or (before in "-+_/.·•" and start > 1 and p.LATIN.match(text[start - 2]))):
        return True
    raw = text[start:end]
    if end - start == 1 and after in "0123456789" and after:
        return False
    if raw[0] == "0" and len(raw) > 1 and raw[1].isdigit():
        return True
    if after and after.isascii() and (after.isalpha() or after == "_"):
        return unit_at(text, end) == "" and not text.startswith("TEU", end)
    if after in ("+", "·", "•", "-", "/") and p.LATIN.match(text[end + 1 : end + 2]):
        return after != "-" or not text[end + 1].isdigit()
    return before in ("“", "‘", '"', "「") and after in ("”", "’", '"', "」") and raw.isdigit()
