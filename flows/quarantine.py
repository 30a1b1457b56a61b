"""Documents that may have had their process killed for memory: tried once alone, then left out until they change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from flows.settle import Job, Plan
from flows.steps.store import Attempt, Index
from flows.steps.types import Failed

WHY = "ended its process twice for lack of memory, and is left out until it changes"
_COUNTER = Path("/proc/vmstat")


def oom_kills(counter: Path = _COUNTER) -> int:
    """How many processes the kernel has killed for memory since it started; 0 where it does not say."""
    try:
        lines = counter.read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("oom_kill ")), 0)


def isolate(plan: Plan, index: Index, kills: int) -> None:
    """Set apart what was being worked on when the kernel killed for memory; forget what merely was interrupted."""
    for job in list(plan.jobs):
        name = job.files[0]
        attempt = index.started.get(name)
        if attempt is None:
            continue
        if attempt.sha256 != index.sources[name].sha256 or not (attempt.quarantined or kills > attempt.kills):
            index.end(name)
        elif attempt.quarantined or attempt.alone:
            index.start(name, replace(attempt, quarantined=True))
            plan.jobs.remove(job)
            plan.failed.append(Failed(name, WHY))
        else:
            plan.jobs[plan.jobs.index(job)] = replace(job, alone=True)


def begin(job: Job, index: Index, kills: int) -> None:
    """Note that a document is being worked on."""
    index.start(job.files[0], Attempt(index.sources[job.files[0]].sha256, kills, alone=job.alone))


def shut_out(job: Job, index: Index) -> None:
    """Leave a document out of later runs until its text changes."""
    attempt = index.started.get(job.files[0]) or Attempt(index.sources[job.files[0]].sha256, 0)
    index.start(job.files[0], replace(attempt, alone=True, quarantined=True))
