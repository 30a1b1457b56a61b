"""Words of both languages, as the aligner and the lexicon see them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import rjieba

_ACRONYM = r"(?:[A-Za-z]\.){2,}"
_ENGLISH = re.compile(rf"(?:{_ACRONYM}|[A-Za-z]+)(?:[-'&](?:{_ACRONYM}|[A-Za-z]+))*|\d[\d,.]*\d|\d|[^\sA-Za-z\d]")
_WORD = re.compile(r"[A-Za-z]")


def zh_words(text: str) -> list[str]:
    """Chinese words by rjieba."""
    return [word for word in rjieba.cut(text) if word.strip()]


def en_words(text: str) -> list[str]:
    """English words and marks."""
    return _ENGLISH.findall(text)


class Truecase:
    """Decides whether a sentence's first word keeps its capital, from how it is written inside sentences."""

    def __init__(self, counts: dict[str, int]) -> None:
        """``counts``: how often each written form stands inside a sentence."""
        self._counts = counts

    @classmethod
    def learn(cls, sentences: Iterable[str]) -> Truecase:
        """Count the forms of words that don't begin a sentence."""
        counts: Counter[str] = Counter()
        for sentence in sentences:
            counts.update(word for word in en_words(sentence)[1:] if _WORD.match(word))
        return cls({word: count for word, count in counts.items() if count > 1})

    def save(self, path: Path) -> None:
        """Write the counts, sorted."""
        path.write_text("".join(f"{word}\t{count}\n" for word, count in sorted(self._counts.items())), "utf-8")

    @classmethod
    def load(cls, path: Path) -> Truecase:
        """Read what ``save`` wrote."""
        rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
        return cls({word: int(count) for word, count in rows})

    def lower_first(self, sentence: str) -> str:
        """The sentence with its first word in lower case, unless that word is a name, an acronym or I."""
        found = _WORD.search(sentence)
        if not found or found.start() > 2:
            return sentence
        words = en_words(sentence[found.start() :])
        word = words[0]
        small = word[0].lower() + word[1:]
        if word == "I" or word.startswith("I'") or re.match(r"N\d", sentence[found.start() :]):
            return sentence
        if any(letter.isupper() for letter in word[1:]) or self._counts.get(small, 0) <= self._counts.get(word, 0):
            return sentence
        return sentence[: found.start()] + small + sentence[found.start() + len(word) :]
