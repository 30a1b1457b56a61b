"""Stay with the inbox: act when something in it has changed and is still."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from flows.steps.read import list_sources

State = frozenset[tuple[str, int, int]]
TICK_SECONDS = 1.0


def look(inbox: Path) -> State:
    """Names, sizes and times of everything in the inbox; what vanishes meanwhile is left out."""
    seen = set()
    for name in list_sources(inbox):
        try:
            status = (inbox / name).lstat()
        except OSError:
            continue
        seen.add((name, status.st_size, status.st_mtime_ns))
    return frozenset(seen)


def settled_states(inbox: Path, tick: float = TICK_SECONDS) -> Iterator[State]:
    """The inbox's state now, then each later one that differs and has stood for a tick: nobody is writing any more."""
    last = look(inbox)
    yield last
    while True:
        before = look(inbox)
        time.sleep(tick)
        now = look(inbox)
        if now == before and now != last:
            last = now
            yield now
