"""Key points on their way: the article's own words where English fails, withholding, what to review."""

from __future__ import annotations

from dataclasses import replace

from flows.steps.extract import extract
from flows.steps.headline import of_point
from flows.steps.types import (
    Article,
    Brief,
    Check,
    Note,
    Rendering,
    ReviewPoint,
    SentenceState,
    Summary,
    SummarySentence,
    Translation,
)

_NO_ENGLISH = Note(
    "这一要点的英文未通过核对，已隐去；请看原文。",
    "The English of this key point failed its checks; see the Chinese.",
)


def of_brief(brief: Brief) -> Summary:
    """The summary that a brief holds, as the summarise stage made it."""
    generated = brief.title if brief.title.origin == "generated" else None
    return Summary(brief.summary, generated)


def kept_translation(brief: Brief) -> Translation:
    """The translation that a brief holds; what failed is in its review, where a record keeps no checks."""
    failed: dict[str, list[Check]] = {}
    for point in brief.review:
        if point.check != "edit":
            failed.setdefault(point.at, []).append(Check(point.check, False, point.why))
    renderings = brief.translation.renderings
    return Translation({at: _reopened(r, failed.get(at, [])) for at, r in renderings.items()})


def _reopened(rendering: Rendering, failed: list[Check]) -> Rendering:
    """Under review again where a check failed: what people settled is settled anew, by the file of their edits."""
    if not failed or rendering.origin == "edited":
        return rendering
    state: SentenceState = "untranslated" if rendering.en is None else "review"
    return replace(rendering, state=state, checks=tuple(failed))


def in_own_words(summary: Summary, article: Article, rendered: dict[str, Rendering]) -> Summary:
    """Where a generated point has no acceptable English, take the words of the sentence it rests on."""
    return replace(summary, sentences=tuple(_own_words(point, article, rendered) for point in summary.sentences))


def _own_words(point: SummarySentence, article: Article, rendered: dict[str, Rendering]) -> SummarySentence:
    if point.state == "withheld" or point.zh_origin != "generated" or rendered[point.id].en is not None:
        return point
    by_id = {sentence.id: sentence.zh for sentence in article.sentences()}
    for at in point.evidence:
        own = extract(by_id[at])
        if own is not None:
            return replace(point, zh=own, zh_origin="extracted", evidence=(at,), checks=())
    return point


def with_english(summary: Summary, translation: Translation) -> Summary:
    """Each point with its English and its state; one without English is withheld with a note."""
    return replace(summary, sentences=tuple(_with_english(p, translation) for p in summary.sentences))


def _with_english(point: SummarySentence, translation: Translation) -> SummarySentence:
    rendering = translation.renderings[point.id]
    if point.state == "withheld":
        return point
    if rendering.en is None:
        return replace(point, state="withheld", en=None, note=_NO_ENGLISH)
    return replace(point, en=rendering.en, state="review" if rendering.state == "review" else "ok")


def with_headline(summary: Summary, translation: Translation) -> tuple[Summary, Translation]:
    """Both, with a key point in the place of a headline that has no sound English."""
    before = translation.renderings["t"]
    instead = of_point(before.zh, summary.sentences) if before.en is None else None
    return summary, Translation({**translation.renderings, "t": instead}) if instead else translation


def under_ledger(brief: Brief) -> Brief:
    """Have a person look wherever the ledger finds a figure wrong that the sentence's own audit let pass."""
    wrong = {m.at: fact.zh or fact.en for fact in brief.facts for m in fact.mentions if m.lang == "en" and not m.ok}
    renderings = {at: _doubted(r, wrong.get(at)) for at, r in brief.translation.renderings.items()}
    points = tuple(
        replace(p, state="review") if p.state == "ok" and renderings[p.id].state == "review" else p
        for p in brief.summary
    )
    return replace(brief, translation=Translation(renderings), summary=points)


def _doubted(rendering: Rendering, figure: str | None) -> Rendering:
    if figure is None or rendering.state != "ok" or rendering.origin == "edited":
        return rendering
    doubt = Check("figures", False, f"not as in the article: {figure}")
    return replace(rendering, state="review", checks=(*rendering.checks, doubt))


def review_points(brief: Brief) -> tuple[ReviewPoint, ...]:
    """What a person should look at: failed checks of the title, the key points and the sentences, in that order."""
    renderings = brief.translation.renderings
    first = [("t", renderings.get("t"))]
    first += [(point.id, renderings.get(point.id)) for point in brief.summary]
    rest = [(s.id, renderings.get(s.id)) for s in brief.article.sentences()]
    found: list[ReviewPoint] = []
    for at, rendering in [*first, *rest]:
        if rendering is None or rendering.state == "ok":
            continue
        failed = [check for check in rendering.checks if not check.ok] or [Check("empty", False, "no English")]
        found += [ReviewPoint(at, check.name, check.why) for check in failed]
    withheld = {p.id for p in brief.summary if p.state == "withheld"} - {point.at for point in found}
    found += [ReviewPoint(at, "support", "withheld: no sound sentence could be written") for at in sorted(withheld)]
    return tuple(found)
