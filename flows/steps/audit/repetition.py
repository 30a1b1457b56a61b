"""Whether the text goes round in circles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import count

from flows.steps.audit.words import HAN, word_set
from flows.steps.memo import per_sentence
from flows.steps.types import Check

# Share of 4-grams seen before: p99.9 of human news is 0.30, a looping decoder has 0.85 (DESIGN.md, section 7).
SHARE_LIMIT = 0.30
# Five words twice in one sentence are common in official prose (of the CPC Central Committee); seven are not.
PHRASE = 7
# Official names repeat in one key point: six characters do in 22 of 351 human ones, fourteen in none.
POINT_PHRASE = 14
LONGEST = 12  # words of a phrase that stands twice in a row
TWICE_MEANT = word_set("had that is very more so no yes ha bang go")
_TWICE = re.compile(f"(.{{1,{LONGEST}}}?)\\1", re.DOTALL)
# Marks count as words and a hyphenated word as one: "win-win" and "China. China" are no stutter.
_TOKEN = re.compile(r"[A-Za-z0-9]+(?:[-'.][A-Za-z0-9]+)*|[^\sA-Za-z0-9]")


def spell(tokens: Sequence[str]) -> str:
    """One character for each token, equal ones for equal tokens: what repeats is then found without a loop of ours."""
    letters = dict(zip(dict.fromkeys(tokens), map(chr, count()), strict=False))
    return "".join(map(letters.__getitem__, tokens))


def repeated_share(spelt: str, n: int = 4) -> float:
    """The share of n-grams that stand earlier in the same text; 0 for a text shorter than 2n tokens."""
    if len(spelt) < 2 * n:
        return 0.0
    grams = [spelt[i : i + n] for i in range(len(spelt) - n + 1)]
    return 1 - len(set(grams)) / len(grams)


def tokens_of(en: str) -> tuple[str, ...]:
    """The words and marks of an English text, in order; a hyphenated word is one."""
    return tuple(_TOKEN.findall(en.replace("’", "'").replace(" - ", "-")))


def stutter(tokens: Sequence[str], spelt: str) -> str:
    """The first phrase that stands twice in a row, or an empty string."""
    if not _TWICE.search(spelt):
        return ""
    for n in range(min(LONGEST, len(tokens) // 2), 0, -1):
        same = 0
        for i in range(len(tokens) - n):
            same = same + 1 if tokens[i] == tokens[i + n] else 0
            if same >= n and not _meant(tokens[i + 1 : i + 1 + n]):
                return " ".join(tokens[i - n + 1 : i + 1])
    return ""


def _meant(phrase: Sequence[str]) -> bool:
    """Numbers, marks, "had had", and a name of two equal syllables (Yang Yang) repeat rightly."""
    if len(phrase) == 1 and phrase[0][0].isupper():
        return True
    words = {token.lower() for token in phrase if token[0].isalpha()}
    return words <= TWICE_MEANT


def echo(tokens: Sequence[str], spelt: str, n: int = PHRASE) -> str:
    """The first phrase of n words that stands twice anywhere, or an empty string."""
    if len(spelt) - len(set(spelt)) < n:
        return ""  # the second time, each of its n words stands there again
    grams = [spelt[i : i + n] for i in range(len(spelt) - n + 1)]
    if len(set(grams)) == len(grams):
        return ""
    counts = Counter(grams)
    first = next(i for i, gram in enumerate(grams) if counts[gram] > 1)
    return " ".join(tokens[first : first + n])


@per_sentence
def zh_repeats(zh: str, n: int = 3) -> bool:
    """Whether the Chinese itself says something of n Han characters twice."""
    grams = Counter(zh[i : i + n] for i in range(len(zh) - n + 1))
    return any(times > 1 and len(HAN.findall(gram)) == n for gram, times in grams.items())


def check_repetition(zh: str, en: str) -> Check:
    """No phrase twice in a row, no share of repeats beyond human news, no echo that the source has not."""
    tokens = tokens_of(en)
    spelt = spell(tokens)
    why = _loop(tokens, spelt, zh) or _echo(tokens, spelt, zh)
    return Check("repetition", not why, why, fatal=why.startswith("loops"))


def _loop(tokens: Sequence[str], spelt: str, zh: str) -> str:
    share = repeated_share(spelt)
    if share > SHARE_LIMIT and not zh_repeats(zh):
        return f"loops: {share:.0%} of its phrases repeat"
    twice = stutter(tokens, spelt)
    return f"loops: {twice}" if twice else ""


def _echo(tokens: Sequence[str], spelt: str, zh: str) -> str:
    phrase = echo(tokens, spelt)
    return f"says twice: {phrase}" if phrase and not zh_repeats(zh) else ""


def check_zh_repetition(zh: str) -> Check:
    """A key point says no fourteen characters twice and has no phrase of three or more twice in a row."""
    letters = HAN.findall(zh)
    spelt = spell(letters)
    phrase = stutter(letters, spelt) if len(letters) > 1 else ""
    twice = phrase if len(phrase.split()) > 2 else echo(letters, spelt, POINT_PHRASE)
    why = "loops: " + twice.replace(" ", "") if twice else ""
    return Check("repetition", not why, why, fatal=bool(why))
