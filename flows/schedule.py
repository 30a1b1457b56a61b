"""Prefect: serve the inbox flow on a cron, one run at a time; a slot missed while nobody served is made up for once."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from typing import Any
from uuid import UUID

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy, StateType
from prefect.client.schemas.schedules import CronSchedule
from prefect.runner import Runner
from prefect.states import Crashed
from prefect.types import DateTime
from prefect.types.entrypoint import EntrypointType
from pydantic import ValidationError

from flows.inbox import brief_inbox
from flows.settings import Settings
from flows.steps.errors import BusyError, UsageError
from flows.steps.store import run_lock

NAME = "zhbrief"
STOP_SECONDS = 25.0
ONE_AT_A_TIME = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)


def cron_schedule(cron: str, timezone: str) -> CronSchedule:
    """The schedule.

    Raises UsageError for a cron line or a time zone that is none.
    """
    try:
        return CronSchedule(cron=cron, timezone=timezone)
    except ValidationError as error:
        problem = error.errors()[0]
        name = str(problem["loc"][0])
        todo = 'as in "0 7 * * *"' if name == "cron" else "an IANA name, as Asia/Shanghai"
        raise UsageError(f"{name}: {problem['input']!r} is none", todo=todo) from None


def serve(settings: Settings, schedule: CronSchedule, say: Callable[[str], None]) -> bool:
    """Serve until a signal ends it; says whether that was SIGTERM. The schedule stays on, so that misses are known.

    Raises KeyboardInterrupt on Ctrl-C.
    """
    return asyncio.run(_serve(settings, schedule, say))


async def _serve(settings: Settings, schedule: CronSchedule, say: Callable[[str], None]) -> bool:
    runner = Runner(name=NAME, pause_on_shutdown=False, limit=1)
    deployment = await runner.aadd_flow(
        brief_inbox,
        name=NAME,
        schedules=[schedule],
        parameters=parameters(settings),
        concurrency_limit=ONE_AT_A_TIME,
        tags=["zhbrief"],
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    await bury(deployment, settings.outputs)
    missed = await catch_up(deployment)
    say(f"serving {settings.inbox} on {schedule.cron} ({schedule.timezone})" + ", a missed slot first" * missed)
    return await _until_terminated(runner)


async def _until_terminated(runner: Runner) -> bool:
    """Run the runner; SIGTERM ends it as Ctrl-C does, instead of by its own handler, which exits with 0."""
    loop, serving, terminated = asyncio.get_running_loop(), asyncio.ensure_future(runner.start()), []

    def stop(*_: object) -> None:
        terminated.append(True)
        end = threading.Timer(STOP_SECONDS, os._exit, (143,))  # a run that could not start blocks the runner for good
        end.daemon = True
        end.start()
        loop.call_soon_threadsafe(serving.cancel)

    runner.handle_sigterm = stop  # type: ignore[method-assign]
    try:
        await serving
    except asyncio.CancelledError:
        if not terminated:
            raise
    return bool(terminated)


def parameters(settings: Settings) -> dict[str, Any]:
    """What a scheduled run is told; paths are absolute, as it starts in a process of its own."""
    given = {
        "inbox": settings.inbox.resolve(),
        "outputs": settings.outputs.resolve(),
        "profile": settings.profile,
        "length": settings.length,
        "glossary": settings.glossary and settings.glossary.resolve(),
        "limit": settings.limit,
    }
    return {name: value if isinstance(value, int) else str(value) for name, value in given.items() if value is not None}


async def catch_up(deployment: UUID) -> bool:
    """Drop the runs whose time passed while nobody served, and start one for all; says whether there were any."""
    late = FlowRunFilter(
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED, StateType.PENDING])),
        expected_start_time=FlowRunFilterExpectedStartTime(before_=DateTime.now(UTC)),
    )
    ours = DeploymentFilter(id=DeploymentFilterId(any_=[deployment]))
    async with get_client() as client:
        missed = await client.read_flow_runs(flow_run_filter=late, deployment_filter=ours)
        for run in missed:
            await client.delete_flow_run(run.id)
        if missed:
            await client.create_flow_run_from_deployment(deployment, tags=["catch-up"])
    return bool(missed)


async def bury(deployment: UUID, outputs: Path) -> None:
    """Call crashed what the server believes to be running while nobody holds the outputs: it would keep its slot."""
    try:
        with run_lock(outputs):
            pass
    except BusyError:
        return
    running = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.RUNNING])))
    ours = DeploymentFilter(id=DeploymentFilterId(any_=[deployment]))
    async with get_client() as client:
        for run in await client.read_flow_runs(flow_run_filter=running, deployment_filter=ours):
            await client.set_flow_run_state(run.id, Crashed(message="its process is gone"), force=True)
