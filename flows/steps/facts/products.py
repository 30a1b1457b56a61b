"""So many of a round size: 三个万亿级产业 are three industries of a trillion each, which English runs together.

"Three trillion-yuan industries" reads like one figure, and no Chinese figure has its value: the Chinese counts sizes.
In 三个亿, with nothing behind it, the size is a unit, and the product is what is meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from flows.steps.facts.numerals import MULTIPLIERS, chinese_number, english_number
from flows.steps.memo import per_sentence
from flows.steps.types import Figure

_SIZES = "|".join(sorted((name for name in MULTIPLIERS if len(name) > 1 or name == "亿"), key=len, reverse=True))
_COUNT = r"(?<![\d.第一二两三四五六七八九十百千万亿几数])(\d{1,2}|[二两三四五六七八九十])"
_MANY = re.compile(rf"{_COUNT}个({_SIZES})(?![多余])")
_NO_SUM = re.compile("[级元吨千瓦米]")  # 三个亿元项目 are three projects, 三个亿 is 300 million
# A size in one word ("three trillion", "3 million-ton"), or in two that are tied ("three hundred-billion-yuan"): loose,
# "three hundred billion" is another number. A unit is tied too: what is worth three trillion yuan is worth all of it.
_RUN = re.compile(r"(\w+)[ -](?:hundred-)?(?:million|billion|trillion)(-[a-z-]+)?")


@dataclass(frozen=True, slots=True)
class Product:
    """A count of a size: where it begins, both values, and whether the Chinese means their product itself."""

    start: int
    count: Decimal
    size: Decimal
    summed: bool


@per_sentence
def products(zh: str) -> tuple[Product, ...]:
    """Every count of a size in a Chinese text."""
    found = []
    for match in _MANY.finditer(zh):
        raw, size = match.groups()
        count = Decimal(raw) if raw.isdigit() else chinese_number(raw)
        summed = size == "亿" and not _NO_SUM.match(zh, match.end())
        if count is not None and (summed or size != "亿"):
            found.append(Product(match.start(), count, Decimal(MULTIPLIERS[size]), summed))
    return tuple(found)


def without_products(zh: str, wanted: Sequence[Figure], found: Sequence[Figure]) -> tuple[list[Figure], list[Figure]]:
    """The Chinese and the English figures that are left when counts of a size, told as one number, are taken out."""
    known = products(zh)
    if not known:
        return list(wanted), list(found)
    told = {id(figure): p.start for p in known for figure in found if _tells(figure, p)}
    starts = set(told.values())
    return [f for f in wanted if f.span[0] not in starts], [f for f in found if id(f) not in told]


def _tells(figure: Figure, product: Product) -> bool:
    """Whether an English figure is such a count and its size in a row, or the sum that the Chinese means."""
    if figure.kind not in ("count", "amount", "measure") or {figure.low, figure.high} != {product.count * product.size}:
        return False
    if product.summed:
        return figure.kind != "measure"
    run = _RUN.fullmatch(figure.text.lower())
    if run is None or (figure.kind != "count" and not run.group(2)):
        return False
    head = run.group(1)
    return (Decimal(head) if head.isdigit() else english_number([head])) == product.count
