"""Corrections in their places; pure, and the same when done twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from flows.steps.edits.model import Edits, NameEdit, Part, Place, of_brief, places
from flows.steps.types import Article, Brief, Rendering, Summary, SummarySentence, SummaryState, Translation


def apply(article: Article, summary: Summary, translation: Translation, edits: Edits) -> tuple[Summary, Translation]:
    """The summary and the translation with every correction in its place, marked as edited."""
    here = list(places(article, article.title or summary.title, summary.sentences))
    by_key = {(edit.part, edit.hash, edit.occurrence): edit for edit in edits.sentences}
    renderings = dict(translation.renderings)
    for place in here:
        edit = by_key.get(place.key)
        before = renderings.get(place.id)
        if edit is not None:
            renderings[place.id] = Rendering(place.zh, edit.en, "ok", "edited")
        elif before is not None:
            renderings[place.id] = rename(before, edits.names)
    points = tuple(_point(point, renderings.get(point.id)) for point in summary.sentences)
    return replace(summary, sentences=points), Translation(renderings)


def apply_to_brief(brief: Brief, edits: Edits) -> Brief:
    """The same for a brief that is already put together, as a record holds it."""
    generated = brief.title if brief.title.origin == "generated" else None
    summary, translation = apply(brief.article, Summary(brief.summary, generated), brief.translation, edits)
    return replace(brief, summary=summary.sentences, translation=translation)


def restore(brief: Brief, at: str, was: str) -> Brief:
    """A brief with the English that stood at ``at`` before a correction; none where nothing stood there."""
    place = of_brief(brief)[at]
    before = Rendering(place.zh, was or None, "ok" if was else "untranslated")
    renderings = {**brief.translation.renderings, at: before}
    points = tuple(_restored(point, before) if point.id == at else point for point in brief.summary)
    return replace(brief, translation=Translation(renderings), summary=points)


def _restored(point: SummarySentence, before: Rendering) -> SummarySentence:
    return replace(point, en=before.en, state="ok" if before.en else "withheld")


def rename_all(brief: Brief, name: NameEdit) -> Brief:
    """A brief with one name changed everywhere, as if it had never been edited."""
    renderings = {at: _plain(rename(r, (name,)), r) for at, r in brief.translation.renderings.items()}
    points = tuple(replace(p, en=renderings[p.id].en if p.id in renderings and p.en else p.en) for p in brief.summary)
    names = tuple(replace(n, en=name.en, origin="rule") if n.zh == name.zh else n for n in brief.names)
    return replace(brief, translation=Translation(renderings), summary=points, names=names)


def _plain(after: Rendering, before: Rendering) -> Rendering:
    return after if after is before else replace(after, origin="model")


def rename(rendering: Rendering, names: tuple[NameEdit, ...]) -> Rendering:
    """A rendering with corrected names; it counts as edited where one stood in it."""
    en = rendering.en
    for name in names:
        if en and name.was and name.zh in rendering.zh:
            en = re.sub(rf"(?<![A-Za-z]){re.escape(name.was)}(?![A-Za-z])", lambda _, new=name.en: new, en)  # type: ignore[misc]
    return rendering if en == rendering.en else replace(rendering, en=en, origin="edited")


def _point(point: SummarySentence, rendering: Rendering | None) -> SummarySentence:
    """A key point follows its rendering where that was edited; a withheld one is shown again."""
    if rendering is None or rendering.origin != "edited" or rendering.en == point.en:
        return point
    state: SummaryState = "review" if rendering.state == "review" else "ok"
    return replace(point, en=rendering.en, state=state, note=None)


def stale(brief: Brief, edits: Edits) -> bool:
    """Whether a brief's record shows a correction that the edits have no more, so that its English is nobody's."""
    keys = {(edit.part, edit.hash, edit.occurrence): edit.en for edit in edits.sentences}
    return any(
        not _accounted(place, rendering, keys, edits)
        for place, rendering in _edited(of_brief(brief), brief.translation.renderings)
    )


def _edited(here: Mapping[str, Place], renderings: Mapping[str, Rendering]) -> Iterator[tuple[Place, Rendering]]:
    for at, rendering in renderings.items():
        if rendering.origin == "edited" and at in here:
            yield here[at], rendering


def _accounted(place: Place, rendering: Rendering, keys: Mapping[tuple[Part, str, int], str], edits: Edits) -> bool:
    if place.key in keys:
        return keys[place.key] == rendering.en
    return any(name.zh in place.zh and name.en in (rendering.en or "") for name in edits.names)
