"""A pair to plant errors in, and what all plants use."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from flows.steps.types import Name


@dataclass(frozen=True, slots=True)
class Pair:
    """A Chinese sentence, a correct English one, and the names of it that a register knows."""

    zh: str
    en: str
    names: tuple[Name, ...] = ()
    others: tuple[Name, ...] = ()


def pick(pattern: re.Pattern[str], text: str, rng: random.Random) -> re.Match[str] | None:
    """One of the matches of a pattern, or None."""
    found = list(pattern.finditer(text))
    return rng.choice(found) if found else None


def swap(text: str, match: re.Match[str], new: str) -> str:
    """The text with a match replaced."""
    return text[: match.start()] + new + text[match.end() :]


def tidy(text: str) -> str:
    """The text without the spaces that a cut left."""
    return re.sub(r"\s+([,.;])", r"\1", re.sub(r" {2,}", " ", text)).strip()
