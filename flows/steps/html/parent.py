"""The parent's side: one spawned child for many pages, killed and replaced when a page takes too long."""

from __future__ import annotations

import atexit
import json
import os
import selectors
import struct
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.steps.decode import sanitise
from flows.steps.errors import SkipDocument

DEADLINE = 20.0  # seconds; the slowest of 40 real pages takes 1.3
_PAGES = 200  # then a fresh child, so that no leak of a parser adds up
_LENGTH = struct.Struct(">I")
_ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Extracted:
    """The lines of a page, what its markup says of them by line number from 1, and what had to be repaired."""

    text: str
    hints: dict[int, str]
    flags: tuple[str, ...] = ()


class _Worker:
    """A child process and the pipe to it."""

    def __init__(self) -> None:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(_ROOT), os.environ.get("PYTHONPATH", "")])}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "flows.steps.html.child"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
        )  # fmt: skip
        self.pages = 0

    def ask(self, data: bytes, deadline: float) -> bytes:
        """The child's answer to one page; TimeoutError when it takes too long, EOFError when it dies."""
        self.pages += 1
        message = _LENGTH.pack(len(data)) + data
        writer = threading.Thread(target=self._write, args=(message,), daemon=True)
        writer.start()
        end = time.monotonic() + deadline
        size = _LENGTH.unpack(self._read(_LENGTH.size, end))[0]
        return self._read(size, end)

    def _write(self, message: bytes) -> None:
        try:
            assert self.process.stdin
            self.process.stdin.write(message)
            self.process.stdin.flush()
        except (OSError, ValueError):
            return  # the reader sees the end of the pipe and says so

    def _read(self, size: int, end: float) -> bytes:
        assert self.process.stdout
        handle = self.process.stdout.fileno()
        parts: list[bytes] = []
        with selectors.DefaultSelector() as selector:
            selector.register(handle, selectors.EVENT_READ)
            while size > 0:
                if not selector.select(max(0.0, end - time.monotonic())):
                    raise TimeoutError
                part = os.read(handle, min(size, 1 << 20))
                if not part:
                    raise EOFError
                parts.append(part)
                size -= len(part)
        return b"".join(parts)

    def stop(self) -> None:
        """End the child and close the pipe."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                try:
                    pipe.close()
                except OSError:
                    continue


_lock = threading.Lock()
_workers: list[_Worker] = []


def _stop_all() -> None:
    while _workers:
        _workers.pop().stop()


atexit.register(_stop_all)


def extract(source: str, deadline: float = DEADLINE) -> Extracted:
    """The lines of a page. Raises SkipDocument where the page can't be read in time, or at all."""
    with _lock:
        answer = _ask(source.encode("utf-8", "replace"), deadline)
    if "error" in answer:
        raise SkipDocument(f"HTML that can't be read: {answer['error']}")
    # A reference (&#x202e;) is a character only now, and may be one that decoding would have removed, or a line end.
    text, flags = sanitise("\n".join(" ".join(line.splitlines()) for line in answer["lines"]))
    return Extracted(text, {int(number): said for number, said in answer["hints"].items()}, flags)


def _ask(data: bytes, deadline: float) -> dict[str, Any]:
    if not _workers or _workers[0].pages >= _PAGES or _workers[0].process.poll() is not None:
        _stop_all()
        _workers.append(_Worker())
    try:
        answer: dict[str, Any] = json.loads(_workers[0].ask(data, deadline))
    except TimeoutError:
        _stop_all()
        raise SkipDocument(f"HTML that takes more than {deadline:.0f} seconds to read") from None
    except EOFError:
        _stop_all()
        raise SkipDocument("HTML that can't be read: the parser ran out of memory or crashed") from None
    return answer
