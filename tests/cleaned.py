"""Helpers for tests of cleaning: labels by line, and what is left of a text after its account is settled."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from pathlib import Path

from flows.steps.script import normalise_punctuation
from flows.steps.types import Article, Text

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("ZHBRIEF_SHARED", ROOT.parent / "shared"))


def text_of(body: str, media: str = "text") -> Text:
    """A decoded text, as decode would give it."""
    return Text(body, "utf-8", media, hashlib.sha256(body.encode()).hexdigest())  # type: ignore[arg-type]


def labels(article: Article) -> dict[int, str]:
    """What became of each line: a kind of paragraph, the rule that cut it; the title's line is in none."""
    found: dict[int, str] = {}
    for paragraph in article.paragraphs:
        for sentence in paragraph.sentences:
            found |= dict.fromkeys(range(sentence.lines[0], sentence.lines[1] + 1), paragraph.kind)
    for cut in article.set_aside:
        if cut.span is None:
            found |= dict.fromkeys(range(cut.lines[0], cut.lines[1] + 1), cut.rule)
    return found


def characters(text: str) -> Counter[str]:
    """Its characters but for white space, marks in one form."""
    return Counter("".join(normalise_punctuation(text).split()))


def accounted(article: Article) -> Counter[str]:
    """The characters of sentences, title and everything set aside."""
    parts = [sentence.src or sentence.zh for sentence in article.sentences()]
    parts += [article.title.src or article.title.zh] if article.title else []
    return characters("\n".join([*parts, *(cut.text for cut in article.set_aside)]))
