"""A head start: while the Prefect server starts, the models are loaded and the first window is on its way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

from flows.run import Run
from flows.window import Window


@contextmanager
def head_start(run: Run) -> Iterator[None]:
    """Clean and brief the first window on a thread of its own; the flow's tasks find done what is done, and wait.

    The server takes ten seconds, mostly of one core. An error is left to the flow, which meets it again.
    """
    first = None if run.settings.runner == "dask" else next(run.stream, None)
    if first is None:
        yield
        return
    run.ahead.append(first)
    over = Event()
    Thread(target=_brief, args=(first, over), daemon=True).start()
    try:
        yield
    finally:
        over.set()
        for window in run.ahead:  # the flow never came: its documents were merely interrupted
            run.close(window)
        run.ahead.clear()


def _brief(window: Window, over: Event) -> None:
    with suppress(Exception):
        for doc in window.sheets:
            if not over.is_set():
                window.clean(doc)
        for stage in (window.summarise, window.translate):
            if not over.is_set():
                stage()
