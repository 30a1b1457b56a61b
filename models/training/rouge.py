"""ROUGE-1, -2 and -L F1 over Chinese characters; Latin words and numbers are one unit each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_UNIT = re.compile(r"[A-Za-z]+|\d+(?:[.,]\d+)*|[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Rouge:
    """Mean F1 in points, 0-100."""

    r1: float
    r2: float
    rl: float


def rouge(candidates: Sequence[str], references: Sequence[str]) -> Rouge:
    """Mean scores of candidates against one reference each."""
    rows = [
        _scores(_UNIT.findall(one.lower()), _UNIT.findall(two.lower()))
        for one, two in zip(candidates, references, strict=True)
    ]
    return Rouge(*(100 * sum(row[i] for row in rows) / max(1, len(rows)) for i in range(3)))


def _scores(one: list[str], two: list[str]) -> tuple[float, float, float]:
    size = len(one) + len(two)
    pairs = Counter(pairwise(one)) & Counter(pairwise(two))
    uni = 2 * (Counter(one) & Counter(two)).total() / max(1, size)
    return uni, 2 * pairs.total() / max(1, size - 2), 2 * _common(one, two) / max(1, size)


def _common(one: list[str], two: list[str]) -> int:
    row = [0] * (len(two) + 1)
    for unit in one:
        corner = 0
        for i, other in enumerate(two, 1):
            corner, row[i] = row[i], corner + 1 if unit == other else max(row[i], row[i - 1])
    return row[-1]
