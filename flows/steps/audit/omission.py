"""Whether a part of the sentence is left out.

Every word of the Chinese whose English is known (an anchor) is looked for; each English word answers for one
anchor only. A stretch of the sentence is left out when the anchors inside it and the length of the whole are
far likelier under omission than under translation.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flows.steps.audit.anchors import Anchor, anchors, stem
from flows.steps.audit.words import en_words, han_count
from flows.steps.memo import per_sentence, per_word
from flows.steps.segment import words
from flows.steps.types import Check

# Log-likelihood ratio of "left out" to "translated". Over 600 references: at 6.8, 10 are stopped and 72 % of dropped
# clauses are seen (by any check); at 7.0, 8 and 71 %; at 7.2, 7 and 70 %.
LIMIT = 7.0
# ln(English words / Han characters) of human news: mean -0.28, deviation 0.20 (3,000 pairs).
RATIO_MEAN, RATIO_DEVIATION = -0.28, 0.20
# No single anchor decides: 2.5 is the cap that separates best of 1.5, 2, 2.5 and 3.5.
CAP = 2.5
LEAST_HAN, MOST_SHARE = 4, 0.85
# English words for each Han character: the lowest of the references of 12 characters and more is 0.33.
WORDS_PER_HAN, SHORT = 0.25, 12
# The length of sentence, in English words, that the table's chance rates were counted on.
USUAL_WORDS = 20


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the Chinese sentence and how likely it is to have been left out."""

    score: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a Chinese sentence: their lengths, Han characters and anchors.

    ``rarest`` are the places of the words that have an anchor, with it, rare English first.
    """

    sizes: tuple[int, ...]
    han: tuple[int, ...]
    anchors: tuple[Anchor | None, ...]
    rarest: tuple[tuple[int, Anchor], ...]


@per_sentence
def words_of(zh: str) -> Words:
    """The words of a Chinese sentence with their anchors."""
    found = words(zh)
    known = tuple(map(anchors().get, found))
    anchored = [(i, anchor) for i, anchor in enumerate(known) if anchor is not None]
    anchored.sort(key=lambda item: item[1].chance)
    return Words(tuple(map(len, found)), tuple(map(han_count, found)), known, tuple(anchored))


def check_omission(zh: str, en: str) -> Check:
    """No stretch is without any trace, and the English is not too short for the whole."""
    found = en_words(en)
    han = han_count(zh)
    if han >= SHORT and len(found) < WORDS_PER_HAN * han:
        return Check("omission", False, f"{len(found)} English words for {han} Chinese characters")
    stretch = worst(words_of(zh), found, LIMIT)
    lost = zh[stretch.start : stretch.end].strip("，。；、：") if stretch.score > LIMIT else ""
    return Check("omission", not lost, f"nothing stands for: {lost[:30]}" if lost else "")


def worst(source: Words, en: Sequence[str], floor: float = -math.inf) -> Stretch:
    """The stretch of whole words that looks most like left out; none is looked for where none can reach ``floor``."""
    total = max(float(sum(source.han)), 1.0)
    there = _answered(source, en)
    missed = sorted(i for i, _ in source.rarest if i not in there)  # a stretch begins and ends with one
    surprise = (math.log(max(len(en), 1) / total) - RATIO_MEAN) / RATIO_DEVIATION
    best = (-math.inf, 0, 0)
    longest = surprise**2 / 2 + 1e-9 if surprise < 0 else 1e-9  # the most that any length score can be
    if CAP * len(missed) + longest <= floor:
        return Stretch(*best)
    scores = _scores(source, there, len(en))
    if sum(scores[i] for i in missed) + longest <= floor:
        return Stretch(*best)
    values = _running(scores)
    sizes = _running(source.han)
    for start in missed:
        for end in (i + 1 for i in missed if i >= start):
            share, value = (sizes[end] - sizes[start]) / total, values[end] - values[start]
            if value > 0 and value + longest >= best[0] and share * total >= LEAST_HAN and share <= MOST_SHARE:
                best = max(best, (value + _length_score(share, surprise), start, end))
    return Stretch(best[0], sum(source.sizes[: best[1]]), sum(source.sizes[: best[2]]) or 10**9)


def _answered(source: Words, en: Sequence[str]) -> set[int]:
    """The places of the anchors whose English is there: each English word answers for one, rare English first."""
    left = Counter(map(stem, en))
    present = set(left)
    answered = set()
    for i, anchor in source.rarest:
        here = anchor.stems & present
        if here:
            word = min(here, key=lambda word: (left[word], word))
            left[word] -= 1
            if not left[word]:
                present.remove(word)
            answered.add(i)
    return answered


def _scores(source: Words, there: set[int], length: int) -> list[float]:
    """For each word the log-likelihood ratio that its anchor gives: above 0 where its English is missing."""
    return [
        _evidence(anchor.hit, anchor.chance, i in there, length) if anchor else 0.0
        for i, anchor in enumerate(source.anchors)
    ]


@per_word
def _evidence(hit: float, chance: float, there: bool, length: int) -> float:
    chance = min(max(chance * length / USUAL_WORDS, 0.03), 0.9)
    hit = min(max(hit, chance + 0.01), 0.97)
    return max(-CAP, math.log(chance / hit)) if there else min(CAP, math.log((1 - chance) / (1 - hit)))


def _length_score(share: float, surprise: float) -> float:
    """How much better the English length fits without that share of the sentence."""
    shift = math.log(1 - share) / RATIO_DEVIATION
    return (surprise**2 - (surprise - shift) ** 2) / 2


def _running(values: Sequence[float]) -> list[float]:
    total = [0.0]
    for value in values:
        total.append(total[-1] + value)
    return total
