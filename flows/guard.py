"""What stands between one document and the others: retries, a deadline, and errors that become outcomes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from flows.steps.errors import DiskFullError, DocumentError, OutputsError, SkipDocument, TransientError, ZhbriefError
from flows.steps.types import Failed, Outcome, Skipped

Result = TypeVar("Result")
FATAL = (DiskFullError, OutputsError)  # no further document is started
PAUSES = (0.2, 1.0)  # seconds before the second and the third attempt


def retrying(work: Callable[[], Result], pauses: Iterable[float] = PAUSES) -> Result:
    """The work's result; an error that may heal is given another chance, at most twice. No other error is."""
    for pause in pauses:
        try:
            return work()
        except TransientError:
            time.sleep(pause)
    return work()


def within(seconds: float, work: Callable[[], Result]) -> Result:
    """The work's result, or DocumentError when it takes longer; its thread is left behind then."""
    done: list[Result] = []
    wrong: list[BaseException] = []

    def body() -> None:
        try:
            done.append(work())
        except BaseException as error:  # noqa: BLE001 - raised again in the caller's thread
            wrong.append(error)

    thread = threading.Thread(target=body, daemon=True)
    thread.start()
    thread.join(seconds)
    if wrong:
        raise wrong[0]
    if thread.is_alive():
        raise DocumentError(f"timed out after {seconds:.0f} s")
    return done[0]


@contextmanager
def catching(name: str, found: list[Outcome]) -> Iterator[None]:
    """An error in here is put among ``found`` as this source's outcome; those that end the run pass."""
    try:
        yield
    except SkipDocument as skip:
        found.append(Skipped(name, skip.what))
    except FATAL:
        raise
    except ZhbriefError as error:
        found.append(Failed(name, error.what))
    except Exception as error:  # noqa: BLE001 - whatever one article provokes, the others go on
        found.append(Failed(name, f"{type(error).__name__}: {error}"))


@contextmanager
def timing(seconds: dict[str, float], stage: str) -> Iterator[None]:
    """Note how long a stage took."""
    began = time.monotonic()
    try:
        yield
    finally:
        seconds[stage] = round(time.monotonic() - began, 3)
