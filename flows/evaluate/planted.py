"""Planted errors: one error of a known kind put into a correct translation.

The generator knows nothing of the audit's parsers: it works on the surface of the English with patterns of its own,
so that what a parser can't read is planted too.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from flows.evaluate.planted_figures import (
    changed_small,
    date,
    digit,
    dropped_figure,
    dropped_small,
    invented_figure,
    magnitude,
    unit,
)
from flows.evaluate.planted_pair import Pair, pick, swap

__all__ = ["PLANTS", "Pair", "plant"]
_HAN_RUN = re.compile("[\u4e00-\u9fff]{4,8}")
_NOT = re.compile(
    r"\b(?:do|does|did|is|are|was|were|has|have|had|will|would|should|can|could|must|may) not (?!only)|n't\b"
)
_PLAIN_NOT = re.compile(
    r"\b(?:not (?!only|just|merely)|never |cannot |without |no longer |no (?!\.|less|more|later|fewer|matter))"
)
_OPPOSITES = {
    "increased": "decreased", "increase": "decrease", "increases": "decreases", "increasing": "decreasing",
    "rose": "fell", "rise": "fall", "rises": "falls", "rising": "falling", "risen": "fallen", "grew": "shrank",
    "growth": "decline", "growing": "shrinking", "grow": "shrink", "grown": "shrunk", "higher": "lower",
    "expanded": "narrowed", "expand": "narrow", "expanding": "narrowing", "raise": "lower", "raised": "lowered",
    "surged": "plunged", "soared": "plunged", "climbed": "dropped", "gained": "dropped", "jumped": "dropped",
    "accelerated": "slowed", "accelerate": "slow", "accelerating": "slowing", "boost": "reduce",
    "exceeded": "fell short of",
}  # fmt: skip
OPPOSITES = _OPPOSITES | {down: up for up, down in _OPPOSITES.items()} | {
    "dropped": "rose", "drop": "rise", "declined": "rose", "decline": "growth", "reduced": "increased",
    "reduce": "increase", "reducing": "increasing", "reduction": "increase", "lowered": "raised", "down": "up",
}  # fmt: skip
_UP_BY = re.compile(r"\bup (?=(?:by |about |nearly )?\d)")
_NEGATED = re.compile("[不没未无非勿]")
_SENTENCE_PARTS = re.compile(r"(?<=[,;])\s+")
Plant = Callable[[Pair, random.Random], str | None]


def swapped_name(pair: Pair, rng: random.Random) -> str | None:
    """Another name of the same kind in the place of one that the register knows."""
    here = [name for name in pair.names if name.en in pair.en]
    if not here:
        return None
    name = rng.choice(here)
    others = [other.en for other in pair.others if other.kind == name.kind and _another(name.en, other.en)]
    return pair.en.replace(name.en, rng.choice(others)) if others else None


def _another(one: str, two: str) -> bool:
    """Whether two names differ in more than a general word: Jinpu and Jinpu District are one place."""
    return one not in two and two not in one and one.partition(" ")[0] != two.partition(" ")[0]


def dropped_negation(pair: Pair, rng: random.Random) -> str | None:
    """A negation gone, where the Chinese has one."""
    if not _NEGATED.search(pair.zh):
        return None
    match = pick(_NOT, pair.en, rng) or pick(_PLAIN_NOT, pair.en, rng)
    if match is None:
        return None
    word = match.group()
    new = {"without ": "with ", "cannot ": "can ", "no ": "some "}.get(
        word, word.replace("not ", "").replace("n't", "")
    )
    return swap(pair.en, match, "" if word in {"never ", "no longer "} else new)


def reversed_direction(pair: Pair, rng: random.Random) -> str | None:
    """A rise for a fall, or the other way round."""
    words = [
        match for match in re.finditer(r"[a-z]+", pair.en) if match.group() in OPPOSITES and match.group() != "down"
    ]
    choices = [(match, OPPOSITES[match.group()]) for match in words]
    choices += [(match, "down ") for match in _UP_BY.finditer(pair.en)]
    choices += [(match, "up ") for match in re.finditer(r"\bdown (?=(?:by )?\d)", pair.en)]
    if not choices:
        return None
    match, new = rng.choice(choices)
    return swap(pair.en, match, new)


def omitted_clause(pair: Pair, rng: random.Random) -> str | None:
    """A part of four words or more between commas or semicolons gone."""
    parts = _SENTENCE_PARTS.split(pair.en.rstrip(". "))
    long = [i for i, part in enumerate(parts) if len(part.split()) >= 4]
    if len(parts) < 2 or not long:
        return None
    gone = rng.choice(long)
    return " ".join(parts[:gone] + parts[gone + 1 :]).rstrip(",; ") + "."


def untranslated_run(pair: Pair, rng: random.Random) -> str | None:
    """A run of Chinese in the place of a few words."""
    run = pick(_HAN_RUN, pair.zh, rng)
    words = pair.en.split()
    if run is None or len(words) < 6:
        return None
    at = rng.randrange(len(words) - 4)
    return " ".join([*words[:at], run.group(), *words[at + rng.randint(2, 4) :]])


def repeated_phrase(pair: Pair, rng: random.Random) -> str | None:
    """A phrase of three to seven words said again at once, up to three times."""
    words = pair.en.split()
    if len(words) < 8:
        return None
    size = rng.randint(3, 7)
    at = rng.randrange(len(words) - size)
    return " ".join(words[: at + size] + words[at : at + size] * rng.randint(1, 3) + words[at + size :])


PLANTS: dict[str, Plant] = {
    "magnitude": magnitude, "digit": digit, "date": date, "unit": unit, "dropped figure": dropped_figure,
    "invented figure": invented_figure, "changed small number in words": changed_small,
    "dropped small number in words": dropped_small, "swapped name": swapped_name, "dropped negation": dropped_negation,
    "reversed direction": reversed_direction, "omitted clause": omitted_clause, "untranslated run": untranslated_run,
    "repeated phrase": repeated_phrase,
}  # fmt: skip


def plant(pairs: Sequence[Pair], kind: str, seed: int = 7) -> list[tuple[Pair, str]]:
    """One error of this kind in every pair that has a place for it; the same seed gives the same errors."""
    rng = random.Random(f"{seed}:{kind}")  # noqa: S311 - a choice to be repeated, no secret
    made = [(pair, PLANTS[kind](pair, rng)) for pair in pairs]
    return [(pair, en) for pair, en in made if en is not None and en != pair.en]
