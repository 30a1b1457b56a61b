"""Prefect: the flow over the inbox. Correctness never rests on it; visibility, schedules and distribution do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import datetime
from itertools import count
from pathlib import Path
from threading import Event
from typing import Any, TypeVar, cast

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.futures import wait
from prefect.settings import PREFECT_API_URL
from prefect.states import Completed, Failed
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner
from prefect.utilities.annotations import quote

from flows.belt import Hands, Wait, convey
from flows.report import Report, to_markdown
from flows.run import Run, held_run, open_run
from flows.server import healthy
from flows.settings import load_settings
from flows.steps.errors import ZhbriefError
from flows.steps.types import Written
from flows.telling import Teller
from flows.window import Window

# One cleans the next window, one writes the last: with four, the thread that judges waited longer for Python's lock.
THREADS: TaskRunner[Any] = ThreadPoolTaskRunner(max_workers=2)
ANSWER_SECONDS = 30.0  # a server that is gone refuses at once; a busy one takes its time
Thing = TypeVar("Thing")
ARTIFACTS = 64  # an artifact costs the server 20 ms: beyond this many briefs a run has one table for all


@task(name="clean", task_run_name="clean window {number}", cache_policy=NO_CACHE, persist_result=False)
def clean(window: Window, number: int, over: Event) -> int:
    """Read, decode and clean a window of documents; once the run is over, no further one."""
    del number
    return sum(window.clean(doc) == "cleaned" for doc in window.sheets if not over.is_set())


@task(name="load models", cache_policy=NO_CACHE, persist_result=False)
def load_models(run: Run) -> str:
    """Open the engines, once for all windows."""
    workshop = run.open_workshop()
    return f"{workshop.summariser.spec.name}, {workshop.translator.spec.name}"


@task(name="summarise", task_run_name="summarise window {number}", cache_policy=NO_CACHE, persist_result=False)
def summarise(window: Window, number: int) -> int:
    """Key points for a window of documents."""
    del number
    return window.summarise()


@task(name="translate", task_run_name="translate window {number}", cache_policy=NO_CACHE, persist_result=False)
def translate(window: Window, number: int) -> int:
    """English for a window of documents."""
    del number
    return window.translate()


@task(name="write", task_run_name="write {doc}", cache_policy=NO_CACHE, persist_result=False)
def write(window: Window, doc: str) -> str:
    """Assemble, render and publish one document."""
    return type(window.write(doc)).__name__.lower()


def unseen(thing: Thing) -> Thing:
    """A task's parameter that Prefect hands on as it is.

    It looks for futures in every field of every parameter: 1,200 looks a task for 32 documents.
    """
    return cast("Thing", quote(thing))


def run_name() -> str:
    """What Prefect's pages call a run: when it started, by the machine's clock."""
    return f"inbox {datetime.now().astimezone():%Y-%m-%d %H:%M:%S}"


@flow(name="brief-inbox", flow_run_name=run_name, persist_result=False, task_runner=THREADS)
def brief_inbox(  # noqa: PLR0913, PLR0917 - a deployment has a parameter for each of these
    inbox: str | None = None,
    outputs: str | None = None,
    profile: str | None = None,
    length: str | None = None,
    glossary: str | None = None,
    limit: int | None = None,
    runner: str | None = None,
    address: str | None = None,
) -> State[Any]:
    """Brief every document of the inbox that is new or changed."""
    run = held_run()
    if run is not None:
        return state_of(work(run))
    return guarded(
        lambda: open_run(
            load_settings(
                inbox=_path(inbox), outputs=_path(outputs), glossary=_path(glossary), profile=profile, length=length,
                limit=limit, runner=runner, address=address,
            ),
            Teller(),
        )
    )  # fmt: skip


def guarded(opening: Callable[[], AbstractContextManager[Run]]) -> State[Any]:
    """Open a run and work on it; one of our errors becomes the flow run's state, in one line."""
    try:
        with opening() as run:
            return state_of(work(run))
    except ZhbriefError as error:
        return Failed(message=str(error))


def work(run: Run) -> Report:
    """All windows of a run, inside a flow; whatever ends it early, the report that is kept says how far it came.

    One of our errors is kept in the run and not raised: Prefect would print its traceback.
    """
    try:
        _windows(run)
        report = run.finish()
    except ZhbriefError as error:
        run.error = error
        return run.end_early(str(error))
    except BaseException as error:
        interrupt = interrupt_in(error)
        run.end_early("interrupted" if interrupt else f"{type(error).__name__}: {error}")
        if interrupt is None or interrupt is error:
            raise
        raise interrupt from None
    _artifacts(run, report)
    return report


def interrupt_in(error: BaseException | None) -> BaseException | None:
    """The interrupt behind an error: one that comes while Prefect makes a task run ends in an error of Prefect's."""
    while error is not None and isinstance(error, Exception):
        error = error.__context__
    return error


def _windows(run: Run) -> None:
    if run.settings.runner == "dask":
        from flows.cluster import work_on_cluster

        work_on_cluster(run)
        return
    if any(job.needs_models for job in run.plan.jobs):
        load_models(unseen(run))
        run.tasks += 1
    over = Event()
    hands = _hands(run, over)
    try:
        convey(run.line(), hands)
        for window in run.windows(alone=True):  # nothing beside a suspect: who ends the process must be certain
            convey([window], hands)
    finally:
        over.set()


def _hands(run: Run, over: Event) -> Hands:
    """The tasks of a window: the engines' in this thread, the others in the runner's.

    A document has one task of its own: a second one cost the server alone 6 ms of CPU.
    """
    cleaned, briefed = count(1), count(1)
    return Hands(
        clean=lambda window: _clean(run, window, next(cleaned), over),
        brief=lambda window: _brief(run, window, next(briefed)),
        write=lambda window: _begin(run, (write.submit(unseen(window), doc) for doc in window.sheets)),
        close=run.close,
    )


def _clean(run: Run, window: Window, number: int, over: Event) -> Wait:
    """Begin to clean a window; one that has a head start is waited for in this thread, where an interrupt comes."""
    if not window.begun:
        return _begin(run, [clean.submit(unseen(window), number, unseen(over))])
    run.tasks += 1

    def finish() -> None:
        clean(unseen(window), number, unseen(over))

    return finish


def _brief(run: Run, window: Window, number: int) -> None:
    if any(sheet.prepared is not None for sheet in window.sheets.values()):
        summarise(unseen(window), number)
        translate(unseen(window), number)
        run.tasks += 2


def _begin(run: Run, futures: Iterable[Any]) -> Wait:
    """The call that waits for all; an error that ends the run is raised once the others are done."""
    made = list(futures)
    run.tasks += len(made)

    def finish() -> None:
        wait(made)
        for future in made:
            future.result()

    return finish


def _artifacts(run: Run, report: Report) -> None:
    """The run's table and, where they are few, each brief; a server that is gone is not asked for a minute each."""
    from flows.steps.render.markdown import brief_md
    from flows.steps.store import load_brief

    api = PREFECT_API_URL.value()
    if api and not healthy(api, ANSWER_SECONDS):
        return
    create_markdown_artifact(to_markdown(report), key="zhbrief-run", description=report.summary())
    for written in report.of(Written)[:ARTIFACTS]:
        brief = load_brief(run.desk.outputs, written.id)
        if brief is not None:
            create_markdown_artifact(brief_md(brief), key=artifact_key(written.id), description=written.id)


def artifact_key(doc: str) -> str:
    """A document's id as an artifact key: small letters, digits and dashes."""
    from flows.steps.signature import short_hash

    plain = "".join(char if char.isascii() and char.isalnum() else "-" for char in doc.lower()).strip("-")
    return f"brief-{plain}" if plain == doc else f"brief-{plain[:60]}-{short_hash(doc)[:8]}"


def state_of(report: Report) -> State[Any]:
    """The flow run's state: failed where documents failed, as the exit code is."""
    return (Failed if report.exit_code() else Completed)(message=report.summary())


def _path(text: str | None) -> Path | None:
    return None if text is None else Path(text)
