"""Which rows may be trained on: nothing from the development sets, nothing misaligned, nothing twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from models.training.corpora import DEV_PAIRS, DEV_SUMMARIES, Article, Pair, read_articles, read_pairs
from models.training.normalise import HAN

BLOCK = 40
_LETTERS = re.compile(r"[A-Za-z]")
_KEY = re.compile(r"[\W_]+")


def key(text: str) -> str:
    """The letters and digits of a text in lower case: equal keys are the same sentence."""
    return _KEY.sub("", text).lower()


@dataclass(frozen=True, slots=True)
class DevBlocks:
    """Every 40-character window of the development sets, and every whole line of them."""

    windows: frozenset[int]
    lines: frozenset[str]

    def near(self, text: str, blocks: int = 2) -> bool:
        """Whether the text is a development line or shares that many separate blocks with the sets."""
        bare = key(text)
        if bare in self.lines:
            return True
        found, at = 0, 0
        while at + BLOCK <= len(bare):
            if hash(bare[at : at + BLOCK]) in self.windows:
                found, at = found + 1, at + BLOCK
                if found >= blocks:
                    return True
            else:
                at += 1
        return False


def dev_blocks(corpora: Path) -> DevBlocks:
    """The blocks of all development sets of both corpora, in both languages."""
    windows: set[int] = set()
    lines: set[str] = set()
    for text in _dev_texts(corpora):
        bare = key(text)
        if len(bare) >= 6:
            lines.add(bare)
        windows.update(hash(bare[i : i + BLOCK]) for i in range(len(bare) - BLOCK + 1))
    return DevBlocks(frozenset(windows), frozenset(lines))


def _dev_texts(corpora: Path) -> Iterator[str]:
    for name in DEV_PAIRS:
        for pair in read_pairs(corpora, name):
            yield from (pair.zh, pair.en)
    for name in DEV_SUMMARIES:
        for article in read_articles(corpora, name):
            yield from (article.text, article.summary)


def well_formed(pair: Pair) -> bool:
    """Whether lengths, scripts and overlap look like a translation."""
    han = len(HAN.findall(pair.zh))
    letters = len(_LETTERS.findall(pair.en))
    if han < 2 or letters < 3 or HAN.search(pair.en) or han < 0.4 * len(pair.zh):
        return False
    words = len(pair.en.split())
    if len(pair.zh) > 220 or words > 110 or not 0.99 <= len(pair.en) / len(pair.zh) <= 8.5:
        return False
    return "http" not in pair.en and "\\" not in pair.en and letters > 0.5 * len(pair.en)


def clean_pairs(pairs: Iterable[Pair], dev: DevBlocks, seen: set[int], several: bool = False) -> Iterator[Pair]:
    """The pairs that may be trained on; ``several``: keep other references of one Chinese sentence."""
    for pair in pairs:
        mark = hash(key(pair.zh) + ("|" + key(pair.en) if several else ""))
        near_mark = hash((key(pair.zh)[:24], key(pair.en)[:24]))
        if mark in seen or near_mark in seen or not well_formed(pair):
            continue
        if dev.near(pair.zh, 1) or dev.near(pair.en, 2):
            continue
        seen.update((mark, near_mark))
        yield pair


def clean_articles(
    articles: Iterable[Article], dev: DevBlocks, held: frozenset[str], seen: set[int]
) -> Iterator[Article]:
    """The articles that may be trained on: neither held out, nor near a development text, nor seen before."""
    for article in articles:
        mark = hash(key(article.text)[:200])
        if article.key in held or mark in seen or not article.text:
            continue
        if dev.near(article.text) or (article.summary and dev.near(article.summary, 1)):
            continue
        seen.add(mark)
        yield article
