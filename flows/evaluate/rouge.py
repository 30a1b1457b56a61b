"""ROUGE-1, -2 and -L F1 over Chinese characters, Latin words and numbers being one unit each.

The same definition as the baselines of the corpora: no stemming, no stop words, F1 averaged over lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_UNIT = re.compile(r"[A-Za-z]+|\d+(?:[.,]\d+)*|[㐀-鿿豈-﫿]")


@dataclass(frozen=True, slots=True)
class Rouge:
    """Mean F1 in points (0-100) of unigrams, bigrams and the longest common subsequence."""

    r1: float
    r2: float
    rl: float


def units(text: str) -> list[str]:
    """The units of a text: characters of Chinese, words of Latin, numbers; marks do not count."""
    return _UNIT.findall(text.lower())


def rouge(candidates: Sequence[str], references: Sequence[str]) -> Rouge:
    """Score candidates line by line against one reference each."""
    rows = [_line(units(c), units(r)) for c, r in zip(candidates, references, strict=True)]
    count = max(len(rows), 1)
    return Rouge(*(100 * sum(row[i] for row in rows) / count for i in range(3)))


def _line(candidate: list[str], reference: list[str]) -> tuple[float, float, float]:
    return (
        _overlap(candidate, reference, 1),
        _overlap(candidate, reference, 2),
        _f1(_lcs(candidate, reference), len(candidate), len(reference)),
    )


def _overlap(candidate: list[str], reference: list[str], n: int) -> float:
    a, b = (Counter(zip(*(row[i:] for i in range(n)), strict=False)) for row in (candidate, reference))
    return _f1((a & b).total(), a.total(), b.total())


def _f1(hits: int, candidate: int, reference: int) -> float:
    return 2 * hits / (candidate + reference) if hits else 0.0


def _lcs(a: list[str], b: list[str]) -> int:
    row = [0] * (len(b) + 1)
    for unit in a:
        before = 0
        for i, other in enumerate(b, 1):
            before, row[i] = row[i], before + 1 if unit == other else max(row[i], row[i - 1])
    return row[-1]
