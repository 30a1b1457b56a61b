"""What a person should look at, and what people have decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from flows.steps.edits import Edits, Resolution, hash_of, of_brief
from flows.steps.types import Brief, Check, CheckName, Name, Rendering, ReviewPoint, SummarySentence


def settle(brief: Brief, edits: Edits) -> Brief:
    """The brief with corrected names, with flags for edits that found no place, and with what people settled.

    Doing it twice changes nothing. A sentence whose every point is settled counts as ok.
    """
    brief = replace(brief, names=_names(brief.names, edits))
    points = [point for point in brief.review if point.check != "edit" and not _was_edited(brief, point.at)]
    points += _flags(brief, edits)
    known = {(entry.hash, entry.check): entry.by for entry in edits.resolved}
    review = tuple(_resolved(brief, point, known) for point in points)
    return _accepted(replace(brief, review=review))


def open_points(brief: Brief) -> tuple[ReviewPoint, ...]:
    """The points that nobody has settled."""
    return tuple(point for point in brief.review if point.resolved is None)


def accept(brief: Brief, edits: Edits, ids: Iterable[str], reviewer: str) -> Edits:
    """The edits with a resolution for every open point of these ids."""
    wanted = set(ids)
    points = [point for point in open_points(brief) if point.at in wanted]
    new = [Resolution(fingerprint(brief, point.at), point.check, reviewer, point.at) for point in points]
    keys = {(entry.hash, entry.check) for entry in new}
    kept = [entry for entry in edits.resolved if (entry.hash, entry.check) not in keys]
    return replace(edits, resolved=(*kept, *dict.fromkeys(new)))


def under_review(brief: Brief, at: str, checks: Sequence[Check]) -> Brief:
    """The brief with the sentence at ``at`` under review for the checks that it failed."""
    points = tuple(ReviewPoint(at, check.name, check.why) for check in checks if not check.ok)
    renderings = dict(brief.translation.renderings)
    renderings[at] = replace(renderings[at], state="review", checks=tuple(checks))
    summary = tuple(replace(p, state="review") if p.id == at and p.en else p for p in brief.summary)
    review = (*(point for point in brief.review if point.at != at), *points)
    return replace(brief, translation=replace(brief.translation, renderings=renderings), summary=summary, review=review)


def fingerprint(brief: Brief, at: str) -> str:
    """The hash of what a person saw at this id: the Chinese and the English."""
    return hash_of(*shown(brief, at))


def shown(brief: Brief, at: str) -> tuple[str, str]:
    """The Chinese and the English at an id, empty where there is none."""
    place = of_brief(brief).get(at)
    point = next((point for point in brief.summary if point.id == at), None)
    rendering = brief.translation.renderings.get(at)
    english = point.en if point else rendering.en if rendering else None
    return (place.zh if place else "", english or "")


def _names(names: Sequence[Name], edits: Edits) -> tuple[Name, ...]:
    new = {edit.zh: edit.en for edit in edits.names}
    return tuple(replace(n, en=new[n.zh], origin="edited") if n.zh in new else n for n in names)


def _was_edited(brief: Brief, at: str) -> bool:
    """Whether a person wrote this sentence: what the audit said of the one before it is void."""
    rendering = brief.translation.renderings.get(at)
    return rendering is not None and rendering.origin == "edited" and rendering.state == "ok"


def _flags(brief: Brief, edits: Edits) -> list[ReviewPoint]:
    here = of_brief(brief)
    keys = {place.key for place in here.values()}
    flags = [
        ReviewPoint(
            edit.at if edit.at in here else "t", "edit", f"the source of a correction has changed: {edit.zh[:40]}"
        )
        for edit in edits.sentences
        if (edit.part, edit.hash, edit.occurrence) not in keys
    ]
    for name in edits.names:
        homes = [place for place in here.values() if name.zh in place.zh]
        if not homes:
            flags.append(ReviewPoint("t", "edit", f"a corrected name is no longer in the article: {name.zh}"))
        flags += [
            ReviewPoint(place.id, "edit", f"{name.zh} is not called {name.en} here")
            for place in homes
            if (english := shown(brief, place.id)[1]) and name.en not in english
        ]
    return flags


def _resolved(brief: Brief, point: ReviewPoint, known: Mapping[tuple[str, CheckName], str]) -> ReviewPoint:
    mark = fingerprint(brief, point.at)
    by = known.get((mark, point.check))
    return replace(point, resolved=f"{by} {mark}" if by else None)


def _accepted(brief: Brief) -> Brief:
    """States follow the points: a sentence under review whose points are all settled is ok."""
    open_ids = {point.at for point in open_points(brief)}
    closed = {point.at for point in brief.review} - open_ids
    renderings = {at: _state(rendering, at in closed) for at, rendering in brief.translation.renderings.items()}
    points = tuple(_point_state(point, point.id in closed) for point in brief.summary)
    return replace(brief, translation=replace(brief.translation, renderings=renderings), summary=points)


def _state(rendering: Rendering, closed: bool) -> Rendering:
    return replace(rendering, state="ok") if closed and rendering.state == "review" else rendering


def _point_state(point: SummarySentence, closed: bool) -> SummarySentence:
    return replace(point, state="ok") if closed and point.state == "review" else point
