"""Whole commands, from start to end: wall time, CPU time, peak memory."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


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


def median_of(arguments: Sequence[str], repeats: int, env: Mapping[str, str] | None = None) -> Run:
    """The run with the median wall time of several, after one that warms the caches."""
    run(arguments, env)
    runs = sorted((run(arguments, env) for _ in range(repeats)), key=lambda r: r.wall)
    return runs[len(runs) // 2]


def zhbrief() -> str:
    """The command beside this interpreter."""
    return str(Path(sys.executable).with_name("zhbrief"))
