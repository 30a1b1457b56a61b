"""The belt's hands without Prefect: documents are cleaned and written in a pool of threads."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor

from flows.belt import Hands, Wait, convey
from flows.run import Run
from flows.window import Window


def hands(run: Run, pool: Executor) -> Hands:
    """Hands for a run."""
    return Hands(_begin(pool, Window.clean), _brief, _begin(pool, Window.write), run.close)


def convey_all(run: Run, made: Hands) -> None:
    """All windows of a run, suspects apart, as the flow does."""
    convey(run.windows(alone=False), made)
    for window in run.windows(alone=True):
        convey([window], made)


def _begin(pool: Executor, method: Callable[[Window, str], object]) -> Callable[[Window], Wait]:
    def start(window: Window) -> Wait:
        made = [pool.submit(method, window, doc) for doc in window.sheets]

        def finish() -> None:
            for future in made:
                future.result()

        return finish

    return start


def _brief(window: Window) -> None:
    window.summarise()
    window.translate()
