"""A disk that fails, or a machine that dies, at the N-th call."""

from __future__ import annotations

import errno
import os
from dataclasses import fields, replace

from flows.steps.store import REAL, System

FAST = replace(REAL, fsync=lambda handle: None)


class Killed(BaseException):
    """The process is gone: nothing of ours runs after this."""


class Disk:
    """Counts the calls; at the N-th it fails once with ``code``, or dies and answers no further call.

    Not ``linked``: it knows no hard links, as FAT.
    """

    def __init__(self, at: int = 0, code: int = errno.ENOSPC, *, die: bool = False, linked: bool = True) -> None:
        self.at, self.code, self.die, self.linked, self.calls, self.log = at, code, die, linked, 0, []

    def system(self) -> System:
        """The calls of the operating system, counted."""
        return System(**{field.name: self._wrap(field.name, getattr(REAL, field.name)) for field in fields(System)})

    def _wrap(self, name, call):
        def counted(*arguments):
            self.calls += 1
            self.log.append((name, *[str(argument) for argument in arguments[:2]]))
            if self.die and self.calls >= self.at:
                raise Killed
            if self.calls == self.at:
                raise OSError(self.code, os.strerror(self.code))
            if name == "link" and not self.linked:
                raise OSError(errno.EPERM, os.strerror(errno.EPERM))
            return None if name == "fsync" else call(*arguments)

        return counted


def snapshot(outputs):
    """Every published file and its bytes."""
    return {
        path.relative_to(outputs).as_posix(): path.read_bytes()
        for path in sorted(outputs.rglob("*"))
        if path.is_file() and not path.relative_to(outputs).as_posix().startswith(".")
    }
