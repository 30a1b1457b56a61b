"""Anchors: Chinese words whose English is known well enough to be missed (data/anchors.tsv)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from flows.steps.memo import per_word

_PLURAL = re.compile(r"(?:'s|s)$")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A word's English stems, how often one of them stands in its translation, and how often in any other."""

    stems: frozenset[str]
    hit: float
    chance: float


@per_word
def stem(word: str) -> str:
    """The first five letters of an English word in lower case, without a plural's s."""
    return _PLURAL.sub("", word)[:5]


@lru_cache(maxsize=1)
def anchors() -> dict[str, Anchor]:
    """The table, by Chinese word."""
    text = (files("flows.steps") / "data" / "anchors.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.rstrip("\n").split("\n")[1:])
    return {zh: Anchor(frozenset(stems.split()), float(hit), float(chance)) for zh, stems, hit, chance in rows}
