"""The cleaners that are scored: ours, and trafilatura and readability-lxml as they come."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass

from flows.evaluate.pages import Gold
from flows.steps.types import Article


@dataclass(frozen=True, slots=True)
class Answer:
    """What a cleaner made of a page; the article only where it is ours."""

    body: str
    title: str | None
    date: str | None
    publisher: str | None
    seconds: float
    article: Article | None = None


Cleaner = Callable[[bytes], Answer]


def ours(data: bytes) -> Answer:
    """Our own cleaning; a page that it skips has an empty body."""
    from flows.steps.clean import clean
    from flows.steps.decode import decode
    from flows.steps.errors import SkipDocument
    from flows.steps.types import Source

    start = time.perf_counter()
    try:
        article = clean(decode(Source("page", data, "")))
    except SkipDocument:
        return Answer("", None, None, None, time.perf_counter() - start)
    body = "\n".join(sentence.src or sentence.zh for sentence in article.sentences())
    title = (article.title.src or article.title.zh) if article.title else None
    date = article.published.value[:10] if article.published else None
    return Answer(body, title, date, article.publisher, time.perf_counter() - start, article)


def by_trafilatura(data: bytes) -> Answer:
    """Trafilatura with its own defaults, but for comments, which no article has."""
    import trafilatura

    start = time.perf_counter()
    body = trafilatura.extract(data, include_comments=False) or ""
    meta = trafilatura.extract_metadata(data)
    seconds = time.perf_counter() - start
    return Answer(body, meta and meta.title, meta and meta.date, meta and meta.sitename, seconds)


def by_readability(data: bytes) -> Answer:
    """readability-lxml with its own defaults: title and body, no metadata."""
    from lxml import html
    from readability import Document

    start = time.perf_counter()
    document = Document(data.decode("utf-8", "replace"))
    body = html.document_fromstring(document.summary()).text_content()
    return Answer(body, document.short_title(), None, None, time.perf_counter() - start)


def cleaners() -> dict[str, Cleaner]:
    """The cleaners at hand: readability-lxml comes with the development tools only."""
    found: dict[str, Cleaner] = {"zhbrief": ours, "trafilatura": by_trafilatura}
    try:
        import readability  # noqa: F401 - is it there?
    except ImportError:
        return found
    return {**found, "readability-lxml": by_readability}


def same_title(answer: str | None, gold: Gold) -> bool:
    """Whether a title is one of the gold's, marks and blanks brought to one form."""
    from flows.steps.script import normalise_punctuation

    def form(title: str) -> str:
        return re.sub(r"\s+", " ", normalise_punctuation(title)).replace("， ", "，").replace("？ ", "？").strip()

    return answer is not None and form(answer) in {form(title) for title in gold.titles}
