"""Whether the text goes round in circles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from flows.steps.audit.words import HAN, word_set
from flows.steps.types import Check

# Share of 4-grams seen before: p99.9 of human news is 0.30, a looping decoder has 0.85 (DESIGN.md, section 7).
SHARE_LIMIT = 0.30
# Five words twice in one sentence are common in official prose (of the CPC Central Committee); seven are not.
PHRASE = 7
# Official names repeat in one key point: six characters do in 22 of 351 human ones, fourteen in none.
POINT_PHRASE = 14
TWICE_MEANT = word_set("had that is very more so no yes ha bang go")
# Marks count as words and a hyphenated word as one: "win-win" and "China. China" are no stutter.
_TOKEN = re.compile(r"[A-Za-z0-9]+(?:[-'.][A-Za-z0-9]+)*|[^\sA-Za-z0-9]")


def repeated_share(tokens: Sequence[str], n: int = 4) -> float:
    """The share of n-grams that stand earlier in the same text; 0 for a text shorter than 2n tokens."""
    grams = [tuple(tokens[i : i + n]) for i in range(len(tokens) - n + 1)]
    return 1 - len(set(grams)) / len(grams) if len(tokens) >= 2 * n else 0.0


def tokens_of(en: str) -> tuple[str, ...]:
    """The words and marks of an English text, in order; a hyphenated word is one."""
    return tuple(_TOKEN.findall(en.replace("’", "'").replace(" - ", "-")))


def stutter(tokens: Sequence[str], longest: int = 12) -> str:
    """The first phrase that stands twice in a row, or an empty string."""
    if len(set(tokens)) == len(tokens):
        return ""
    apart = _distances(tokens, longest)
    for n in range(min(longest, len(tokens) // 2), 0, -1):
        if apart[n] < n:
            continue  # most sentences repeat no more than "the"
        same = 0
        for i in range(len(tokens) - n):
            same = same + 1 if tokens[i] == tokens[i + n] else 0
            if same >= n and not _meant(tokens[i + 1 : i + 1 + n]):
                return " ".join(tokens[i - n + 1 : i + 1])
    return ""


def _distances(tokens: Sequence[str], longest: int) -> Counter[int]:
    """How many pairs of equal tokens lie 1, 2 … ``longest`` apart."""
    places: dict[str, list[int]] = {}
    apart: Counter[int] = Counter()
    for at, token in enumerate(tokens):
        earlier = places.setdefault(token, [])
        for other in reversed(earlier):
            if at - other > longest:
                break
            apart[at - other] += 1
        earlier.append(at)
    return apart


def _meant(phrase: Sequence[str]) -> bool:
    """Numbers, marks, "had had", and a name of two equal syllables (Yang Yang) repeat rightly."""
    if len(phrase) == 1 and phrase[0][0].isupper():
        return True
    words = {token.lower() for token in phrase if token[0].isalpha()}
    return words <= TWICE_MEANT


def echo(tokens: Sequence[str], n: int = PHRASE) -> str:
    """The first phrase of n words that stands twice anywhere, or an empty string."""
    if len(tokens) - len(set(tokens)) < n:
        return ""  # the second time, each of its n words stands there again
    counts = Counter(tuple(tokens[i : i + n]) for i in range(len(tokens) - n + 1))
    return next((" ".join(gram) for gram, count in counts.items() if count > 1), "")


@lru_cache(maxsize=8192)
def zh_repeats(zh: str, n: int = 3) -> bool:
    """Whether the Chinese itself says something of n Han characters twice."""
    grams = Counter(zh[i : i + n] for i in range(len(zh) - n + 1))
    return any(count > 1 and len(HAN.findall(gram)) == n for gram, count in grams.items())


def check_repetition(zh: str, en: str) -> Check:
    """No phrase twice in a row, no share of repeats beyond human news, no echo that the source has not."""
    tokens = tokens_of(en)
    why = _loop(tokens, zh) or _echo(tokens, zh)
    return Check("repetition", not why, why, fatal=why.startswith("loops"))


def _loop(tokens: Sequence[str], zh: str) -> str:
    share = repeated_share(tokens)
    if share > SHARE_LIMIT and not zh_repeats(zh):
        return f"loops: {share:.0%} of its phrases repeat"
    twice = stutter(tokens)
    return f"loops: {twice}" if twice else ""


def _echo(tokens: Sequence[str], zh: str) -> str:
    phrase = "" if zh_repeats(zh) else echo(tokens)
    return f"says twice: {phrase}" if phrase else ""


def check_zh_repetition(zh: str) -> Check:
    """A key point says no fourteen characters twice and has no phrase of three or more twice in a row."""
    letters = HAN.findall(zh)
    phrase = stutter(letters) if len(letters) > 1 else ""
    twice = phrase if len(phrase.split()) > 2 else echo(letters, POINT_PHRASE)
    why = "loops: " + twice.replace(" ", "") if twice else ""
    return Check("repetition", not why, why, fatal=bool(why))
