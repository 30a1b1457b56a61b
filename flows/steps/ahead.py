"""Work done one step ahead of whoever uses it: an engine decodes the next texts while the last are judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from queue import SimpleQueue
from threading import Event, Thread
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def ahead(work: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
    """The work's results, in order, made in a thread of its own; what it raises is raised at its place.

    The thread starts no further item once the caller has left, and is no reason to stay for a process that ends.
    """
    if len(items) <= 1:
        yield from map(work, items)
        return
    made: SimpleQueue[tuple[list[Result], BaseException | None]] = SimpleQueue()
    left = Event()

    def body() -> None:
        for item in items:
            if left.is_set():
                return
            try:
                made.put(([work(item)], None))
            except BaseException as error:  # noqa: BLE001 - raised again in the caller's thread
                made.put(([], error))
                return

    Thread(target=body, daemon=True).start()
    try:
        for _ in items:
            result, error = made.get()
            if error is not None:
                raise error
            yield from result
    finally:
        left.set()
