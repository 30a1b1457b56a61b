"""A head start: while the Prefect server starts, the models are loaded and the first window is on its way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

from flows.run import Run
from flows.window import Window

PATIENCE = 5.0  # seconds, of the eight to ten that a server takes to start


@contextmanager
def head_start(run: Run) -> Iterator[Callable[[], object]]:
    """Clean and brief the first window on a thread of its own; the flow's tasks find done what is done, and wait.

    An error is left to the flow, which meets it again. The call that it gives waits until an engine is at work: an
    import before that would take Python's lock from the cleaning.
    """
    first = None if run.settings.runner == "dask" else next(run.stream, None)
    if first is None:
        yield lambda: None
        return
    first.begun = True
    run.ahead.append(first)
    decoding, over = Event(), Event()
    Thread(target=_brief, args=(first, decoding, over), daemon=True).start()
    try:
        yield lambda: decoding.wait(PATIENCE)
    finally:
        over.set()
        for window in run.ahead:  # the flow never came: its documents were merely interrupted
            run.close(window)
        run.ahead.clear()


def _brief(window: Window, decoding: Event, over: Event) -> None:
    with suppress(Exception):
        for doc in window.sheets:
            if not over.is_set():
                window.clean(doc)
        decoding.set()
        for stage in (window.summarise, window.translate):
            if not over.is_set():
                stage()
