"""Whether the figures agree, in value and unit, both ways.

The Chinese and the English are parsed apart; each figure looks for a partner of the same value. A figure
that both sides lack a partner for is a wrong one; a lonely one was dropped or invented.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from flows.steps.audit.numbers import months, numbers
from flows.steps.audit.small import small_numbers
from flows.steps.audit.words import quote
from flows.steps.facts import find_figures, same_value
from flows.steps.facts.products import without_products
from flows.steps.facts.units import MEASURES
from flows.steps.memo import per_sentence
from flows.steps.types import Check, Figure, Lang

Figures = Sequence[Figure]
_OPPOSITE = {("nearly", "over"), ("over", "nearly")}
_DIGIT = re.compile(r"\d")
SMALL = 9
# A headline writes its units with capitals.
_CAPITALS = (
    "Hundred", "Thousand", "Million", "Billion", "Trillion", "Percent", "Yuan", "Dollars", "Kilometers", "Years", "Days"
)  # fmt: skip
_TITLED = re.compile(rf"(?<=[\d ])(?:{'|'.join(_CAPITALS)})\b")
_PER_MU = {"ha": Decimal(1) / 15, "acre": Decimal("0.16474"), "km2": Decimal(1) / 1500}
_IMPERIAL = frozenset({"mile", "ft", "in", "ft2", "mi2", "acre"})  # what an American desk converts to, rounded
_WITH_MONTH = frozenset({"md", "ymd", "ym", "m"})
# Kinds whose unit is part of the claim: the same number with another unit is a wrong figure.
_WITH_UNIT = frozenset({"amount", "percent", "points", "measure", "temperature", "duration"})


@per_sentence
def parse(text: str, lang: Lang) -> tuple[Figure, ...]:
    """The figures of a text; parsed once, as every hypothesis of an n-best list has the same source."""
    titled = lang == "en" and any(map(text.__contains__, _CAPITALS))
    return find_figures(_TITLED.sub(lambda match: match.group().lower(), text) if titled else text, lang)


def same(zh: Figure, en: Figure) -> bool:
    """The same value in the same unit; mu in hectares or acres within rounding; 时速80公里 as km or km/h."""
    if {zh.kind, en.kind} == {"percent", "points"}:
        return False  # same_value forgives "percent" for 个百分点; a reader is misled by it
    if same_value(zh, en):
        return True
    if zh.unit == "mu" and en.unit in _PER_MU:
        return _near(zh.low * _PER_MU[en.unit], en.low)
    if zh.kind == en.kind == "measure" and en.unit in _IMPERIAL and zh.unit not in _IMPERIAL:
        (one, x, *_), (two, y, *_) = MEASURES[zh.unit], MEASURES[en.unit]
        return one == two and _near(zh.low * x, en.low * y) and _near(zh.high * x, en.high * y)
    return {zh.unit, en.unit} == {"km", "km/h"} and zh.low == en.low


def _near(x: Decimal, y: Decimal) -> bool:
    return abs(x - y) <= x * Decimal("0.02")


def unmatched(zh: Figures, en: Figures) -> tuple[list[Figure], list[Figure]]:
    """The figures of either side that have no partner of the same value on the other."""
    left = list(en)
    lost = []
    for figure in sorted(zh, key=lambda figure: figure.kind == "count"):
        partner = next((other for other in left if same(figure, other)), None)
        if partner is None:
            lost.append(figure)
        else:
            left.remove(partner)
    return (
        [figure for figure in lost if not any(same(figure, other) for other in en)],
        [figure for figure in left if not any(same(other, figure) for other in zh)],
    )


def idle(figure: Figure) -> bool:
    """A small number in words (one of the largest, 两国, both) comes and goes with the phrasing."""
    return figure.kind in {"count", "rank", "multiple"} and figure.high <= SMALL and not _DIGIT.search(figure.text)


def firm_differences(zh: str, en: str) -> tuple[list[Figure], list[Figure]]:
    """The figures lost and those invented, without small numbers in words and what bare numbers vouch for."""
    return _firm(zh, en, *unmatched(*without_products(zh, parse(zh, "zh"), parse(en, "en"))))


def _firm(zh: str, en: str, lost: list[Figure], new: list[Figure]) -> tuple[list[Figure], list[Figure]]:
    return (
        [figure for figure in lost if not idle(figure) and not _vouched((figure, "zh"), en, new)],
        [figure for figure in new if not idle(figure) and not _vouched((figure, "en"), zh, lost)],
    )


def check_figures(zh: str, en: str) -> Check:
    """Every figure of the Chinese stands in the English, and no other does."""
    source, output = without_products(zh, parse(zh, "zh"), parse(en, "en"))
    lost, new = unmatched(source, output)
    missing, invented = _firm(zh, en, lost, new)
    why = _message(missing, invented) or _small(lost, new) or contradiction(source, output)
    why = why or small_numbers(zh, en) or _yearless(source, en) or _another_month(source, output)
    why = why or _twice(source, output)
    return Check("figures", not why, why, fatal=bool(invented))


def _vouched(one: tuple[Figure, Lang], text: str, others: Figures) -> bool:
    """Whether the other text has the figure's bare numbers, and no figure of the same numbers in another unit."""
    figure, lang = one
    other: Lang = "en" if lang == "zh" else "zh"
    own = numbers(figure.text, lang)
    pool = numbers(text, other)
    if figure.kind == "date" and figure.unit in _WITH_MONTH:
        own, pool = own | (months(figure.text) if lang == "en" else own), pool | months(text)
    if lang == "en" and figure.kind == "date" and figure.unit == "md" and not others:
        own = frozenset({figure.low % 100})  # 28号 may gain its month, as long as no date was lost
    if not own or not own <= pool or _other_date(figure, others, own):
        return False
    return not any(_units_differ(figure, rival) and numbers(rival.text, other) == own for rival in others)


def _other_date(figure: Figure, others: Figures, own: frozenset[Decimal]) -> bool:
    """A date beside other dates without a partner: July 1 and July 2, but not a range that holds both its ends."""
    if figure.kind != "date" or all(rival.kind != "date" for rival in others):
        return False
    if figure.unit.endswith("md") and any(rival.unit.endswith("md") and rival.low == rival.high for rival in others):
        return figure.low == figure.high  # 3月5日 and May 3 share their numbers and are two days
    return not own <= frozenset().union(*map(_parts, others))


def _parts(figure: Figure) -> frozenset[Decimal]:
    lang: Lang = "en" if figure.text.isascii() else "zh"
    return numbers(figure.text, lang) | months(figure.text)


def _units_differ(a: Figure, b: Figure) -> bool:
    if a.kind == b.kind and a.kind in ("temperature", "ratio"):
        return True  # 60 degrees and minus 60, 7:3 and 3:7
    return a.kind in _WITH_UNIT and b.kind in _WITH_UNIT and (a.kind, a.unit) != (b.kind, b.unit)


def _message(missing: Figures, invented: Figures) -> str:
    parts = []
    if missing:
        parts.append("not in the English: " + quote([figure.text for figure in missing]))
    if invented:
        parts.append("not in the Chinese: " + quote([figure.text for figure in invented]))
    return "; ".join(parts)


def _small(lost: Figures, new: Figures) -> str:
    """Small numbers in words that differ on both sides."""
    gone, come = [figure for figure in lost if idle(figure)], [figure for figure in new if idle(figure)]
    if gone and len(gone) == len(come) and gone[0].kind == come[0].kind:
        return f"{gone[0].text} became {come[0].text}"
    return ""


def _yearless(zh: Figures, en: str) -> str:
    """A year that the Chinese states and the English does not, though day and month agree."""
    for figure in zh:
        year = figure.low // 10000
        if figure.kind == "date" and 1900 <= year <= 2100 and year not in numbers(en, "en"):
            return f"no year for {figure.text}"
    return ""


def _twice(zh: Figures, en: Figures) -> str:
    """A figure in digits that the English states more often than the Chinese: none of the 600 references does."""
    for figure in en:
        if figure.kind == "date" or figure.high <= 1 or not _DIGIT.search(figure.text):
            continue
        there = sum(same_value(other, figure) for other in zh)
        if there and sum(figure.kind == other.kind and same_value(figure, other) for other in en) > there:
            return f"stated too often: {figure.text}"
    return ""


def _another_month(zh: Figures, en: Figures) -> str:
    """A day whose month the Chinese states, in another month: 9月27日, 27日 and "August 27"."""
    stated = {(figure.low // 100 % 100, figure.low % 100): figure for figure in zh if figure.kind == "date"}
    for figure in en:
        month, day = figure.low // 100 % 100, figure.low % 100
        near = [date.text for (m, d), date in stated.items() if m and d == day]
        if figure.kind == "date" and figure.unit.endswith("md") and near and (month, day) not in stated:
            return f"{near[0]} became {figure.text}"
    return ""


def contradiction(zh: Figures, en: Figures) -> str:
    """A pair of equal figures of which one is nearly reached and the other surpassed."""
    for one in zh:
        for two in en:
            if (one.approx, two.approx) in _OPPOSITE and same_value(one, two):
                return f"{one.text} became {two.text}"
    return ""


def check_point_figures(point: str, evidence: Sequence[str]) -> Check:
    """Every figure of a key point stands in its evidence with the same value."""
    known = [figure for text in evidence for figure in parse(text, "zh")]
    said = parse(point, "zh")
    new = [figure for figure in said if not any(same_value(figure, other) for other in known) and not idle(figure)]
    why = "not in its evidence: " + quote([figure.text for figure in new]) if new else contradiction(said, known)
    return Check("figures", not why, why, fatal=bool(why))
