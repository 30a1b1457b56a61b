"""brief.json: the record of a brief, schema 1 (docs: the record), written and read without loss.

Equal briefs give equal bytes: keys stand in the schema's order, and what says nothing is left out (``src`` where it
equals ``zh``, an ordinary ``state`` of the title, empty ``flags``). Checks that passed are not kept; what failed is in
``review``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache

from flows.steps.render.pretty import pretty
from flows.steps.render.record_read import read_brief
from flows.steps.types import (
    Article,
    Brief,
    ModelRecord,
    Name,
    Rendering,
    Sentence,
    StageRecord,
    SummarySentence,
    Title,
)

SCHEMA = 1
STAGES = ("clean", "summarise", "translate", "render")
_SURROGATE = re.compile("[\ud800-\udfff]")
Json = dict[str, object]


def to_json(brief: Brief) -> bytes:
    """The record as UTF-8 JSON, deterministic to the byte."""
    text = pretty(_brief(brief))
    # A file name that is not UTF-8 reaches us with lone surrogates; as \udcXX they survive the round trip.
    return (_SURROGATE.sub(lambda lone: f"\\u{ord(lone[0]):04x}", text) + "\n").encode()


def from_json(data: bytes) -> Brief:
    """Read a record; raises ValueError on anything that is not exactly schema 1."""
    try:
        found = json.loads(data.decode("utf-8"), object_pairs_hook=_object, parse_constant=_refuse)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return read_brief(found)


@cache
def zhbrief_version() -> str:
    """The version of this program, as installed."""
    from importlib.metadata import version  # 20 ms that reading a record need not pay

    return version("zhbrief")


def _object(pairs: list[tuple[str, object]]) -> Json:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _refuse(constant: str) -> object:
    raise ValueError(f"{constant} is no JSON")


def _brief(brief: Brief) -> Json:
    renderings = brief.translation.renderings
    return {
        "schema": SCHEMA,
        "zhbrief": zhbrief_version(),
        "id": brief.id,
        "source": brief.source,
        "article": _article(brief.article, brief.title, renderings.get("t")),
        "sentences": [_sentence(s, renderings.get(s.id)) for s in brief.article.sentences()],
        "summary": [_point(point, renderings.get(point.id)) for point in brief.summary],
        "facts": brief.facts,
        "names": [_name(name) for name in brief.names],
        "review": brief.review,
        "related": brief.related,
        "stages": _stages(brief.stages),
        "models": {model.role: _model(model) for model in sorted(brief.models, key=lambda model: model.role)},
        "glossary": brief.glossary,
    }


def _article(article: Article, title: Title, rendering: Rendering | None) -> Json:
    found: Json = {
        "title": _title(title, rendering),
        "published": article.published,
        "publisher": article.publisher,
        "republisher": article.republisher,
        "authors": article.authors,
        "editor": article.editor,
        "credits": article.credits,
        "paragraphs": [
            {"id": p.id, "kind": p.kind, "sentences": [s.id for s in p.sentences]} for p in article.paragraphs
        ],
        "set_aside": article.set_aside,
    }
    if article.conversions:
        found["conversions"] = article.conversions
    if article.flags:
        found["flags"] = article.flags
    return found


def _title(title: Title, rendering: Rendering | None) -> Json:
    found: Json = {"id": "t", "zh": title.zh}
    if title.src is not None:
        found["src"] = title.src
    found |= {"en": rendering.en if rendering else None, "origin": title.origin}
    if rendering and rendering.state == "review":
        found["state"] = rendering.state
    return found | _en_origin(rendering) | _gloss(rendering)


def _sentence(sentence: Sentence, rendering: Rendering | None) -> Json:
    found: Json = {"id": sentence.id, "lines": sentence.lines, "zh": sentence.zh}
    if sentence.src is not None:
        found["src"] = sentence.src
    english = rendering or Rendering(sentence.zh, None, "untranslated")
    return found | {"en": english.en, "state": english.state, "origin": english.origin} | _gloss(rendering)


def _point(point: SummarySentence, rendering: Rendering | None) -> Json:
    return (
        {
            "id": point.id,
            "zh": point.zh,
            "zh_origin": point.zh_origin,
            "en": point.en,
            "state": point.state,
            "evidence": point.evidence,
            "note": point.note,
        }
        | _en_origin(rendering if point.en is not None else None)
        | _gloss(rendering if point.en is None else None)
    )


def _gloss(rendering: Rendering | None) -> Json:
    return {"gloss": rendering.gloss} if rendering and rendering.gloss else {}


def _en_origin(rendering: Rendering | None) -> Json:
    return {"en_origin": rendering.origin} if rendering and rendering.origin != "model" else {}


def _name(name: Name) -> Json:
    found: Json = {"zh": name.zh, "en": name.en, "kind": name.kind, "origin": name.origin}
    return found if name.hard else found | {"hard": False}


def _stages(stages: Mapping[str, StageRecord]) -> Json:
    order = [*(name for name in STAGES if name in stages), *sorted(stages.keys() - set(STAGES))]
    return {name: _stage(stages[name]) for name in order}


def _stage(stage: StageRecord) -> Json:
    found: Json = {"signature": stage.signature}
    return found if stage.model is None else found | {"model": stage.model}


def _model(model: ModelRecord) -> Json:
    return {"name": model.name, "fingerprint": model.fingerprint, "preview": model.preview}
