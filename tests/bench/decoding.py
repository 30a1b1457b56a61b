"""One architecture: its ways to decode, their ratios, and how near ours comes to the machine's limits."""

from __future__ import annotations

from pathlib import Path

from tests.bench import limit, report, throughput


def section(name: throughput.Name, room: Path, repeats: int, threads: int) -> str:
    """Both tables, from one run."""
    rows = throughput.measure(name, room, repeats, threads)
    needed = limit.need(name, throughput.SHAPES[name], rows[0].per_second)
    return (
        report.throughput_table(rows, throughput.ratios(rows))
        + "\n"
        + report.limit_table(limit.measure(threads), [needed])
    )
