"""What a person decided on a document, and how a decision finds its sentence."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from flows.steps.types import Article, Brief, CheckName, SummarySentence, Title

Part = Literal["title", "text", "summary"]


@dataclass(frozen=True, slots=True)
class SentenceEdit:
    """A corrected sentence: ``hash`` of its Chinese, ``occurrence`` among equal ones of its part (1, 2 …).

    ``at`` and ``zh`` are for people who read the file; ``was`` is the English before, ``by`` who corrected it.
    """

    hash: str
    en: str
    part: Part = "text"
    occurrence: int = 1
    at: str = ""
    zh: str = ""
    was: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class NameEdit:
    """A corrected name: every rendering ``was`` in a sentence with ``zh`` becomes ``en``."""

    zh: str
    en: str
    was: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """A review point that a person settled: ``hash`` is of the Chinese and the English that the person saw."""

    hash: str
    check: CheckName
    by: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Edits:
    """All human decisions on one document."""

    sentences: tuple[SentenceEdit, ...] = ()
    names: tuple[NameEdit, ...] = ()
    resolved: tuple[Resolution, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of a brief: its id, its part, its Chinese, and which of several equal ones it is."""

    id: str
    part: Part
    zh: str
    occurrence: int

    @property
    def key(self) -> tuple[Part, str, int]:
        """What an edit is keyed by."""
        return self.part, hash_of(self.zh), self.occurrence


def hash_of(*texts: str) -> str:
    """Twelve hexadecimal digits over the texts, their outer spaces aside."""
    return hashlib.sha256("\x1f".join(text.strip() for text in texts).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def places(article: Article, title: Title | None, points: tuple[SummarySentence, ...]) -> Iterator[Place]:
    """Every sentence that can be corrected, in the order of the brief."""
    rows: list[tuple[Part, str, str]] = [("title", "t", title.zh)] if title else []
    rows += [("summary", point.id, point.zh) for point in points]
    rows += [("text", sentence.id, sentence.zh) for sentence in article.sentences()]
    seen: Counter[tuple[Part, str]] = Counter()
    for part, at, zh in rows:
        seen[part, zh.strip()] += 1
        yield Place(at, part, zh, seen[part, zh.strip()])


def of_brief(brief: Brief) -> dict[str, Place]:
    """The places of a brief by id."""
    return {place.id: place for place in places(brief.article, brief.title, brief.summary)}
