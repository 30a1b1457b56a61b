"""Which figures of a Chinese text stand in an English one, which are missing, and which were added."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from flows.steps.facts.en import find_en
from flows.steps.facts.numerals import chinese_number
from flows.steps.facts.products import without_products
from flows.steps.facts.values import same_value
from flows.steps.facts.zh import find_zh
from flows.steps.types import Figure

Pair = tuple[Figure, Figure]
_CHINESE = re.compile(r"[零〇一二三四五六七八九十百千万亿两]+")
_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_WORDS = {"半": "0.5", "双": "2", "俩": "2", "首": "1", "单": "1", "唯一": "1", "季": "4", "旬": "10"}
_BY_DIGIT = str.maketrans("〇零一二三四五六七八九", "00123456789")
_ROUND = {
    ("year", 10): "decade",
    ("year", 20): "two decades",
    ("year", 100): "centur|centen|hundred",
    ("year", 1000): "millenni|thousand",
    ("%", 50): "half",
    ("", 10): "dozen",
}
_SOFT = frozenset({"count", "rank", "duration", "multiple", "ratio"})
_SMALL = 12  # English spells small numbers out freely: one of the, the first, ten of them


@dataclass(frozen=True, slots=True)
class Comparison:
    """Figures that agree, Chinese ones that the English lacks, and English ones with no Chinese to rest on."""

    pairs: tuple[Pair, ...]
    missing: tuple[Figure, ...]
    extra: tuple[Figure, ...]

    @property
    def ok(self) -> bool:
        """Nothing is missing and nothing was added."""
        return not self.missing and not self.extra


def compare(zh: str, en: str) -> Comparison:
    """Line the figures of a translation up with those of its source."""
    return match(find_zh(zh), find_en(en), zh, en)


def match(wanted: Sequence[Figure], found: Sequence[Figure], zh: str, en: str) -> Comparison:
    """Pair figures: the same approximation first, then the same value, then ranges with their ends, then loosely."""
    left, right = without_products(zh, wanted, found)
    pairs = [*_take(left, right, _exactly), *_take(left, right, same_value)]
    pairs += [*_take(left, right, _unit_added), *_ends(left, right)]
    pairs += _repeated(left, right, pairs)
    missing = [figure for figure in left if not _said_loosely(figure, right, en)]
    extra = [figure for figure in right if not _rests_on(figure, missing, zh)]
    return Comparison(tuple(pairs), tuple(missing), tuple(extra))


def _exactly(a: Figure, b: Figure) -> bool:
    return a.approx == b.approx and a.kind == b.kind and same_value(a, b)


def _unit_added(zh: Figure, en: Figure) -> bool:
    """3000亿 without its 元 may be 300 billion yuan; a unit that the Chinese has must not go."""
    return zh.kind == "count" and en.kind in ("amount", "measure") and zh.low >= 10**4 and _values(zh) == _values(en)


def _values(figure: Figure) -> tuple[Decimal, Decimal]:
    return figure.low, figure.high


def _take(left: list[Figure], right: list[Figure], same: Callable[[Figure, Figure], bool]) -> list[Pair]:
    pairs: list[Pair] = []
    for figure in list(left):
        other = next((candidate for candidate in right if same(figure, candidate)), None)
        if other is not None:
            left.remove(figure)
            right.remove(other)
            pairs.append((figure, other))
    return pairs


def _ends(left: list[Figure], right: list[Figure]) -> list[Pair]:
    """A range on one side may be two figures on the other."""
    pairs: list[Pair] = []
    for ranges, others, flipped in ((left, right, False), (right, left, True)):
        for whole in [figure for figure in ranges if figure.low != figure.high]:
            low, high = replace(whole, high=whole.low), replace(whole, low=whole.high)
            ends = [next((o for o in others if same_value(end, o)), None) for end in (low, high)]
            if None not in ends:
                ranges.remove(whole)
                for other in dict.fromkeys(o for o in ends if o is not None):
                    others.remove(other)
                    pairs.append((other, whole) if flipped else (whole, other))
    return pairs


def _repeated(left: list[Figure], right: list[Figure], pairs: Sequence[Pair]) -> list[Pair]:
    """What one side says twice, the other may say once."""
    more: list[Pair] = []
    for figure in list(left):
        other = next((en for _, en in pairs if same_value(figure, en)), None)
        if other is not None:
            left.remove(figure)
            more.append((figure, other))
    for figure in list(right):
        other = next((zh for zh, _ in pairs if same_value(zh, figure)), None)
        if other is not None:
            right.remove(figure)
            more.append((other, figure))
    return more


def _said_loosely(figure: Figure, right: list[Figure], en: str) -> bool:
    """A plain number of the English, without a unit that contradicts, has the value; it is used up."""
    if figure.kind in (*_SOFT, "measure") and figure.low == figure.high == 1:
        return True
    if _in_words(figure, en):
        return True
    for other in right:
        if other.kind in ("count", "rank") and _number_of(figure) & _number_of(other):
            right.remove(other)
            return True
    value = figure.low if figure.unit != "y" else figure.low / 10000
    return value >= 10 and figure.low == figure.high and value in _digits(en, (other.span for other in right))


def _in_words(figure: Figure, en: str) -> bool:
    """十多年 is "a decade or so", 6比3 is "6-3", 十余家 "a dozen"."""
    if figure.kind == "ratio" and figure.unit == ":":
        return re.search(rf"\b{figure.low} ?(?:[-–:]| to ) ?{figure.high}\b", en) is not None
    words = _ROUND.get((figure.unit if figure.kind in ("duration", "percent") else "", int(figure.low)), "")
    return bool(words) and re.search(rf"\b(?:{words})", en) is not None


def _number_of(figure: Figure) -> frozenset[Decimal]:
    if figure.kind != "date":
        return frozenset({figure.low}) if figure.low == figure.high else frozenset()
    parts = {figure.low % 100, figure.low // 100 % 100, figure.low // 10000} - {Decimal(0)}
    return frozenset(parts) if len(parts) == 1 else frozenset()


def _digits(text: str, without: Iterable[tuple[int, int]]) -> frozenset[Decimal]:
    """The values of all digits of a text outside some spans."""
    spans = list(without)
    return frozenset(
        Decimal(hit.group().replace(",", ""))
        for hit in _DIGITS.finditer(text)
        if not any(start < hit.end() and hit.start() < end for start, end in spans)
    )


def _rests_on(figure: Figure, missing: list[Figure], zh: str) -> bool:
    """Whether an English figure needs no Chinese figure, or rests on a number that is none (十九届)."""
    if figure.kind in _SOFT and figure.high <= _SMALL and figure.low == int(figure.low):
        return True
    values = _loose_values(zh)
    if figure.kind == "date" and set(figure.unit) <= set("ymd"):
        return _date_rests_on(figure, values)
    if figure.kind == "date" and figure.unit == "time" and not figure.text[0].isdigit():
        return True
    if figure.kind == "date":
        return figure.low % 10 in values or figure.low in values or figure.low % 100 in values
    if any(same_value(other, figure) for other in missing):
        return True
    return {figure.low, figure.high} <= values


def _date_rests_on(figure: Figure, values: frozenset[Decimal]) -> bool:
    for value in (figure.low, figure.high):
        parts = {value % 100, value // 100 % 100, value // 10000} - {Decimal(0)}
        if not parts <= values:
            return False
    return True


def _digit_by_digit(numeral: str) -> Decimal | None:
    """The year of 九二共识 and 二〇二三."""
    digits = numeral.translate(_BY_DIGIT)
    if not digits.isdigit() or len(digits) not in (2, 4):
        return None
    return Decimal(digits) + (1900 if len(digits) == 2 else 0)


def _loose_values(zh: str) -> frozenset[Decimal]:
    """Every value that some numeral of the Chinese could have, figure or not."""
    values = set(_digits(zh, ()))
    for figure in find_zh(zh):
        values |= {figure.low, figure.high}
    for hit in _CHINESE.findall(zh):
        numbers = [chinese_number(hit[:end]) for end in range(1, len(hit) + 1)]
        numbers += [chinese_number(part) for part in hit] + [_digit_by_digit(hit)]
        values |= {number for number in numbers if number is not None}
    values |= {Decimal(value) for word, value in _WORDS.items() if word in zh}
    values |= {Decimal(50)} if "半" in zh else set()
    values |= {Decimal(100)} if "一倍" in zh or "翻" in zh else set()
    return frozenset(values)
