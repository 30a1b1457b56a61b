"""`make bench`: measure and print; `--write` puts the tables into docs/performance.md.

python -m tests.bench built-in commands --write      some parts: each has its own section of the page
python -m tests.bench many                           half an hour, asked for by name alone
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.bench import commands, decoding, growth, levers, report

PARTS: dict[str, Callable[[Path, int, int], str]] = {
    "built-in": lambda room, repeats, threads: decoding.section("built-in", room, repeats, threads),
    "opus-mt-sized": lambda room, repeats, threads: decoding.section("opus-mt-sized", room, repeats, threads),
    "commands": commands.whole,
    "articles": commands.articles,
    "mixed": commands.mixed,
    "unchanged": commands.unchanged,
    "many": commands.many,
    "growth": growth.section,
    "levers": levers.section,
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the parts asked for."""
    parser = argparse.ArgumentParser(description="Benchmarks, as ratios in one run.")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], default=[], help="which parts (all)")
    parser.add_argument("--repeats", type=int, default=5, help="repeats of each measurement; the median counts")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    chosen = parser.parse_args(arguments)
    threads = len(os.sched_getaffinity(0))
    found = {"machine": report.machine(threads)}
    for part in chosen.parts or [part for part in PARTS if part != "many"]:
        sys.stderr.write(f"bench: {part} …\n")
        with tempfile.TemporaryDirectory() as room:
            found[part] = PARTS[part](Path(room), chosen.repeats, threads)
        print(found[part], flush=True)
    if chosen.write:
        for name, text in found.items():
            report.write(name, text)


if __name__ == "__main__":
    main()
