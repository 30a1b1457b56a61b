"""Whole commands, from start to end: wall time, CPU time, peak memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil


@dataclass(frozen=True, slots=True)
class Run:
    """A command's wall and CPU seconds, its peak resident memory in megabytes, and its exit code."""

    wall: float
    cpu: float
    peak_mb: float
    code: int


_PROBE = """
import json, os, resource, subprocess, sys, time
start = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
wall = time.perf_counter() - start
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, done.returncode]))
"""


def run(arguments: Sequence[str], env: Mapping[str, str] | None = None) -> Run:
    """Run one command in a fresh process and measure it and its children."""
    import json

    out = subprocess.run(
        [sys.executable, "-c", _PROBE, *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, **(env or {})},
        check=True,
    )
    wall, cpu, peak, code = json.loads(out.stdout)
    return Run(wall, cpu, peak, int(code))


@dataclass(frozen=True, slots=True)
class Seen:
    """A long command: what it took, with the memory of all its processes, and what it said."""

    run: Run
    out: str
    err: str


def watched(arguments: Sequence[str]) -> Seen:
    """Run a command and look at its memory, and that of its children, five times a second."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        process = subprocess.Popen(arguments, stdout=out, stderr=err, stdin=subprocess.DEVNULL)
        taken = watch(process)
        out.seek(0)
        err.seek(0)
        return Seen(taken, out.read(), err.read())


def watch(process: subprocess.Popen[Any]) -> Run:
    """What a process takes from now to its end: memory that it shares with its children counts once for each."""
    start, peak = time.perf_counter(), 0
    while True:
        peak = max(peak, _resident(process.pid))
        pid, ended, used = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(ended)
            wall = time.perf_counter() - start
            return Run(wall, used.ru_utime + used.ru_stime, peak / 1e6, process.returncode)
        time.sleep(0.02 if time.perf_counter() - start < 5 else 0.2)


def _resident(pid: int) -> int:
    """Bytes of memory of a process and all below it."""
    try:
        process = psutil.Process(pid)
        return sum(one.memory_info().rss for one in (process, *process.children(recursive=True)))
    except psutil.Error:
        return 0


def median_of(arguments: Sequence[str], repeats: int, env: Mapping[str, str] | None = None) -> Run:
    """The run with the median wall time of several, after one that warms the caches."""
    run(arguments, env)
    runs = sorted((run(arguments, env) for _ in range(repeats)), key=lambda r: r.wall)
    return runs[len(runs) // 2]


def zhbrief() -> str:
    """The command beside this interpreter."""
    return str(Path(sys.executable).with_name("zhbrief"))
