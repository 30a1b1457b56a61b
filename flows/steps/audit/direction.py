"""Whether what rose still rises.

A figure that both languages bind to a direction (增长6.2%, "up 6.2 percent") must have the same one; every English
word of a rise or fall needs a word of its kind in the Chinese; and a Chinese rise or fall may not be told in words
of the other kind alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import repeat

from flows.steps.audit import lexis
from flows.steps.audit.anchors import stem
from flows.steps.audit.bearing import en_bearing, zh_bearing
from flows.steps.audit.figures import parse
from flows.steps.audit.omission import words_of
from flows.steps.audit.words import en_words
from flows.steps.facts import same_value
from flows.steps.memo import per_sentence, per_word
from flows.steps.types import Check, Direction, Figure

_WAYS: tuple[Direction, Direction] = ("up", "down")
_ZH = {"up": re.compile(lexis.ZH_UP), "down": re.compile(lexis.ZH_DOWN)}
_ZH_FIRM = {"up": re.compile(lexis.ZH_UP_FIRM), "down": re.compile(lexis.ZH_DOWN_FIRM)}
_EN = {"up": re.compile(f"(?:{lexis.EN_UP})"), "down": re.compile(f"(?:{lexis.EN_DOWN})")}
_EN_TOO = {
    "up": re.compile(f"(?:{lexis.EN_UP}|{lexis.EN_UP_TOO})"),
    "down": re.compile(f"(?:{lexis.EN_DOWN}|{lexis.EN_DOWN_TOO})"),
}


def check_direction(zh: str, en: str) -> Check:
    """No rise becomes a fall, and no fall a rise."""
    against = turned(zh, en)
    why = against
    for way in _WAYS:
        why = why or _unlicensed(zh, en, way) or _unsaid(zh, en, way)
    return Check("direction", not why, why, fatal=bool(against))


def turned(zh: str, en: str) -> str:
    """A figure that goes up in one language and down in the other, or an empty string."""
    bound = _bound(zh)
    output = [(figure, en_bearing(en, figure)) for figure in parse(en, "en")] if bound else []
    for figure, way in bound:
        same = [other for two, other in output if other and same_value(figure, two)]
        if same and way not in same:
            return f"{figure.text} goes {way} in the Chinese, {same[0]} in the English"
    return ""


@per_sentence
def _bound(zh: str) -> tuple[tuple[Figure, Direction], ...]:
    """The figures of a Chinese text that a direction binds."""
    ways = ((figure, zh_bearing(zh, figure)) for figure in parse(zh, "zh"))
    return tuple((figure, way) for figure, way in ways if way)


@per_word
def _ways(word: str) -> tuple[Direction, ...]:
    return tuple(way for way in _WAYS if _EN[way].match(word))


@lru_cache(maxsize=64)
def _going(en: str) -> tuple[tuple[str, tuple[Direction, ...]], ...]:
    """The English words of a rise or a fall, with which of them they tell; asked for four times a sentence."""
    words = en_words(en)
    return tuple([(word, ways) for word, ways in zip(words, map(_ways, words), strict=True) if ways])


@per_word
def _may_go(word: str, way: Direction) -> bool:
    return bool(_EN_TOO[way].match(word))


def _unlicensed(zh: str, en: str, way: Direction) -> str:
    """An English word that goes ``way`` and that no Chinese word accounts for."""
    found = list({stem(word): word for word, ways in _going(en) if way in ways}.values())
    if not found:
        return ""
    known = [anchor.stems for _, anchor in words_of(zh).rarest]
    alone = [word for word in found if not _own(word, zh) and not any(stem(word) in stems for stems in known)]
    if len(alone) > len(_ZH[way].findall(zh)):
        return f"the English goes {way} ({alone[-1]}), the Chinese does not"
    return ""


def _own(word: str, zh: str) -> bool:
    """Whether a Chinese word of another sense accounts for it: 提出问题, raised a question."""
    return any(word.startswith(start) and re.search(own, zh) for start, own in lexis.EN_UP_OWN)


def _unsaid(zh: str, en: str, way: Direction) -> str:
    """A Chinese rise or fall that the English tells with more words of the other kind than the Chinese has."""
    other: Direction = "down" if way == "up" else "up"
    opposite = sum(other in ways for _, ways in _going(en))
    if not opposite:
        return ""
    asked = len(_ZH_FIRM[way].findall(zh))
    said = sum(map(_may_go, en_words(en), repeat(way))) if asked else 0
    if asked > said and opposite > len(_ZH_FIRM[other].findall(zh)):
        return f"the Chinese goes {way}, the English the other way"
    return ""


def check_point_direction(point: str, evidence: Sequence[str]) -> Check:
    """A key point rises and falls only where its evidence does, and its figures go the same way."""
    text = "\n".join(evidence)
    why = _point_turned(point, evidence)
    for way, other in (_WAYS, _WAYS[::-1]):
        if _ZH_FIRM[way].search(point) and not _ZH_FIRM[way].search(text) and _ZH_FIRM[other].search(text):
            why = why or f"goes {way}, its evidence {other}"
    return Check("direction", not why, why, fatal=bool(why))


def _point_turned(point: str, evidence: Sequence[str]) -> str:
    known = [(figure, zh_bearing(text, figure)) for text in evidence for figure in parse(text, "zh")]
    for figure in parse(point, "zh"):
        way = zh_bearing(point, figure)
        same = [other for two, other in known if way and other and same_value(figure, two)]
        if same and way not in same:
            return f"{figure.text} goes {way}, in its evidence {same[0]}"
    return ""
