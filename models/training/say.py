"""Progress on stderr."""

from __future__ import annotations

import sys


def say(text: str) -> None:
    """A line of progress, at once: a long run is watched through a file."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
