"""What the catalogue keeps of a brief: plain rows."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from flows.steps.catalogue.subjects import subjects
from flows.steps.render import words
from flows.steps.render.view import View
from flows.steps.store.records import Meta
from flows.steps.types import Brief

Pair = tuple[str | None, str, str]  # (English, Chinese, state)


@dataclass(frozen=True, slots=True)
class Row:
    """A brief in a list: what is needed to show it without reading its record."""

    id: str
    day: str
    publisher: str
    publisher_en: str  # empty where the brief's names have none
    title_en: str
    title_zh: str
    title_src: str | None
    script: str
    generated: bool
    preview: bool
    points: tuple[Pair, ...]
    review: tuple[tuple[str, str, str], ...]  # (at, check, why)
    untranslated: int
    files: tuple[str, ...]
    written: str
    removed: bool
    news: str

    @property
    def paper(self) -> str:
        """The publisher in English with the Chinese in brackets, or in Chinese alone; empty where it is unknown."""
        return words.bilingual(self.publisher_en, self.publisher)

    @property
    def first_point(self) -> Pair | None:
        """The first key point in English, or else in Chinese."""
        return next((pair for pair in self.points if pair[0]), next((pair for pair in self.points if pair[1]), None))


@dataclass(frozen=True, slots=True)
class NameEntry:
    """A name with a page of its own, and in how many briefs it stands."""

    slug: str
    zh: str
    en: str
    kind: str
    briefs: int


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A brief that mentions a name, with the first sentence that does."""

    doc: str
    at: str
    zh: str
    en: str | None


@dataclass(frozen=True, slots=True)
class FigureEntry:
    """A figure with its subject, as one brief states it; ``day`` is the brief's."""

    doc: str
    day: str
    subject: str
    kind: str
    unit: str
    zh: str
    en: str
    low: str
    high: str
    at: str


def brief_values(brief: Brief, stamp: str, meta: Meta | None, news: str) -> tuple[object, ...]:
    """The row of a brief, in the order of the table's columns."""
    english = brief.translation.renderings.get("t")
    publisher = brief.article.publisher or ""
    sentences = brief.article.sentences()
    renderings = (brief.translation.renderings.get(sentence.id) for sentence in sentences)
    return (
        brief.id,
        stamp,
        words.day(brief.article.published),
        publisher,
        View(brief).called(publisher),
        (english.en if english else None) or "",
        brief.title.zh,
        brief.title.src,
        brief.source.script,
        brief.title.origin == "generated",
        any(model.preview for model in brief.models),
        _json([(p.en, p.zh, p.state) if p.state != "withheld" else (None, "", p.state) for p in brief.summary]),
        _json([(p.at, p.check, p.why) for p in brief.review if p.resolved is None]),
        sum(rendering is None or rendering.en is None for rendering in renderings),
        _json(brief.source.files),
        meta.last_written if meta else "",
        meta.removed if meta else False,
        news,
    )


def to_row(found: sqlite3.Row) -> Row:
    """The dataclass of a table's row."""
    values = {key: found[key] for key in found.keys() if key in Row.__slots__}  # noqa: SIM118 (a Row iterates over values)
    for key in ("points", "review"):
        values[key] = tuple(tuple(item) for item in json.loads(values[key]))
    values["news"] = values["news"].lstrip("+")
    values["files"] = tuple(json.loads(values["files"]))
    return Row(**{**values, **{key: bool(values[key]) for key in ("generated", "preview", "removed")}})


def name_values(brief: Brief) -> list[tuple[object, ...]]:
    """(slug, zh, en, kind, doc, at, sentence zh, sentence en) for every name with a page that the brief mentions."""
    texts = [(point.id, point.zh) for point in brief.summary if point.state != "withheld"]
    in_order = sorted(brief.article.paragraphs, key=lambda paragraph: paragraph.kind == "caption")
    texts += [(s.id, s.zh) for paragraph in in_order for s in paragraph.sentences]
    texts.append(("t", brief.title.zh))
    found: dict[str, tuple[object, ...]] = {}
    for name in sorted(brief.names, key=lambda name: len(name.zh)):  # of several forms the longest stays
        if name.kind in words.SAID_ONCE:
            at, zh = _first(name.zh, name.en, texts, brief)
            rendering = brief.translation.renderings.get(at)
            page = words.name_page(name)
            found[page] = (page, name.zh, name.en, name.kind, brief.id, at, zh, rendering.en if rendering else None)
    return list(found.values())


def figure_values(brief: Brief) -> list[tuple[object, ...]]:
    """(slug, doc, day, subject, kind, unit, zh, en, low, high, at): each figure under every name it belongs to.

    It belongs to the names of its sentence, and to those of the headline or the first key point, whom the article is
    about: "the zone's GDP" names no zone.
    """
    texts = {s.id: s.zh for s in brief.article.sentences()}
    head = brief.title.zh + "".join(point.zh for point in brief.summary[:1])
    day = words.day(brief.article.published)
    found: list[tuple[object, ...]] = []
    for fact, about, at in subjects(brief):
        for name in brief.names:
            if name.kind in words.SAID_ONCE - {"person"} and (name.zh in texts[at] or name.zh in head):
                row = (day, about, fact.kind, fact.unit, fact.zh, fact.en, fact.low, fact.high, at)
                found.append((words.name_page(name), brief.id, *row))
    return found


def search_texts(brief: Brief) -> tuple[str, str]:
    """All Chinese, Simplified and as printed, and all English of a brief, a sentence a line."""
    renderings = brief.translation.renderings
    sentences = brief.article.sentences()
    points = [point for point in brief.summary if point.state != "withheld"]
    zh = [brief.title.zh, *(p.zh for p in points), *(s.zh for s in sentences), brief.article.publisher or ""]
    zh += [src for src in (brief.title.src, *(s.src for s in sentences)) if src]
    zh += [*brief.article.authors, *(name.zh for name in brief.names)]
    en = [renderings[at].en or "" for at in ("t", *(s.id for s in sentences)) if at in renderings]
    en += [point.en or "" for point in points]
    en += [name.en for name in brief.names]
    return _lines(zh), _lines(en)


def _first(zh: str, en: str, texts: list[tuple[str, str]], brief: Brief) -> tuple[str, str]:
    """The first passage that names it in Chinese, or else in English."""
    in_chinese = ((at, text) for at, text in texts if zh in text)
    english = brief.translation.renderings
    in_english = ((at, text) for at, text in texts if at in english and en in (english[at].en or ""))
    return next(in_chinese, None) or next(in_english, None) or ("", "")


def _lines(texts: list[str]) -> str:
    return "\n".join(dict.fromkeys(text for text in texts if text)).encode("utf-8", "replace").decode()


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))
