"""How the measured cost of a document adds up: a simulated day at 10,000 to 1,000,000 documents.

`python -m tests.bench.scale --write` measures, simulates and writes the tables of docs/scale.md.
"""

from __future__ import annotations

import argparse
import heapq
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from flows.steps.signature import BriefOptions
from flows.workshop import Choice, open_workshop
from tests.bench import report
from tests.bench.costs import SERIAL, Costs, measure

PAGE = Path(__file__).parents[2] / "docs" / "scale.md"
DAY = 86_400.0
WINDOW = 32  # documents that a worker takes at a time, as flows.run does
PEAK_SHARE, PEAK_FROM, PEAK_TO = 0.5, 6 * 3600.0, 9 * 3600.0  # half of a day's news lands in three hours
WAIT = 1800.0  # seconds from landing to brief that 99 of 100 windows must keep
LOADS = (10_000, 100_000, 1_000_000)


@dataclass(frozen=True, slots=True)
class Day:
    """One simulated day: seconds from landing to brief, and how busy the workers and the closing process were."""

    wait_99: float
    busy: float
    closing: float


def arrivals(documents: int) -> list[float]:
    """When each window of documents has landed: evenly, but half of them in the morning's three hours."""
    windows = -(-documents // WINDOW)
    peak = int(windows * PEAK_SHARE)
    rest = windows - peak
    even = [DAY * (n + 1) / rest for n in range(rest)]
    return sorted([*even, *(PEAK_FROM + (PEAK_TO - PEAK_FROM) * (n + 1) / peak for n in range(peak))])


def simulate(documents: int, workers: int, costs: Costs) -> Day:
    """Each worker (one core) takes a window at a time; one process then closes the windows as they end."""
    free = [0.0] * workers
    ends: list[tuple[float, float]] = []
    for landed in arrivals(documents):
        began = max(landed, heapq.heappop(free))
        end = began + WINDOW * costs.worker
        heapq.heappush(free, end)
        ends.append((end, landed))
    closed, waits = 0.0, []
    for end, landed in sorted(ends):
        closed = max(closed, end) + WINDOW * costs.serial
        waits.append(closed - landed)
    return Day(quantiles(waits, n=100)[98], documents * costs.worker / workers / DAY, documents * costs.serial / DAY)


def workers_needed(documents: int, costs: Costs) -> int | None:
    """The fewest workers with which the wait is kept; None where more of them would not help."""
    low, high = 1, max(2, int(20 * documents * costs.worker / DAY))
    if simulate(documents, high, costs).wait_99 > WAIT:
        return None
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if simulate(documents, middle, costs).wait_99 <= WAIT else (middle + 1, high)
    return low


def cost_table(costs: Costs) -> str:
    """CPU seconds of one document by stage."""
    whole = sum(costs.seconds.values())
    body = "".join(
        f"| {stage}{' (one process)' if stage in SERIAL else ''} | {1000 * value:,.1f} | {value / whole:.1%} |\n"
        for stage, value in costs.seconds.items()
    )
    return f"| stage | CPU ms a document | share |\n|---|---:|---:|\n{body}| all | {1000 * whole:,.1f} | 100% |\n"


def load_table(costs: Costs, loads: Sequence[int] = LOADS) -> str:
    """What each load takes."""
    head = (
        "| documents a day | workers (cores) | busy | closing process | wait, 99 of 100 | memory | folders a day "
        "| database a day | rows a day | front page in a year |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n"
    )
    return head + "".join(_load(costs, load) for load in loads)


def _load(costs: Costs, load: int) -> str:
    needed = workers_needed(load, costs)
    workers = needed or max(1, int(2 * load * costs.worker / DAY))
    day = simulate(load, workers, costs)
    enough = f"{workers:,}" if needed else f"none is enough ({workers:,} tried)"
    return (
        f"| {load:,} | {enough} | {day.busy:.0%} | {day.closing:.0%} | {day.wait_99 / 60:,.0f} min "
        f"| {workers * costs.peak_mb / 1024:,.1f} GB | {load * costs.folder_bytes / 1e9:,.1f} GB "
        f"| {load * costs.database_bytes / 1e9:,.2f} GB | {load * costs.rows:,.0f} "
        f"| {365 * load * costs.front_bytes / 1e9:,.2f} GB |\n"
    )


def tables(costs: Costs) -> list[str]:
    """The generated part of the page."""
    told = (
        f"{costs.documents} samples of {costs.characters:,.0f} characters on average, one thread, "
        f"{costs.folder_bytes / 1000:,.0f} kB in a brief's folder, {costs.database_bytes / 1000:,.0f} kB and "
        f"{costs.rows:,.0f} rows in the catalogue, {costs.front_bytes:,.0f} bytes on the front page, "
        f"peak memory {costs.peak_mb:,.0f} MB."
    )
    return [report.machine(1), told, cost_table(costs), load_table(costs)]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, simulate, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--write", action="store_true", help="write docs/scale.md")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as room:
        costs = measure(open_workshop(Choice(threads=1), BriefOptions()), Path(room))
    sections = tables(costs)
    print("\n\n".join(sections))
    if chosen.write:
        report.write_all(sections, PAGE)


if __name__ == "__main__":
    main()
