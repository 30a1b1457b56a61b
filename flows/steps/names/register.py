"""The names of one document: what they are in English, and where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import accumulate

from flows.steps.names.conditions import holds
from flows.steps.segment import words
from flows.steps.types import Name, Span

Found = tuple[tuple[Span, Name], ...]
_SURE = 5  # characters from which no boundary is asked: on 30,000 lines of news the check lost 3 % of these for nothing
_CACHE = 4096


@dataclass(frozen=True, slots=True)
class Term:
    """A name with the conditions of its use; ``bounded``: both its ends must be word boundaries."""

    name: Name
    context: tuple[str, ...] = ()
    bounded: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Register:
    """The names of a document; ``find`` knows soft terms and phrases too, and is fast by an alternation and a cache."""

    names: tuple[Name, ...]
    terms: tuple[Term, ...] = ()
    _by_word: dict[str, list[Term]] = field(default_factory=dict, repr=False)
    _cache: dict[str, Found] = field(default_factory=dict, repr=False)
    _pattern: list[re.Pattern[str]] = field(default_factory=list, repr=False)

    def find(self, zh: str) -> Found:
        """The non-overlapping occurrences of the document's names, in order; the longest wins."""
        found = self._cache.get(zh)
        if found is None:
            found = self._find(zh)
            if len(self._cache) >= _CACHE:
                self._cache.clear()
            self._cache[zh] = found
        return found

    def _find(self, zh: str) -> Found:
        if not self._pattern:
            self._compile()
        found: list[tuple[Span, Name]] = []
        ends: frozenset[int] | None = None
        at = 0
        while (match := self._pattern[0].search(zh, at)) is not None:
            start = match.start()
            at = start + 1
            for word in self._candidates(match.group()):
                if ends is None:
                    ends = boundaries(zh)
                name = self._choose(zh, (start, start + len(word)), ends)
                if name is not None:
                    found.append(((start, start + len(word)), name))
                    at = start + len(word)
                    break
        return tuple(found)

    def _compile(self) -> None:
        for term in self.terms:
            self._by_word.setdefault(term.name.zh, []).append(term)
        longest_first = sorted(self._by_word, key=lambda word: (-len(word), word))
        self._pattern.append(re.compile("|".join(map(re.escape, longest_first)) or r"(?!)"))

    def _candidates(self, longest: str) -> list[str]:
        """The words of the register that begin here, longest first."""
        return [longest[:size] for size in range(len(longest), 0, -1) if longest[:size] in self._by_word]

    def _choose(self, zh: str, span: Span, ends: frozenset[int]) -> Name | None:
        for term in self._by_word[zh[span[0] : span[1]]]:
            if term.bounded and span[1] - span[0] < _SURE and not {span[0], span[1]} <= ends:
                continue
            if term.bounded and "·" in (zh[span[0] - 1 : span[0]], zh[span[1] : span[1] + 1]):
                continue  # a part of a foreign name
            if holds(term.context, zh, span):
                return term.name
        return None


def boundaries(zh: str) -> frozenset[int]:
    """The places between the words of a sentence, its ends included."""
    return frozenset(accumulate((len(word) for word in words(zh)), initial=0))
