"""What earlier runs found out, so that unchanged documents are settled unread: a cache, never the truth.

``.cache/settled.jsonl`` is only appended to, so that a run's cost grows with what changed, and is rewritten when most
of it is outdated. It holds no times: a wrong clock can't make it lie. Whoever deletes it loses some seconds.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from flows.steps.store.atomic import REAL, System, explain, write_all, write_atomic
from flows.steps.store.publish import RECORD
from flows.steps.store.records import set_aside

Stamp = tuple[int, int, int]  # size, modification time in ns, inode: of our own file, replaced and never edited


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a source's bytes: the hash of its text, or why no brief is due; ``by`` decided that."""

    sha256: str
    by: str
    text_sha256: str = ""
    skip: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """What was published for a document; ``sketch`` finds near duplicates, ``related`` are those found."""

    files: tuple[str, ...]
    text_sha256: str
    signature: str
    stamp: Stamp
    sketch: str = ""
    related: tuple[str, ...] = ()
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Attempt:
    """Work on a source that began; ``kills`` is how many processes the kernel had killed for memory by then."""

    sha256: str
    kills: int
    alone: bool = False
    quarantined: bool = False


@dataclass(slots=True)
class Index:
    """The cache in memory; ``save`` appends what was noted since."""

    path: Path
    sources: dict[str, Known] = field(default_factory=dict)
    documents: dict[str, Settled] = field(default_factory=dict)
    started: dict[str, Attempt] = field(default_factory=dict)
    _fresh: list[bytes] = field(default_factory=list)
    _lines: int = 0

    def know(self, name: str, known: Known) -> None:
        """Note a source."""
        if self.sources.get(name) != known:
            self._note("source", name, asdict(known))

    def settle(self, doc: str, settled: Settled) -> None:
        """Note a document."""
        if self.documents.get(doc) != settled:
            self._note("document", doc, asdict(settled))

    def start(self, name: str, attempt: Attempt) -> None:
        """Note that a source is being worked on."""
        self._note("started", name, asdict(attempt))

    def end(self, name: str) -> None:
        """Note that work on a source came to an end of any kind."""
        if name in self.started:
            self._note("started", name, None)

    def save(self, system: System = REAL) -> None:
        """Append what was noted to the file; where it does not fit the file is as before."""
        if not self._fresh:
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            handle = system.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o644)
            size = os.fstat(handle).st_size
            try:
                write_all(handle, b"".join(self._fresh), system)
            except OSError:
                os.ftruncate(handle, size)  # half a line would spoil the one that is appended next
                raise
            finally:
                system.close(handle)
        except OSError as error:
            raise explain(error, self.path) from error
        self._fresh.clear()

    def compact(self) -> None:
        """Rewrite the file when more than half of it is outdated."""
        live = len(self.sources) + len(self.documents) + len(self.started)
        if self._lines > 2 * live + 100:
            self._fresh.clear()
            rows: list[tuple[str, str, Any]] = [("source", name, asdict(known)) for name, known in self.sources.items()]
            rows += [("document", doc, asdict(settled)) for doc, settled in self.documents.items()]
            rows += [("started", name, asdict(attempt)) for name, attempt in self.started.items()]
            write_atomic(self.path, b"".join(_line(*row) for row in rows))
            self._lines = live

    def _note(self, kind: str, key: str, value: Any) -> None:
        line = _line(kind, key, value)
        self._apply(line)
        self._fresh.append(line)

    def _apply(self, line: bytes) -> None:
        kind, key, value = json.loads(line)
        self._lines += 1
        if kind == "source":
            self.sources[key] = Known(**value)
        elif kind == "document":
            self.documents[key] = _settled(value)
        elif value is None:
            self.started.pop(key, None)
        else:
            self.started[key] = Attempt(**value)


def load_index(outputs: Path) -> Index:
    """The cache of an outputs folder; a line cut off by a kill is left out, any other damage sets it aside."""
    index = Index(outputs / ".cache" / "settled.jsonl")
    try:
        lines = index.path.read_bytes().splitlines(keepends=True)
    except FileNotFoundError:
        return index
    try:
        for line in lines:
            if line.endswith(b"\n"):
                index._apply(line)
    except (ValueError, TypeError, KeyError) as error:
        set_aside(index.path, str(error))
        return Index(index.path)
    if lines and not lines[-1].endswith(b"\n"):
        os.truncate(index.path, sum(map(len, lines[:-1])))
    return index


def stamp(outputs: Path, doc: str) -> Stamp | None:
    """What tells one state of a document's record from another; None where there is no record."""
    try:
        status = os.stat(f"{outputs}/{doc}/{RECORD}")  # noqa: PTH116 - a Path here costs a third of settling 10,000
    except (FileNotFoundError, NotADirectoryError):
        return None
    return status.st_size, status.st_mtime_ns, status.st_ino


def _line(kind: str, key: str, value: Any) -> bytes:
    return json.dumps([kind, key, value], separators=(",", ":")).encode() + b"\n"


def _settled(value: Mapping[str, Any]) -> Settled:
    lists = {name: tuple(value[name]) for name in ("files", "related", "stamp")}
    return Settled(**{**value, **lists})
