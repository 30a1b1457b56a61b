"""Character-bigram overlap: how much of one Chinese text stands in another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from operator import add

from flows.steps.memo import per_sentence

_KEEP = re.compile(r"[^\w]+")


@per_sentence
def bigrams(text: str) -> frozenset[str]:
    """The set of character bigrams of a text without its punctuation; a single character counts as itself."""
    bare = _KEEP.sub("", text)
    return frozenset(map(add, bare, bare[1:])) or frozenset({bare} - {""})


def recall(of: str, within: str) -> float:
    """The share of the bigrams of ``of`` that stand in ``within`` (0 to 1; 0 for an empty text)."""
    wanted = bigrams(of)
    return len(wanted & bigrams(within)) / len(wanted) if wanted else 0.0


def centrality(texts: Sequence[str]) -> list[float]:
    """How much each text shares with all others, scaled to 0-1; linear in the total length."""
    sets = [bigrams(text) for text in texts]
    counts: Counter[str] = Counter(gram for grams in sets for gram in grams)
    raw = [sum(counts[g] - 1 for g in grams) / len(grams) if grams else 0.0 for grams in sets]
    top = max(raw, default=0.0)
    return [value / top if top else 0.0 for value in raw]
