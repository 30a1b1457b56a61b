"""Kernel locks (flock): they die with their holder, so nothing is ever left to clean up."""

from __future__ import annotations

import fcntl
import json
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.steps.errors import BusyError, OutputsError

_POLL_SECONDS = 0.05
_held: dict[Path, tuple[int, int]] = {}  # descriptor and depth of every lock of this process
_guard = threading.Lock()


@contextmanager
def run_lock(outputs: Path) -> Iterator[None]:
    """Hold ``outputs`` for one run; BusyError names the process that has it."""
    with _lock(outputs, "run", wait=0.0):
        yield


@contextmanager
def document_lock(outputs: Path, doc: str, wait: float = 0.0) -> Iterator[None]:
    """Hold one document, waiting at most ``wait`` seconds; a process may take its own lock again."""
    with _lock(outputs, f"document-{doc}", wait=wait):
        yield


def holder(path: Path) -> str:
    """Who wrote the lock file last, in words."""
    try:
        who = json.loads(path.read_bytes())
        return f"process {who['pid']} on {who['host']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"


@contextmanager
def _lock(outputs: Path, name: str, wait: float) -> Iterator[None]:
    path = outputs.resolve() / ".locks" / f"{name}.lock"
    until = time.monotonic() + wait
    while not _take(path):
        if time.monotonic() >= until:
            raise _busy(path)
        time.sleep(_POLL_SECONDS)
    try:
        yield
    finally:
        _give(path)


def _take(path: Path) -> bool:
    """Lock the file, or count once more a lock that this process has."""
    with _guard:
        handle, depth = _held.get(path, (-1, 0))
        if not depth:
            handle = _try(path)
        if handle >= 0:
            _held[path] = (handle, depth + 1)
        return handle >= 0


def _give(path: Path) -> None:
    """Count down and, at the last, remove a document's file while it is ours (10,000 would pile up) and let go."""
    with _guard:
        handle, depth = _held.pop(path)
        if depth > 1:
            _held[path] = (handle, depth - 1)
            return
        if path.stem != "run":
            path.unlink(missing_ok=True)
        os.close(handle)


def _try(path: Path) -> int:
    """An open, locked descriptor of ``path``, or -1 where another process has it."""
    while True:
        handle = _open(path)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return -1
        if _same_file(handle, path):
            os.ftruncate(handle, 0)
            os.write(handle, json.dumps({"pid": os.getpid(), "host": socket.gethostname()}).encode())
            return handle
        os.close(handle)  # its last holder removed the file between our open and our flock


def _busy(path: Path) -> BusyError:
    """The error that names the lock, its holder and what to do."""
    what = path.stem.replace("document-", "document ")
    return BusyError(f"{what} is held by {holder(path)}", file=str(path.parent.parent), todo="wait for it to end")


def _open(path: Path) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise OutputsError(f"can't be locked: {error.strerror}", file=str(path)) from error


def _same_file(handle: int, path: Path) -> bool:
    """Whether the locked descriptor is still the file that the path names."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False
