"""Files named on the command line: a path, or - for standard input."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from flows.steps.errors import UsageError
from flows.steps.types import Source

_STDIN_LIMIT = 50_000_000  # bytes: as much as a file of the inbox may hold (FAULTS D5)


def read_argument(name: str) -> Source:
    """The bytes of one argument.

    Raises UsageError for a file that is not there, SkipDocument for one that can't be an article.
    """
    from flows.steps.read import read_source

    if name == "-":
        data = sys.stdin.buffer.read(_STDIN_LIMIT + 1)
        if len(data) > _STDIN_LIMIT:
            raise UsageError("standard input is longer than 50 MB", file="-")
        return Source("-", data, hashlib.sha256(data).hexdigest())
    path = Path(name)
    if not path.exists():
        raise UsageError("no such file", file=name, todo="name an article, or - for standard input")
    return read_source(path.parent, path.name)
