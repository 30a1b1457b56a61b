"""A window: some documents that are due, taken through the steps together; one bad one never fails the others.

No Prefect here: the flows call these methods as tasks, a Dask worker and the tests call ``run_window``.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from threading import Lock

from flows.guard import catching, retrying, timing, within
from flows.settle import Desk, Job
from flows.steps import compose, review
from flows.steps.compose import Prepared, Workshop
from flows.steps.edits import Edits, apply_to_brief
from flows.steps.edits import load as load_edits
from flows.steps.names import build_register
from flows.steps.near import sketch
from flows.steps.read import read_source
from flows.steps.render import render
from flows.steps.store import Meta, load_brief, load_meta, publish
from flows.steps.types import Brief, Outcome, Related, Skipped, Summary, Translation, Written
from flows.telling import Teller


@dataclass(slots=True)
class Sheet:
    """One document on its way through a window."""

    job: Job
    prepared: Prepared | None = None
    before: Brief | None = None
    summary: Summary | None = None
    translation: Translation | None = None
    brief: Brief | None = None
    sketch: str = ""
    cleaned: bool = False
    outcome: Outcome | None = None
    seconds: dict[str, float] = field(default_factory=dict)


@dataclass
class Window:
    """The documents, where they are read and written, and what they are made with (opened when first needed).

    ``begun``: a head start works on it. ``turn`` is held by whoever does, ``done`` names the stages that are over.
    """

    desk: Desk
    jobs: Sequence[Job]
    open_workshop: Callable[[], Workshop]
    related: Callable[[str, str], tuple[str, ...]] = lambda _doc, _sketch: ()
    tell: Teller = field(default_factory=Teller)
    deadline: float = 300.0
    begun: bool = False
    turn: Lock = field(default_factory=Lock)
    done: set[str] = field(default_factory=set)

    @cached_property
    def sheets(self) -> dict[str, Sheet]:
        """The documents by id."""
        return {job.doc: Sheet(job) for job in self.jobs}

    @cached_property
    def workshop(self) -> Workshop:
        """What briefs are made with."""
        return self.open_workshop()

    def clean(self, doc: str) -> str:
        """Read, decode and clean one document, and plan its key points; says what became of it."""
        sheet = self.sheets[doc]
        with self.turn:
            if not sheet.cleaned:
                self._clean(sheet)
                sheet.cleaned = True
        return "skipped" if isinstance(sheet.outcome, Skipped) else "failed" if sheet.outcome else "cleaned"

    def _clean(self, sheet: Sheet) -> None:
        with self._guarded(sheet), timing(sheet.seconds, "clean"):
            sheet.before = load_brief(self.desk.outputs, sheet.job.doc)
            if sheet.job.needs_models or sheet.before is None:
                sheet.prepared = retrying(lambda: within(self.deadline, lambda: self._planned(sheet)))

    def _planned(self, sheet: Sheet) -> Prepared:
        """The document, planned where its key points are due: here it delays no engine."""
        prepared = self._prepare(sheet)
        return compose.planned(prepared, self.workshop.options.length) if "summarise" in sheet.job.due else prepared

    def _prepare(self, sheet: Sheet) -> Prepared:
        """The document from its source; from its record where its cleaning stands."""
        job, glossary = sheet.job, self.workshop.glossary
        if sheet.before is not None and "clean" not in job.due:
            source = replace(sheet.before.source, files=job.files)
            return Prepared(job.doc, source, sheet.before.article, build_register(sheet.before.article, glossary))
        return compose.prepare(read_source(self.desk.inbox, job.files[0]), job.doc, glossary, job.files)

    def summarise(self) -> int:
        """Key points for every document that is still on its way."""
        return self._together("summarise", self._summarise)

    def translate(self) -> int:
        """English for every document that is still on its way."""
        return self._together("translate", self._translate)

    def _summarise(self, sheets: Sequence[Sheet]) -> None:
        made = compose.summarise_window(_prepared(sheets), self.workshop, _before(sheets), self.tell.sentences)
        for sheet, summary in zip(sheets, made, strict=True):
            sheet.summary = summary

    def _translate(self, sheets: Sequence[Sheet]) -> None:
        summaries = [sheet.summary for sheet in sheets if sheet.summary is not None]
        made = compose.translate_window(
            _prepared(sheets), summaries, self.workshop, _before(sheets), self.tell.sentences
        )
        for sheet, (summary, translation) in zip(sheets, made, strict=True):
            sheet.summary, sheet.translation = summary, translation

    def _together(self, stage: str, work: Callable[[Sequence[Sheet]], None]) -> int:
        """Do the stage for all documents, unless a head start has done it."""
        with self.turn:
            sheets = [sheet for sheet in self.sheets.values() if sheet.prepared is not None and sheet.outcome is None]
            if sheets and stage not in self.done:
                self._at_once(stage, work, sheets)
                self.done.add(stage)
        return len(sheets)

    def _at_once(self, stage: str, work: Callable[[Sequence[Sheet]], None], sheets: Sequence[Sheet]) -> None:
        """Do the stage for all at once; where that fails, for each alone, so that the fault is found."""
        began = time.monotonic()
        try:
            within(self.deadline * max(1, len(sheets)), lambda: work(sheets))
        except Exception:  # noqa: BLE001 - any error of one document must not fail the others
            for sheet in sheets:
                with self._guarded(sheet):
                    within(self.deadline, lambda sheet=sheet: work([sheet]))  # type: ignore[misc]
        for sheet in sheets:
            sheet.seconds[stage] = round((time.monotonic() - began) / len(sheets), 3)

    def write(self, doc: str) -> Outcome:
        """Assemble, render and publish one document."""
        sheet = self.sheets[doc]
        if sheet.outcome is None:
            with self._guarded(sheet), timing(sheet.seconds, "render"):
                sheet.brief = self._brief(sheet)
                files = render(sheet.brief)
                meta = self._meta(sheet).to_json()
                retrying(lambda: publish(self.desk.outputs, doc, {**files, "meta.json": meta}))
                sheet.outcome = Written(doc, sheet.job.stages, len(review.open_points(sheet.brief)))
        assert sheet.outcome is not None
        self.tell.document(sheet.outcome, sheet.seconds)
        return sheet.outcome

    def _brief(self, sheet: Sheet) -> Brief:
        edits = load_edits(self.desk.outputs, sheet.job.doc)
        brief = self._put_together(sheet, edits)
        by = self.desk.by if sheet.prepared is None else self.workshop.deciders  # the weights as they were loaded
        stages = replace(self.desk, by=by).signatures(brief.id, brief.source.text_sha256)
        brief = review.settle(replace(brief, stages={**brief.stages, "render": stages["render"]}), edits)
        others = self.related(brief.id, sheet.sketch)
        return replace(brief, related=tuple(Related(other, "near-duplicate") for other in others))

    def _put_together(self, sheet: Sheet, edits: Edits) -> Brief:
        """The brief of this run's parts; the one before where only its rendering is due."""
        if sheet.prepared is None:
            assert sheet.before is not None
            before = replace(sheet.before, source=replace(sheet.before.source, files=sheet.job.files))
            return apply_to_brief(before, edits)
        assert sheet.summary is not None and sheet.translation is not None
        brief = compose.assemble(sheet.prepared, sheet.summary, sheet.translation, self.workshop, edits)
        sheet.sketch = sketch(brief.article)
        return brief

    def _meta(self, sheet: Sheet) -> Meta:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        before = load_meta(self.desk.outputs, sheet.job.doc)
        seconds = {**(before.seconds if before else {}), **sheet.seconds}
        return Meta(before.first_written if before else now, now, seconds)

    @contextmanager
    def _guarded(self, sheet: Sheet) -> Iterator[None]:
        """An error in here becomes the document's outcome."""
        found: list[Outcome] = []
        with catching(sheet.job.files[0], found):
            yield
        if found:
            sheet.outcome = found[0]

    def outcomes(self) -> list[Outcome]:
        """What became of each document, in order."""
        return [sheet.outcome for sheet in self.sheets.values() if sheet.outcome is not None]


def run_window(window: Window) -> list[Outcome]:
    """All steps of a window, one after the other, in this process."""
    for doc in window.sheets:
        window.clean(doc)
    window.summarise()
    window.translate()
    for doc in window.sheets:
        window.write(doc)
    return window.outcomes()


def _prepared(sheets: Sequence[Sheet]) -> list[Prepared]:
    return [sheet.prepared for sheet in sheets if sheet.prepared is not None]


def _before(sheets: Sequence[Sheet]) -> dict[str, Brief]:
    """The briefs before, with the stages that stand: a stage that is due is made again even under its old signature."""
    return {sheet.job.doc: _standing(sheet.before, sheet.job) for sheet in sheets if sheet.before is not None}


def _standing(before: Brief, job: Job) -> Brief:
    return replace(before, stages={stage: made for stage, made in before.stages.items() if stage not in job.due})
