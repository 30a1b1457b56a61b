"""Number words: Chinese numerals and English number words to exact values."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
MULTIPLIERS = {
    "": 1, "十": 10, "百": 100, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7,
    "亿": 10**8, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12, "十万亿": 10**13, "百万亿": 10**14,
}  # fmt: skip

_BARE = re.compile(r"[百千][^万亿]")  # 千百年, 百十个: a flourish, no number

_UNITS_EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
)
_UNITS_EN += "seventeen eighteen nineteen".split()
_TENS_EN = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORDS_EN = {word: i for i, word in enumerate(_UNITS_EN)} | {word: 10 * i for i, word in enumerate(_TENS_EN, 2)}
SCALES_EN = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12,
    "k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12,
}  # fmt: skip
SMALL_WORDS = tuple(_UNITS_EN[:10])
ORDINAL_WORDS = ("zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


def chinese_number(text: str) -> Decimal | None:
    """The value of a Chinese numeral such as 一万二千 or 三点五; None where it is no well-formed number."""
    whole, point, fraction = text.partition("点")
    if point:
        head = chinese_number(whole)
        digits = [_DIGITS.get(c) for c in fraction]
        if head is None or not digits or None in digits:
            return None
        return head + Decimal("0." + "".join(map(str, digits)))
    value = _whole(whole)
    return None if value is None else Decimal(value)


def _whole(text: str) -> int | None:
    if _BARE.match(text):
        return None
    total, section, digit = 0, 0, -1
    last_small, last_large = 10**4, 10**16
    for c in text:
        if c in _DIGITS:
            if digit > 0:
                return None
            digit = _DIGITS[c]
        elif c in _SMALL:
            unit = _SMALL[c]
            if unit >= last_small:
                return None
            section += (digit if digit > 0 else 1) * unit
            last_small, digit = unit, -1
        elif c in _LARGE:
            unit = _LARGE[c]
            section += max(digit, 0)
            if unit == 10**8 and total:
                total, section = 0, total + section
            elif unit >= last_large:
                return None
            total += (section or 1) * unit
            last_large, last_small, section, digit = (unit, 10**4, 0, -1)
        else:
            return None
    if digit > 0:
        section += _colloquial(text, digit)
    return total + section


def _colloquial(text: str, digit: int) -> int:
    """The last digit of 三百五 or 一万二 stands for tens or thousands, that of 三百零五 for itself."""
    before = text[-2:-1]
    if before in ("百", "千", "万", "亿"):
        unit = _SMALL.get(before) or _LARGE[before]
        return digit * unit // 10
    return digit


def english_number(words: list[str]) -> Decimal | None:
    """The value of lower-case English number words such as ["two", "hundred", "and", "five"]; None if ill-formed."""
    total, section, seen = 0, 0, ""
    for word in words:
        if word in ("a", "an", "and"):
            continue
        if word in WORDS_EN:
            value = WORDS_EN[word]
            if seen == "unit" or (seen == "ten" and not 0 < value < 10):
                return None
            section += value
            seen = "unit" if value < 20 else "ten"
        elif word in ("hundred", "dozen"):
            section, seen = (section or 1) * SCALES_EN[word], "scale"
        elif word in SCALES_EN:
            total += (section or 1) * SCALES_EN[word]
            section, seen = 0, "scale"
        else:
            return None
    return Decimal(total + section) if seen else None
