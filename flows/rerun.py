"""One document again: from a stage on, or what its signatures say has changed; without the run's lock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise

from flows import workshop
from flows.run import Run, choice_of
from flows.settings import Settings
from flows.settle import Desk, Job, Plan, explain, know
from flows.steps.errors import SkipDocument, UsageError
from flows.steps.signature import STAGES, BriefOptions
from flows.steps.store import Index, document_lock, load_brief, load_index, probe, resolve
from flows.telling import Teller


@contextmanager
def open_rerun(settings: Settings, doc: str, start: str | None, tell: Teller) -> Iterator[Run]:
    """A run over one document, which is locked meanwhile.

    Raises UsageError for an unknown document or stage, BusyError where another process works on it.
    """
    if start is not None and start not in STAGES:
        raise UsageError(f"no such stage: {start!r}", todo=f"there are {', '.join(STAGES)}")
    found = resolve(settings.outputs, doc)
    probe(settings.outputs)
    with document_lock(settings.outputs, found):
        choice, options = choice_of(settings), BriefOptions(settings.length, settings.beam_size)
        desk = Desk(settings.inbox, settings.outputs, workshop.open_deciders(choice, options))
        index = load_index(settings.outputs)
        plan = _plan(desk, index, found, start)
        opening = workshop.once(lambda: workshop.open_workshop(choice, options))
        yield Run(settings, desk, index, plan, tell, opening)


def _plan(desk: Desk, index: Index, doc: str, start: str | None) -> Plan:
    before = load_brief(desk.outputs, doc)
    if before is None:
        raise UsageError(f"the record of {doc!r} can't be used", todo="zhbrief run makes it again")
    files, text = before.source.files, before.source.text_sha256
    try:
        text = know(desk.inbox, files[0], index).text_sha256 or text
    except SkipDocument as gone:
        if start == "clean":
            raise UsageError(
                f"its source can't be read: {gone.what}", file=files[0], todo="choose a later stage"
            ) from None
    due = explain(desk.signatures(doc, text), before, files, desk.by)
    stages = _from(due, start)
    return Plan(jobs=[Job(doc, files, stages)]) if stages else Plan(unchanged=[doc])


def _from(due: tuple[tuple[str, str], ...], start: str | None) -> tuple[tuple[str, str], ...]:
    """The stages that are due, and those from ``start`` on."""
    if start is None or (due and STAGES.index(due[0][0]) <= STAGES.index(start)):
        return due
    asked = STAGES[STAGES.index(start) :]
    return (
        (start, "asked for"),
        *((stage, f"follows {before}") for before, stage in pairwise(asked)),
    )
