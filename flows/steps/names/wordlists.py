"""The word lists beside the code: family names, titles, and words that look like names and are none."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of data/<name>.txt, which are separated by white space."""
    return frozenset((files("flows.steps") / "data" / f"{name}.txt").read_text("utf-8").split())
