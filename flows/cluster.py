"""Dask: windows of documents on worker processes. Paths and ids travel, never texts; one engine per process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import dask
from distributed import Client, KilledWorker
from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect_dask import DaskTaskRunner

from flows import quarantine, workshop
from flows.run import CONNECT_SECONDS, Run, choice_of
from flows.settings import Settings
from flows.settle import Desk, Job, settled
from flows.steps.compose import Workshop
from flows.steps.signature import BriefOptions
from flows.steps.store import Settled
from flows.steps.types import Failed, Outcome, Written
from flows.window import Window, run_window
from flows.workshop import Choice

WINDOWS_A_WORKER = 4  # so that no worker waits long for the slowest window


@dataclass(frozen=True, slots=True)
class Done:
    """What a worker reports of one document."""

    job: Job
    outcome: Outcome
    settled: Settled | None
    seconds: dict[str, float]


@task(name="brief window", task_run_name="brief window {number}", cache_policy=NO_CACHE, persist_result=False)
def brief_window(number: int, told: dict[str, Any], jobs: Sequence[Job]) -> list[Done]:
    """All steps for some documents, on a worker."""
    del number
    settings = Settings(**told)
    opened = _workshop(choice_of(settings), BriefOptions(settings.length, settings.beam_size))
    desk = Desk(settings.inbox, settings.outputs, opened.deciders)
    window = Window(desk, jobs, lambda: opened, deadline=settings.deadline)
    run_window(window)
    return [
        Done(
            sheet.job,
            sheet.outcome,
            settled(desk.outputs, sheet.brief, sheet.sketch) if sheet.brief and _written(sheet.outcome) else None,
            sheet.seconds,
        )
        for sheet in window.sheets.values()
        if sheet.outcome is not None
    ]


@lru_cache(maxsize=1)
def _workshop(choice: Choice, options: BriefOptions) -> Workshop:
    """The engines of this process: opened once, for all its windows."""
    return workshop.open_workshop(choice, options)


def _written(outcome: Outcome | None) -> bool:
    return isinstance(outcome, Written)


def work_on_cluster(run: Run) -> None:
    """All windows of a run over Dask; a window whose worker died is tried again document by document, once."""
    told = run.settings.model_dump() | {"inbox": run.desk.inbox.resolve(), "outputs": run.desk.outputs.resolve()}
    with _cluster(run.settings) as (runner, workers):
        windows = list(run.batches(size=max(1, len(run.plan.jobs) // (WINDOWS_A_WORKER * workers))))
        lost = _submit(run, runner, told, windows)
        for job in lost:  # one at a time: Dask blames all that waits for the worker that dies
            if _submit(run, runner, told, [[replace(job, alone=True)]]):
                quarantine.shut_out(job, run.index)
                run.take(job, Failed(job.files[0], quarantine.WHY), None, {})
    run.index.save()


def _submit(run: Run, runner: Any, told: dict[str, Any], windows: list[list[Job]]) -> list[Job]:
    """Work on windows as they come back; returns the documents of those whose worker died."""
    futures = [
        (jobs, runner.submit(brief_window, {"number": number, "told": told, "jobs": jobs}))
        for number, jobs in enumerate(windows, 1)
    ]
    run.tasks += len(futures)
    lost = []
    for jobs, future in futures:
        try:
            finished = future.result()
        except KilledWorker:
            lost += jobs
            continue
        for done in finished:
            run.take(done.job, done.outcome, done.settled, done.seconds)
        run.index.save()
    return lost


@contextmanager
def _cluster(settings: Settings) -> Iterator[tuple[Any, int]]:
    """A runner on the scheduler named, or on a cluster of our own, and the number of its workers."""
    if settings.address is None:
        dask.config.set({"distributed.scheduler.allowed-failures": 0})
        workers = settings.workers
        options = {"n_workers": workers, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
        with DaskTaskRunner(cluster_kwargs=options) as runner:
            yield runner, workers
        return
    with Client(settings.address, timeout=CONNECT_SECONDS) as client:
        workers = len(client.scheduler_info(n_workers=-1)["workers"])
    with DaskTaskRunner(address=settings.address) as runner:
        yield runner, max(1, workers)
