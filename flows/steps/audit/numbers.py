"""Bare numbers of a text, whatever they count: what vouches for a figure that one parser read and the other did not.

十九大, 二线城市, 737MAX and IP15周年 hold numbers that are no figures, yet "19th", "Tier 2", "737" and "15th"
may stand for them; so may a number whose unit only one language states (14日, "14-day").
"""

from __future__ import annotations

import re
from decimal import Decimal

from flows.steps.facts.numerals import chinese_number, english_number
from flows.steps.memo import per_sentence, per_word
from flows.steps.types import Lang

_ZH = re.compile(
    r"(\d[\d,]*(?:\.\d+)?)[多余几来]?([十百千万亿]+)?|[零〇一二两三四五六七八九十百千万亿]+|[ⅠⅡⅢⅣⅤ]|\b[IVX]{1,4}\b"
)
_PLAN = re.compile(r"(十[一二三四五六]?)五(?![年天月个])")  # 十四五: the 14th Five-Year Plan
_TENTHS = re.compile(r"([一二两三四五六七八九]|\d)成")
_SPECIAL = {
    "头号": 1,
    "半": 30,
    "一半": 50,
    "半数": 50,
    "过半": 50,
    "翻番": 2,
    "翻一番": 2,
    "全天候": 24,
    "首": 1,
    "九二共识": 1992,
    "初一": 1,
    "世纪": 100,
    "百年": 100,
    "十几": 12,
    "十多": 12,
}
_EN = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z]+")
# Half an hour is 30 minutes, half of something 50 percent; the first half of the year is neither.
_HALVES = (
    (re.compile(r"\bhalf(?:[ -]past|[ -]an?[ -]hour|-hour)|\b(?:hours?|\d) and a half"), 30),
    (
        re.compile(
            r"(?:by|than|about|nearly|almost|over|one|is|was|for) half\b|\bhalf (?:of (?!the year|\d|last|this)|the )"
        ),
        50,
    ),
)
_EN_SCALE = re.compile(r"[\s-]*(decades|hundred|thousand|million|billion|trillion)\b")
_SCALES = {"decades": 10, "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4, "Ⅴ": 5}
_NAMES = re.findall(
    "[a-z]+", "january february march april may june july august september october november december sept"
)
_MONTH = re.compile(r"\b(?:" + "|".join(f"{name}|{name[:3]}" for name in _NAMES) + r")\b")
_MONTHS = {name[:3]: i for i, name in enumerate(_NAMES[:12], 1)}
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "quarter": 4, "quarters": 4, "thirds": 3, "dozen": 10,
    "decades": 10, "decade": 10, "century": 100, "centenary": 100, "centennial": 100, "single": 1, "once": 1,
    "twice": 2, "double": 2, "doubled": 2, "both": 2, "couple": 2, "triple": 3, "tripled": 3,
}  # fmt: skip


@per_sentence
def numbers(text: str, lang: Lang) -> frozenset[Decimal]:
    """Every number that stands in the text, in digits or words, with its scale."""
    return frozenset(_zh(text) if lang == "zh" else _en(text)) - {Decimal(0)}


def months(text: str) -> frozenset[Decimal]:
    """The months that an English text names, as 1 to 12."""
    return frozenset(Decimal(_MONTHS[match.group()[:3]]) for match in _MONTH.finditer(text.lower()))


def _zh(text: str) -> set[Decimal]:
    found = {Decimal(value) for word, value in _SPECIAL.items() if word in text}
    plans = [chinese_number(match.group(1)) or Decimal(0) for match in _PLAN.finditer(text)]
    found |= {*plans, *(year for plan in plans for year in _years(plan))}
    found |= {(_plain(match.group(1)) or Decimal(0)) * 10 for match in _TENTHS.finditer(text)}
    for match in _ZH.finditer(_TENTHS.sub("，", text)):
        raw = match.group()
        if raw in _ROMAN:
            found.add(Decimal(_ROMAN[raw]))
        elif match.group(1):
            times = chinese_number("一" + match.group(2)) if match.group(2) else None
            found.add(Decimal(match.group(1).replace(",", "")) * (times or 1))
        else:
            found |= _han(raw)
    return found


def _years(plan: Decimal) -> tuple[Decimal, ...]:
    """The years of a five-year plan, in full and as 2021-25 has them."""
    first = 2021 + 5 * (plan - 14)
    return first, first + 4, (first + 4) % 100


def _plain(raw: str) -> Decimal | None:
    return Decimal(raw) if raw.isascii() else chinese_number(raw)


def _han(raw: str) -> set[Decimal]:
    """A well-formed numeral; else its digits one by one, as a year (二零二三) and as single digits."""
    value = chinese_number(raw) or chinese_number("一" + raw)
    digits = [chinese_number(char) or Decimal(0) for char in raw]
    if value is not None:
        return {value}
    row = "".join(str(int(digit)) for digit in digits if digit < 10)
    return set(digits) | ({Decimal(row)} if row else set())


def _en(text: str) -> set[Decimal]:
    small = text.lower()
    found: set[Decimal] = set()
    done = 0
    for match in _EN.finditer(small):
        value = _word(match.group()) if match.start() >= done else None
        if value is not None:
            scale = _EN_SCALE.match(small, match.end())
            found.add(value * (_SCALES[scale.group(1)] if scale else 1))
            done = scale.end() if scale else done
    halves = {Decimal(value) for pattern, value in _HALVES if pattern.search(small)}
    return found | halves


@per_word
def _word(raw: str) -> Decimal | None:
    if raw[0].isdigit():
        return Decimal(raw.rstrip(",").replace(",", ""))
    if raw in _ORDINALS:
        return Decimal(_ORDINALS[raw])
    return english_number([raw])
