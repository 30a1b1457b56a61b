"""The reading half of the record: plain JSON data to a Brief, refusing whatever schema 1 does not know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.steps.render.schema import items, keys, read
from flows.steps.types import (
    Article,
    Brief,
    Conversion,
    Credit,
    Fact,
    ModelRecord,
    Name,
    Paragraph,
    ParagraphKind,
    Published,
    Related,
    Rendering,
    ReviewPoint,
    Sentence,
    SentenceOrigin,
    SentenceState,
    SetAside,
    SourceRecord,
    StageRecord,
    SummarySentence,
    Title,
    Translation,
)  # fmt: skip

_TOP = frozenset({
    "schema", "zhbrief", "id", "source", "article", "sentences", "summary", "facts", "names", "review", "related",
    "stages", "models", "glossary",
})  # fmt: skip
_ARTICLE = frozenset({
    "title", "published", "publisher", "republisher", "authors", "editor", "credits", "paragraphs", "set_aside",
})  # fmt: skip
_TITLE = frozenset({"id", "zh", "en", "origin"})
_SENTENCE = frozenset({"id", "lines", "zh", "en", "state", "origin"})
_POINT = frozenset({"id", "zh", "zh_origin", "en", "state", "evidence", "note"})
Data = Mapping[str, Any]


def read_brief(data: object) -> Brief:
    """The Brief of a whole record."""
    top = keys(data, "record", _TOP)
    if type(top["schema"]) is not int or top["schema"] != 1:
        raise ValueError(f"schema {top['schema']!r} is not 1")
    read(str, top["zhbrief"], "zhbrief")
    source = read(SourceRecord, top["source"], "source")
    title, title_en = _title(keys(top["article"], "article", _ARTICLE, frozenset({"conversions", "flags"}))["title"])
    sentences, renderings = _sentences(top["sentences"])
    summary, points_en = _summary(top["summary"], sentences)
    return Brief(
        id=read(str, top["id"], "id"),
        source=source,
        article=_article(top["article"], title, sentences, source),
        title=title,
        translation=Translation({"t": title_en, **renderings, **points_en}),
        summary=summary,
        facts=read(tuple[Fact, ...], top["facts"], "facts"),
        names=read(tuple[Name, ...], top["names"], "names"),
        review=read(tuple[ReviewPoint, ...], top["review"], "review"),
        stages={name: read(StageRecord, stage, f"stages.{name}") for name, stage in _pairs(top["stages"], "stages")},
        models=tuple(_model(role, model) for role, model in _pairs(top["models"], "models")),
        glossary=read(str, top["glossary"], "glossary"),
        related=read(tuple[Related, ...], top["related"], "related"),
    )


def _pairs(data: object, where: str) -> list[tuple[str, Any]]:
    if not isinstance(data, dict):
        raise ValueError(f"{where}: expected an object")
    return list(data.items())


def _model(role: str, data: object) -> ModelRecord:
    found = keys(data, f"models.{role}", frozenset({"name", "fingerprint", "preview"}))
    model: ModelRecord = read(ModelRecord, {"role": role, **found}, f"models.{role}")
    return model


def _title(data: object) -> tuple[Title, Rendering]:
    where = "article.title"
    found = keys(data, where, _TITLE, frozenset({"src", "state", "en_origin", "gloss"}))
    if found["id"] != "t":
        raise ValueError(f"{where}.id: expected t")
    title = read(Title, {key: found[key] for key in ("zh", "src", "origin") if key in found}, where)
    return title, _rendering(title.zh, found, found.get("state"), where)


def _rendering(zh: str, found: Data, state: object, where: str) -> Rendering:
    """English without a word is untranslated, and nothing else is."""
    en = read(str | None, found["en"], f"{where}.en")
    usual = "ok" if en is not None else "untranslated"
    stated: SentenceState = read(SentenceState, state or usual, f"{where}.state")
    if (stated == "untranslated") != (en is None):
        raise ValueError(f"{where}: state {stated} does not go with its English")
    origin: SentenceOrigin = read(SentenceOrigin, found.get("en_origin", "model"), f"{where}.origin")
    return Rendering(zh, en, stated, origin, gloss=read(str, found.get("gloss", ""), f"{where}.gloss"))


def _sentences(data: object) -> tuple[dict[str, Sentence], dict[str, Rendering]]:
    sentences: dict[str, Sentence] = {}
    renderings: dict[str, Rendering] = {}
    for n, item in enumerate(items(data, "sentences")):
        where = f"sentences[{n}]"
        found = keys(item, where, _SENTENCE, frozenset({"src", "gloss"}))
        sentence = read(Sentence, {k: found[k] for k in ("id", "lines", "zh", "src") if k in found}, where)
        if sentence.id in sentences:
            raise ValueError(f"{where}: {sentence.id} stands twice")
        sentences[sentence.id] = sentence
        renderings[sentence.id] = _rendering(
            sentence.zh, {**found, "en_origin": found["origin"]}, found["state"], where
        )
    return sentences, renderings


def _summary(
    data: object, sentences: Mapping[str, Sentence]
) -> tuple[tuple[SummarySentence, ...], dict[str, Rendering]]:
    points: dict[str, SummarySentence] = {}
    renderings: dict[str, Rendering] = {}
    for n, item in enumerate(items(data, "summary")):
        where = f"summary[{n}]"
        found = keys(item, where, _POINT, frozenset({"en_origin", "gloss"}))
        point = read(SummarySentence, {key: found[key] for key in _POINT}, where)
        if point.id in points or point.id in sentences or not sentences.keys() >= set(point.evidence):
            raise ValueError(f"{where}: an id stands twice, or evidence that the article has not")
        points[point.id] = point
        if point.en is None and "gloss" in found:
            renderings[point.id] = _rendering(point.zh, found, "untranslated", where)
        if point.en is not None:
            state = "review" if point.state == "review" else "ok"
            renderings[point.id] = _rendering(point.zh, found, state, where)
    return tuple(points.values()), renderings


def _article(data: Data, title: Title, sentences: Mapping[str, Sentence], source: SourceRecord) -> Article:
    paragraphs = tuple(
        _paragraph(item, sentences, f"article.paragraphs[{n}]")
        for n, item in enumerate(items(data["paragraphs"], "article.paragraphs"))
    )
    if [s.id for paragraph in paragraphs for s in paragraph.sentences] != list(sentences):
        raise ValueError("article.paragraphs: not the sentences of the record in their order")
    return Article(
        title=title if title.origin == "source" else None,
        paragraphs=paragraphs,
        script=source.script,
        published=read(Published | None, data["published"], "article.published"),
        publisher=read(str | None, data["publisher"], "article.publisher"),
        republisher=read(str | None, data["republisher"], "article.republisher"),
        authors=read(tuple[str, ...], data["authors"], "article.authors"),
        editor=read(str | None, data["editor"], "article.editor"),
        credits=read(tuple[Credit, ...], data["credits"], "article.credits"),
        set_aside=read(tuple[SetAside, ...], data["set_aside"], "article.set_aside"),
        conversions=read(tuple[Conversion, ...], data.get("conversions", []), "article.conversions"),
        flags=read(tuple[str, ...], data.get("flags", []), "article.flags"),
    )


def _paragraph(data: object, sentences: Mapping[str, Sentence], where: str) -> Paragraph:
    found = keys(data, where, frozenset({"id", "kind", "sentences"}))
    ids = read(tuple[str, ...], found["sentences"], f"{where}.sentences")
    if not sentences.keys() >= set(ids):
        raise ValueError(f"{where}: a sentence that the record has not")
    kind: ParagraphKind = read(ParagraphKind, found["kind"], f"{where}.kind")
    return Paragraph(read(str, found["id"], f"{where}.id"), kind, tuple(sentences[i] for i in ids))
