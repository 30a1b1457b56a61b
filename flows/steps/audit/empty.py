"""Whether there is any text at all."""

from __future__ import annotations

import re

from flows.steps.types import Check

_LETTER = re.compile(r"[^\W_]")


def check_empty(source: str, output: str) -> Check:
    """A source with letters needs an output with letters."""
    lost = bool(_LETTER.search(source)) and not _LETTER.search(output)
    return Check("empty", not lost, "nothing was written" if lost else "", fatal=lost)
