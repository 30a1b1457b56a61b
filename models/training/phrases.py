"""Phrases with their translations, extracted from word-aligned pairs, and the lexicon made of them."""

from __future__ import annotations

import lzma
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from models.gloss import Entry
from models.training.align import Links
from models.training.normalise import HAN

MAX_ZH, MAX_EN = 4, 6
_GOOD_EN = re.compile(r"[A-Za-z][A-Za-z' .&-]*$")
_EDGE = {
    "the",
    "a",
    "an",
    "of",
    "and",
    "to",
    "in",
    "that",
    "is",
    "are",
    "was",
    "were",
    "'s",
    "'",
    "by",
    "on",
    "for",
    "at",
    "with",
    "be",
    "it",
    "its",
    "which",
}


@dataclass(slots=True)
class PhraseTable:
    """Counts of Chinese phrases and of their English renderings."""

    seen: Counter[str] = field(default_factory=Counter)
    renderings: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    words: dict[str, int] = field(default_factory=dict)


def ngrams(words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Spans of one to four Chinese words with their text."""
    for start in range(len(words)):
        text = ""
        for end in range(start, min(start + MAX_ZH, len(words))):
            if not HAN.match(words[end]):
                break
            text += words[end]
            yield start, end, text


@dataclass(frozen=True, slots=True)
class Aligned:
    """Word-aligned pairs; a pair of our domain counts as several (``weights``)."""

    zh: Sequence[Sequence[str]]
    en: Sequence[Sequence[str]]
    links: Sequence[Links]
    weights: Sequence[int]


def count_phrases(pairs: Aligned, least: int = 3) -> PhraseTable:
    """Count tight, consistent phrase pairs; phrases of several words need to occur ``least`` times, weights apart."""
    table, times = PhraseTable(), Counter[str]()
    for words, weight in zip(pairs.zh, pairs.weights, strict=True):
        for start, end, text in ngrams(words):
            times[text] += 1
            table.seen[text] += weight
            table.words[text] = min(table.words.get(text, 9), end - start + 1)
    keep = {text for text, n in times.items() if n >= (2 if table.words[text] == 1 else least)}
    table.seen = Counter({text: table.seen[text] for text in keep})
    table.words = {text: table.words[text] for text in keep}
    for zh_words, en_words, links, weight in zip(pairs.zh, pairs.en, pairs.links, pairs.weights, strict=True):
        for text, english in extract(zh_words, en_words, links):
            if text in keep:
                table.renderings[text][english] += weight
    return table


def extract(zh: Sequence[str], en: Sequence[str], links: Links) -> Iterator[tuple[str, str]]:
    """The phrase pairs of one sentence pair whose links all stay inside them."""
    forward: dict[int, list[int]] = defaultdict(list)
    back: dict[int, list[int]] = defaultdict(list)
    for i, j in links:
        forward[i].append(j)
        back[j].append(i)
    for start, end, text in ngrams(zh):
        targets = [j for i in range(start, end + 1) for j in forward[i]]
        if not targets or not forward[start] or not forward[end]:
            continue
        low, high = min(targets), max(targets)
        if high - low >= MAX_EN or any(not start <= i <= end for j in range(low, high + 1) for i in back[j]):
            continue
        english = " ".join(en[low : high + 1]).replace(" '", "'")
        if _GOOD_EN.match(english):
            yield text, english


def write_counts(table: PhraseTable, path: Path, most: int = 40) -> None:
    """Write a table, sorted, with the ``most`` frequent renderings of each phrase."""
    with lzma.open(path, "wt", encoding="utf-8", newline="\n", preset=1) as stream:
        for text in sorted(table.seen):
            found = table.renderings.get(text, Counter()).most_common(most)
            cells = [text, str(table.seen[text]), str(table.words[text])]
            stream.write("\t".join(cells + [f"{english}={n}" for english, n in found]) + "\n")


def read_counts(path: Path) -> PhraseTable:
    """Read what ``write_counts`` wrote."""
    table = PhraseTable()
    with lzma.open(path, "rt", encoding="utf-8", newline="\n") as stream:
        for line in stream:
            text, seen, words, *found = line.rstrip("\n").split("\t")
            table.seen[text], table.words[text] = int(seen), int(words)
            pairs = (item.rpartition("=") for item in found)
            table.renderings[text] = Counter({english: int(n) for english, _, n in pairs})
    return table


def _trim(english: str) -> str:
    words = english.split()
    while len(words) > 1 and words[0].lower() in {"the", "a", "an"}:
        words = words[1:]
    return " ".join(words)


def lexicon(table: PhraseTable, glossary: Iterable[tuple[str, str]]) -> dict[str, Entry]:
    """The entry of each phrase: the likeliest rendering where one is likely enough, else the Chinese."""
    total = sum(n for text, n in table.seen.items() if table.words[text] == 1)
    entries: dict[str, Entry] = {}
    for text, seen in table.seen.items():
        english = _choose(table, text)
        # Without a rendering, phrases and long rare words are better read in parts.
        if english is None and (table.words[text] > 1 or (len(text) > 2 and seen < 500)):
            continue
        entries[text] = Entry(-math.log(seen / total) + 0.5, english)
    for zh, english in glossary:
        old = entries.get(zh)
        if old is None or (old.english is None and table.seen[zh] < 20):
            entries[zh] = Entry(old.cost if old else -math.log(1.5 / total), english)
    return entries


def _choose(table: PhraseTable, text: str) -> str | None:
    """The leading surface form of the leading group of renderings with the same stems, if it leads clearly enough."""
    groups: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for english, n in table.renderings.get(text, Counter()).items():
        trimmed = _trim(english)
        groups[_stems(trimmed)][trimmed] += n
    groups.pop((), None)
    if not groups:
        return None
    stems, forms = max(groups.items(), key=lambda item: (item[1].total(), item[0]))
    english = forms.most_common(1)[0][0]
    seen, many = table.seen[text], table.words[text]
    share = forms.total() / seen
    if many > 1:
        # A rendering with fewer content words than the phrase has long words lost something in alignment.
        whole = len(stems) >= min(many, (len(text) + 1) // 2)
        return english if forms.total() >= 3 and share >= (0.2 if whole else 0.75) else None
    # Frequent words with no leading translation are function words: the model learns them better as they are.
    if forms.total() < 2:
        return None
    floor = (0.18 if len(text) == 1 else 0.07) if seen > 800 else 0.08 if seen > 50 and len(text) == 1 else 0.0
    return english if share >= floor else None


def _stems(english: str) -> tuple[str, ...]:
    return tuple(word.lower()[:5] for word in english.split() if word.lower() not in _EDGE)
