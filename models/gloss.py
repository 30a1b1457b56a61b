"""Writes the likeliest English of each Chinese word into a sentence, from a lexicon induced in training.

A small model then has to reorder, inflect and join rather than to know every word. Pure Python, no
network, no torch: the same code makes the training text and runs in front of the engine.
"""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_MARKS = str.maketrans(
    {
        "，": ", ",
        "。": ". ",
        "；": "; ",
        "：": ": ",
        "？": "? ",
        "！": "! ",
        "（": " (",
        "）": ") ",
        "“": " “",
        "”": "” ",
    }
    | {"《": " “", "》": "” ", "—": " — ", "…": "...", "、": "、 ", "·": " "}
)
_LOOSE_BEFORE = re.compile(r"\s+([,.;:?!)”、])")
_LOOSE_AFTER = re.compile(r"([(“])\s+")
_FIRST = re.compile(r"[A-Za-z]")
_PLACEHOLDER = re.compile(r"N\d")
UNKNOWN_COST = 14.0
"""Cost of a character that no entry covers: dearer than any entry, so that entries win wherever they fit."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A Chinese phrase: its cost in the segmentation, and the English to write (None: keep the Chinese)."""

    cost: float
    english: str | None


class Glosser:
    """Segments Chinese by the cheapest path over a lexicon and writes the English of each phrase."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        """``entries``: the lexicon, by Chinese phrase."""
        self._entries = dict(entries)
        self._longest: dict[str, int] = {}
        for phrase in self._entries:
            self._longest[phrase[0]] = max(self._longest.get(phrase[0], 1), len(phrase))

    @classmethod
    def load(cls, path: Path) -> Glosser:
        """Read a lexicon written by ``write_lexicon``: an xz file of ``phrase <TAB> cost <TAB> English`` lines."""
        with lzma.open(path, "rt", encoding="utf-8", newline="\n") as stream:
            rows = (line.rstrip("\n").split("\t") for line in stream)
            return cls({zh: Entry(float(cost), english or None) for zh, cost, english in rows})

    def segment(self, run: str) -> list[str]:
        """The cheapest split of a run of Chinese characters into phrases."""
        size = len(run)
        best = [0.0] + [1e9] * size
        back = [0] * (size + 1)
        entries, longest = self._entries, self._longest
        for start in range(size):
            base = best[start]
            if base + UNKNOWN_COST < best[start + 1]:
                best[start + 1], back[start + 1] = base + UNKNOWN_COST, start
            for end in range(start + 1, min(size, start + longest.get(run[start], 0)) + 1):
                entry = entries.get(run[start:end])
                if entry is not None and base + entry.cost < best[end]:
                    best[end], back[end] = base + entry.cost, start
        cuts = [size]
        while cuts[-1]:
            cuts.append(back[cuts[-1]])
        cuts.reverse()
        return [run[a:b] for a, b in pairwise(cuts)]

    def gloss(self, text: str) -> str:
        """The sentence with its Chinese words in English, in Chinese order; Latin text and placeholders stand."""
        parts: list[str] = []
        at = 0
        for found in HAN_RUN.finditer(text):
            parts.append(text[at : found.start()])
            parts.append(" " + " ".join(self.english(phrase) or phrase for phrase in self.segment(found.group())) + " ")
            at = found.end()
        parts.append(text[at:])
        return _tidy("".join(parts).translate(_MARKS))

    def english(self, phrase: str) -> str | None:
        """The English of an entry; None where the lexicon has none."""
        entry = self._entries.get(phrase)
        return None if entry is None else entry.english


def _tidy(text: str) -> str:
    text = _LOOSE_BEFORE.sub(r"\1", " ".join(text.split()))
    return _LOOSE_AFTER.sub(r"\1", text).replace("“", '"').replace("”", '"')


def restore_case(text: str) -> str:
    """The sentence with a capital first letter: the model writes common words small even at the start."""
    found = _FIRST.search(text)
    if found is None or _PLACEHOLDER.match(text, found.start()):
        return text
    return text[: found.start()] + found.group().upper() + text[found.start() + 1 :]


def write_lexicon(entries: Iterable[tuple[str, Entry]], path: Path) -> None:
    """Write a lexicon, sorted, as an xz file; equal entries give equal bytes."""
    rows = sorted(f"{zh}\t{entry.cost:.2f}\t{entry.english or ''}\n" for zh, entry in entries)
    path.write_bytes(lzma.compress("".join(rows).encode("utf-8"), preset=9))
