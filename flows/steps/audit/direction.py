"""Whether what rose still rises.

A rise in one language asks that the other does not speak of a fall alone. Words that may go with either
are left out; a wider set of words licenses a direction without asking for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from flows.steps.audit import lexis
from flows.steps.audit.words import en_words
from flows.steps.types import Check, Direction

_ZH_UP, _ZH_DOWN = re.compile(lexis.ZH_UP), re.compile(lexis.ZH_DOWN)
_ZH_LICENCE = {"up": re.compile(lexis.ZH_UP_LICENCE), "down": re.compile(lexis.ZH_DOWN_LICENCE)}
_EN = {"up": re.compile(f"(?:{lexis.EN_UP})"), "down": re.compile(f"(?:{lexis.EN_DOWN})")}
_EN_LICENCE = {
    "up": re.compile(f"(?:{lexis.EN_UP}|{lexis.EN_UP_LICENCE})"),
    "down": re.compile(f"(?:{lexis.EN_DOWN}|{lexis.EN_DOWN_LICENCE})"),
}


@dataclass(frozen=True, slots=True)
class Moves:
    """How often a text speaks of a rise and of a fall."""

    up: int
    down: int


@lru_cache(maxsize=8192)
def zh_moves(zh: str) -> Moves:
    """The rises and falls of a Chinese text."""
    return Moves(len(_ZH_UP.findall(zh)), len(_ZH_DOWN.findall(zh)))


def en_moves(en: str) -> Moves:
    """The rises and falls of an English text."""
    words = en_words(en)
    return Moves(
        sum(bool(_EN["up"].match(word)) for word in words), sum(bool(_EN["down"].match(word)) for word in words)
    )


def check_direction(zh: str, en: str) -> Check:
    """No rise becomes a fall, and no fall a rise."""
    why = _against(zh, en, "up") or _against(zh, en, "down")
    return Check("direction", not why, why, fatal=bool(why))


def _against(zh: str, en: str, way: Direction) -> str:
    """What goes ``way`` in English while the Chinese has nothing that does."""
    found = [word for word in en_words(en) if _EN[way].match(word)]
    if found and not _ZH_LICENCE[way].search(zh):
        return f"the English goes {way} ({found[0]}), the Chinese does not"
    return _unsaid(zh, en, way)


def _unsaid(zh: str, en: str, way: Direction) -> str:
    """What goes ``way`` in Chinese while the English has only the opposite."""
    source, output = zh_moves(zh), en_moves(en)
    asked, opposite = (source.up, output.down) if way == "up" else (source.down, output.up)
    if asked and opposite and not any(_EN_LICENCE[way].match(word) for word in en_words(en)):
        return f"the Chinese goes {way}, the English only the other way"
    return ""


def check_point_direction(point: str, evidence: str) -> Check:
    """A key point rises and falls only where its evidence does."""
    said, known = zh_moves(point), zh_moves(evidence)
    why = "rises where its evidence falls" if said.up and not known.up and known.down else ""
    why = why or ("falls where its evidence rises" if said.down and not known.down and known.up else "")
    return Check("direction", not why, why, fatal=bool(why))
