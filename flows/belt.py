"""A belt of windows: while the engines work on one, the next is cleaned and the last one is written.

Engines leave Python's lock alone while they decode; what is Python about a document costs hardly any time beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from flows.window import Window

Wait = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Hands:
    """What is done with a window; cleaning and writing only begin, and the call that comes back waits for their end."""

    clean: Callable[[Window], Wait]
    brief: Callable[[Window], None]
    write: Callable[[Window], Wait]
    close: Callable[[Window], None]


def convey(windows: Iterable[Window], hands: Hands) -> None:
    """Take the windows through the hands in order, at most one ahead of the engines and one behind; all are closed.

    An error that ends the run is raised when the window behind is written; an interrupt waits for nothing.
    """
    open_: list[Window] = []
    written: Wait | None = None
    try:
        for window, cleaned in _one_ahead(_begun(windows, hands, open_)):
            cleaned()
            hands.brief(window)
            if written is not None:
                written()
                hands.close(open_.pop(0))
            written = hands.write(window)
        if written is not None:
            written()
    except Exception:
        with suppress(Exception):  # the first error is the one to tell
            if written is not None:
                written()
        raise
    finally:
        for window in open_:
            hands.close(window)


def _begun(windows: Iterable[Window], hands: Hands, open_: list[Window]) -> Iterator[tuple[Window, Wait]]:
    for window in windows:
        open_.append(window)
        yield window, hands.clean(window)


def _one_ahead(begun: Iterator[tuple[Window, Wait]]) -> Iterator[tuple[Window, Wait]]:
    """Each window when the next has begun too."""
    last = next(begun, None)
    for following in begun:
        assert last is not None
        yield last
        last = following
    if last is not None:
        yield last
