"""A run over the inbox, but for Prefect: open, settle, windows, near duplicates, marks, report."""

from __future__ import annotations

import socket
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from itertools import groupby
from threading import Lock
from urllib.parse import urlsplit

from flows import quarantine, workshop
from flows.report import Report, keep
from flows.settings import Settings
from flows.settle import Desk, Job, Plan, settle, settled
from flows.steps.compose import Workshop
from flows.steps.errors import UsageError, ZhbriefError
from flows.steps.near import Neighbours
from flows.steps.signature import BriefOptions
from flows.steps.store import Index, Settled, load_index, load_meta, probe, run_lock, sweep, write_atomic
from flows.steps.types import Brief, Failed, Outcome, Unchanged, Written
from flows.telling import Teller
from flows.window import Sheet, Window
from flows.workshop import Choice

CONNECT_SECONDS = 5.0
WINDOW = 16  # documents: engines sort all their sentences by length, and a kill loses at most one window's work


@dataclass
class Run:
    """One run: what is due, what it is made with, and what became of it so far.

    ``tasks`` counts its Prefect task runs; ``ahead`` holds a window that was begun before the flow; ``error`` is what
    ended it, ``final`` its report.
    """

    settings: Settings
    desk: Desk
    index: Index
    plan: Plan
    tell: Teller
    open_workshop: Callable[[], Workshop]
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    linked: list[str] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)
    guard: Lock = field(default_factory=Lock)
    ahead: list[Window] = field(default_factory=list)
    tasks: int = 0
    final: Report | None = None
    error: ZhbriefError | None = None
    started: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))

    @cached_property
    def stream(self) -> Iterator[Window]:
        """The windows without suspects, each once, whoever takes them: a head start takes the first."""
        return self.windows(alone=False)

    def line(self) -> Iterator[Window]:
        """All of the stream, what was begun ahead first."""
        while self.ahead:
            yield self.ahead.pop(0)
        yield from self.stream

    def windows(self, alone: bool | None = None) -> Iterator[Window]:
        """The documents that are due, by windows that this process works on; ``alone``: only suspects, or none."""
        settings = self.settings
        for jobs in self.batches(alone=alone):
            yield Window(self.desk, jobs, self.open_workshop, self.related, self.tell, settings.deadline)

    def batches(self, size: int = WINDOW, alone: bool | None = None) -> Iterator[list[Job]]:
        """The documents that are due, at most 16 at a time; suspects come last, each alone."""
        size, kills = min(size, WINDOW), quarantine.oom_kills()
        due = (job for job in self.plan.jobs if alone in (None, job.alone))
        jobs = sorted(due, key=lambda job: job.alone)
        for suspect, group in groupby(jobs, key=lambda job: job.alone):
            batch = list(group)
            step = 1 if suspect else size
            for at in range(0, len(batch), step):
                for job in batch[at : at + step]:
                    quarantine.begin(job, self.index, kills)
                self.index.save()
                yield batch[at : at + step]

    @cached_property
    def neighbours(self) -> Neighbours:
        """The sketches of all documents."""
        return Neighbours({doc: entry.sketch for doc, entry in self.index.documents.items()})

    def related(self, doc: str, made: str) -> tuple[str, ...]:
        """The documents known so far that say nearly the same; an empty sketch stands for the one known."""
        with self.guard:
            if made:
                self.neighbours.add(doc, made)
            return self.neighbours.of(doc)

    def close(self, window: Window) -> None:
        """Take a finished window over: outcomes, cache, catalogue."""
        for sheet in window.sheets.values():
            self._close(sheet)
        self.index.save()
        self._catalogue([sheet.brief for sheet in window.sheets.values() if sheet.brief and sheet.outcome])

    def _catalogue(self, briefs: list[Brief]) -> None:
        """Enter briefs while they are in memory; what this misses is read from the records at the end."""
        from flows.steps.catalogue import Catalogue

        with suppress(sqlite3.Error), Catalogue(self.desk.outputs / "briefs.db") as catalogue:
            catalogue.update(briefs)

    def _close(self, sheet: Sheet) -> None:
        if sheet.outcome is None:
            self.index.end(sheet.job.files[0])
            return
        before = self.index.documents.get(sheet.job.doc)
        made = sheet.sketch or (before.sketch if before else "")
        written = isinstance(sheet.outcome, Written) and sheet.brief is not None
        entry = settled(self.desk.outputs, sheet.brief, made) if written and sheet.brief else None
        self._take(sheet.job, sheet.outcome, entry)

    def take(self, job: Job, outcome: Outcome, entry: Settled | None, seconds: Mapping[str, float]) -> None:
        """Take over what a worker did with a document."""
        self._take(job, outcome, entry)
        if entry is not None:
            self.neighbours.add(job.doc, entry.sketch)
        self.tell.document(outcome, seconds)

    def _take(self, job: Job, outcome: Outcome, entry: Settled | None) -> None:
        self.outcomes[job.doc] = outcome
        if not (isinstance(outcome, Failed) and outcome.error == quarantine.WHY):
            self.index.end(job.files[0])
        if entry is not None:
            self.written.append(job.doc)
            self.index.settle(job.doc, entry)
        elif job.doc in self.neighbours:
            known = self.index.documents.get(job.doc)
            self.neighbours.add(job.doc, known.sketch if known else "")

    def link(self) -> None:
        """Render again, without a model, the briefs whose near duplicates were not all known when they were written."""
        known = self.index.documents
        met = {doc for doc in self.written if doc in known}
        met |= {other for doc in met for other in self.neighbours.of(doc) if other in known}
        late = sorted(doc for doc in met if self.neighbours.of(doc) != known[doc].related)
        jobs = [Job(doc, known[doc].files, (("render", "a near duplicate was found"),)) for doc in late]
        window = Window(self.desk, jobs, self.open_workshop, self.related)
        for doc in late:
            window.clean(doc)
            window.write(doc)
        for sheet in window.sheets.values():
            if sheet.brief is not None and isinstance(sheet.outcome, Written):
                entry = self.index.documents[sheet.job.doc]
                self.index.settle(sheet.job.doc, settled(self.desk.outputs, sheet.brief, entry.sketch))
                self.linked.append(sheet.job.doc)

    def mark(self) -> None:
        """Note in meta.json which briefs have lost their source, and which have it back."""
        marks = [(doc, True) for doc in self.plan.removed] + [(doc, False) for doc in self.plan.returned]
        for doc, removed in marks:
            entry, meta = self.index.documents.get(doc), load_meta(self.desk.outputs, doc)
            if entry is None or meta is None or (entry.removed and meta.removed and removed):
                continue
            write_atomic(self.desk.outputs / doc / "meta.json", replace(meta, removed=removed).to_json())
            self.index.settle(doc, replace(entry, removed=removed))
            self.marked.append(doc)

    def finish(self) -> Report:
        """Link, mark, save the cache, bring the desk's pages up to date and keep the report."""
        self.link()
        self.mark()
        self.index.save()
        self._site()
        self.final = self.report()
        keep(self.desk.outputs, self.final)
        return self.final

    def end_early(self, why: str) -> Report:
        """Report how far the run came; that it can't be kept on a full disk changes nothing."""
        self.final = self.report(why)
        with suppress(ZhbriefError):
            self.index.save()
            keep(self.desk.outputs, self.final)
        return self.final

    def _site(self) -> None:
        """Bring index, digest, names and feed up to date; nothing to do where no brief changed."""
        changed = [*self.written, *self.linked, *self.marked]
        if changed or not (self.desk.outputs / "index.html").is_file():
            from flows.steps.render.site import write_site

            write_site(self.desk.outputs, [*self.written, *self.linked])

    def report(self, ended: str = "") -> Report:
        """What the run did so far."""
        settled_before = [Unchanged(doc) for doc in self.plan.unchanged]
        outcomes = [*self.outcomes.values(), *settled_before, *self.plan.skipped, *self.plan.failed]
        return Report(
            tuple(outcomes),
            removed=tuple(self.plan.removed),
            started=self.started,
            seconds=time.monotonic() - self.began,
            ended=ended,
            related=tuple(self.linked),
        )


_held: ContextVar[Run | None] = ContextVar("held", default=None)


def held_run() -> Run | None:
    """The run that this process has opened for its flow, if any: a flow's parameters are names and paths only."""
    return _held.get()


@contextmanager
def holding(run: Run) -> Iterator[None]:
    """Have the flow that is called in here work on this run."""
    token = _held.set(run)
    try:
        yield
    finally:
        _held.reset(token)


def choice_of(settings: Settings) -> Choice:
    """Which models and glossary the settings name."""
    return Choice(
        profile=settings.profile,
        summariser=settings.summariser,
        translator=settings.translator,
        glossary=str(settings.glossary) if settings.glossary else None,
        device=settings.device,
        threads=settings.threads,
    )


@contextmanager
def open_run(settings: Settings, tell: Teller) -> Iterator[Run]:
    """Probe, lock and sweep the outputs, and settle what is unchanged.

    Raises OutputsError, BusyError, UsageError, and ModelProblem for models that can't be used.
    """
    began = time.monotonic()
    if settings.runner == "dask":
        require_scheduler(settings.address)
    probe(settings.outputs)
    with run_lock(settings.outputs):
        sweep(settings.outputs)
        choice, options = choice_of(settings), BriefOptions(settings.length, settings.beam_size)
        desk = Desk(settings.inbox, settings.outputs, workshop.open_deciders(choice, options))
        index = load_index(settings.outputs)
        plan = settle(desk, index)
        quarantine.isolate(plan, index, quarantine.oom_kills())
        plan.jobs = plan.jobs[: settings.limit]
        index.compact()
        index.save()
        opening = workshop.once(lambda: workshop.open_workshop(choice, options))
        yield Run(settings, desk, index, plan, tell, opening, began=began)


def require_scheduler(address: str | None) -> None:
    """Raise UsageError where an address is given and nothing listens there."""
    if address is None:
        return
    where = urlsplit(address)
    try:
        socket.create_connection((where.hostname or "", where.port or 0), timeout=CONNECT_SECONDS).close()
    except (OSError, ValueError):
        raise UsageError("no Dask scheduler answers there", file=address, todo="start it first") from None
