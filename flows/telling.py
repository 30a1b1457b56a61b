"""What a run says while it works: bars on a terminal, JSON lines on request, nothing else."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import IO, Any

from flows.steps.types import Failed, Outcome, Skipped, Unchanged, Written


class Teller:
    """Says nothing: the base of those that do."""

    def begin(self, documents: int) -> None:
        """So many documents are due."""

    def sentences(self, done: int, total: int) -> None:
        """So many sentences of the window went through the model."""

    def document(self, outcome: Outcome, seconds: Mapping[str, float]) -> None:
        """A document came to its end."""

    def event(self, name: str, **fields: Any) -> None:
        """Anything else worth a line."""


class Bars(Teller):
    """Two progress bars on a terminal: documents, then sentences."""

    def __init__(self, progress: Any) -> None:
        self._progress = progress
        self._documents = progress.add_task("documents", total=None)
        self._sentences = progress.add_task("sentences", total=None, visible=False)

    def begin(self, documents: int) -> None:
        """Set the length of the first bar."""
        self._progress.update(self._documents, total=documents)

    def sentences(self, done: int, total: int) -> None:
        """Move the second bar."""
        self._progress.update(self._sentences, completed=done, total=total, visible=done < total)

    def document(self, outcome: Outcome, seconds: Mapping[str, float]) -> None:
        """Move the first bar."""
        del outcome, seconds
        self._progress.advance(self._documents)


class JsonLines(Teller):
    """One event a line, for a log collector."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def begin(self, documents: int) -> None:
        """The run knows what is due."""
        self.event("due", documents=documents)

    def document(self, outcome: Outcome, seconds: Mapping[str, float]) -> None:
        """A document's outcome, its stages with their reasons, and seconds by stage."""
        self.event("document", **fields_of(outcome), seconds=dict(seconds))

    def event(self, name: str, **fields: Any) -> None:
        """Write the line."""
        row = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": name, **fields}
        self._stream.write(json.dumps(row, ensure_ascii=True) + "\n")
        self._stream.flush()


class _Handler(logging.Handler):
    """Log records of ours as events."""

    def __init__(self, teller: Teller) -> None:
        super().__init__(logging.WARNING)
        self._teller = teller

    def emit(self, record: logging.LogRecord) -> None:
        """Write the record as one line."""
        self._teller.event("log", level=record.levelname.lower(), message=record.getMessage())


def fields_of(outcome: Outcome) -> dict[str, Any]:
    """An outcome as the fields of an event."""
    if isinstance(outcome, Written):
        stages = [{"stage": stage, "why": why} for stage, why in outcome.stages]
        return {"outcome": "written", "id": outcome.id, "stages": stages, "review": outcome.review}
    if isinstance(outcome, Unchanged):
        return {"outcome": "unchanged", "id": outcome.id}
    if isinstance(outcome, Skipped):
        return {"outcome": "skipped", "file": outcome.name, "reason": outcome.reason}
    assert isinstance(outcome, Failed)
    return {"outcome": "failed", "file": outcome.name, "error": outcome.error}


@contextmanager
def telling(*, as_json: bool = False) -> Iterator[Teller]:
    """A Teller on stderr: JSON lines, or bars on a terminal, or silence."""
    if as_json:
        with _logging_to(JsonLines(sys.stderr)) as teller:
            yield teller
    elif sys.stderr.isatty():
        with _bars() as progress:
            yield Bars(progress)
    else:
        yield Teller()


@contextmanager
def _logging_to(teller: Teller) -> Iterator[Teller]:
    handler, ours = _Handler(teller), logging.getLogger("flows")
    ours.addHandler(handler)
    ours.propagate = False
    try:
        yield teller
    finally:
        ours.removeHandler(handler)
        ours.propagate = True


def _bars() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description:>9}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
