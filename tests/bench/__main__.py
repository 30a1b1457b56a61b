"""`make bench`: measure, print, and write docs/performance.md. `python -m tests.bench throughput` for one part."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bench import growth, limit, report, startup, throughput

PARTS = ("limit", "throughput", "commands", "growth")
DOCS = Path(__file__).parents[2] / "docs" / "img"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the parts asked for."""
    parser = argparse.ArgumentParser(description="Benchmarks, as ratios in one run.")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], default=[], help="which parts (all)")
    parser.add_argument("--repeats", type=int, default=5, help="repeats of each measurement; the median counts")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    chosen = parser.parse_args(arguments)
    threads = len(os.sched_getaffinity(0))
    sections = [report.machine(threads)]
    with tempfile.TemporaryDirectory() as room:
        for part in chosen.parts or PARTS:
            sys.stderr.write(f"bench: {part} …\n")
            sections.append(_section(part, Path(room), chosen.repeats, threads))
            print(sections[-1], flush=True)
    if chosen.write:
        report.write(sections)


def _section(part: str, room: Path, repeats: int, threads: int) -> str:
    if part == "limit":
        return "## The machine's limits\n\n" + report.limit_table(limit.measure(threads))
    if part == "throughput":
        rows = throughput.measure(room, repeats, threads)
        return "## Decoding, beam 4\n\n" + report.throughput_table(rows, throughput.ratios(rows))
    if part == "commands":
        return "## Whole commands, warm cache\n\n" + report.command_table(_commands(room, repeats))
    DOCS.mkdir(parents=True, exist_ok=True)
    points = growth.by_count(room), growth.by_length(room)
    growth.plot(points[0], "zhbrief clean: CPU seconds by number of documents", DOCS / "growth-count.svg")
    growth.plot(points[1], "zhbrief clean: CPU seconds by characters", DOCS / "growth-length.svg")
    named = {f"clean {p.size:,} documents": p.run for p in points[0]} | {
        f"clean one of {p.size:,} characters": p.run for p in points[1]
    }
    return "## Growth\n\n" + report.command_table(named)


def _commands(room: Path, repeats: int) -> dict[str, startup.Run]:
    command, outputs = startup.zhbrief(), str(room / "outputs")
    one = room / "one.txt"
    one.write_text("全年地区生产总值完成1010亿元。\n", encoding="utf-8")
    run = [command, "run", "--inbox", "seeds", "--outputs", outputs]
    first = startup.run(run)
    return {
        "run, eight samples, first time": first,
        "run, nothing new": startup.median_of(run, repeats),
        "translate, one sentence": startup.median_of([command, "translate", str(one)], repeats),
        "show": startup.median_of([command, "show", "04", "--outputs", outputs], repeats),
        "--version": startup.median_of([command, "--version"], repeats),
    }


if __name__ == "__main__":
    main()
