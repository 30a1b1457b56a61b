"""Number words: Chinese numerals and English number words to exact values."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
MULTIPLIERS = {
    "": 1, "十": 10, "百": 100, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8,
    "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12, "十万亿": 10**13, "百万亿": 10**14, "千万亿": 10**15,
}  # fmt: skip


LONGEST = 24  # characters of a numeral: what is longer is no figure but an attack or a code
_ONE_TO_NINE = "[一二两三四五六七八九]"
_SECTION = re.compile(rf"({_ONE_TO_NINE}?千)?零?({_ONE_TO_NINE}?百)?零?({_ONE_TO_NINE}?十)?零?({_ONE_TO_NINE})?")
_FLOURISH = re.compile(r"[百千].")  # 千百年, 百十个: no number

_UNITS_EN = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS_EN = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS_EN = {word: i for i, word in enumerate(_UNITS_EN)} | {word: 10 * i for i, word in enumerate(_TENS_EN, 2)}
SCALES_EN = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12,
    "k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12,
}  # fmt: skip
SMALL_WORDS = tuple(_UNITS_EN[:10])
ORDINAL_WORDS = ("zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


def chinese_number(text: str) -> Decimal | None:
    """The value of a Chinese numeral such as 一万二千 or 三点五; None where it is no well-formed number."""
    if len(text) > LONGEST:
        return None
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
    """The value of 二十万三千: what stands before the highest mark, times it, and the rest."""
    for mark, unit in (("亿", 10**8), ("万", 10**4)):
        head, found, tail = text.rpartition(mark)
        if found:
            above = _whole(head) if head else 1
            below = _below(tail, unit)
            return None if above is None or below is None else above * unit + below
    return _section(text)


def _below(tail: str, unit: int) -> int | None:
    """The rest behind a mark; a lone digit stands for the next lower place (一万二 is 12,000)."""
    if not tail:
        return 0
    if len(tail) == 1 and tail in _DIGITS:
        return _DIGITS[tail] * unit // 10
    value = _whole(tail.lstrip("零"))
    return None if value is None or value >= unit else value


def _section(text: str) -> int | None:
    """A number under ten thousand."""
    match = _SECTION.fullmatch(text)
    if match is None or not text or _FLOURISH.match(text):
        return None
    total = 0
    for group, unit in zip(match.groups(), (1000, 100, 10), strict=False):
        if group is not None:
            total += (_DIGITS.get(group[:1], 1)) * unit
    last = match.group(4)
    if last and text[-2:-1] in ("百", "千"):
        return total + _DIGITS[last] * (10 if text[-2] == "百" else 100)
    return total + (_DIGITS[last] if last else 0)


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
