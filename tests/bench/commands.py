"""Whole commands: what starts, what a hundred articles take and where their time goes, what memory holds."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.bench import report, startup
from tests.bench.articles import short_article
from tests.bench.corpus import article, folder

COUNT = 100
LIMIT = 1_500_000_000  # bytes of memory of its own that a process may have


def whole(room: Path, repeats: int, threads: int) -> str:
    """Short commands, medians, caches warm."""
    del threads
    command, outputs = startup.zhbrief(), str(room / "outputs")
    one = room / "one.txt"
    one.write_text("全年地区生产总值完成1010亿元。\n", encoding="utf-8")
    run = [command, "run", "--inbox", "seeds", "--outputs", outputs]
    return report.command_table(
        {
            "run, eight samples, once": startup.run(run),
            "run, nothing new": startup.median_of(run, repeats),
            "translate, one sentence": startup.median_of([command, "translate", str(one)], repeats),
            "show": startup.median_of([command, "show", "04", "--outputs", outputs], repeats),
            "list": startup.median_of([command, "list", "--outputs", outputs], repeats),
            "--version": startup.median_of([command, "--version"], repeats),
        }
    )


def articles(room: Path, repeats: int, threads: int) -> str:
    """100 articles of 500 to 6,000 characters, once, and how much of the wall time is inside the models."""
    del repeats, threads
    folder(room / "inbox", COUNT)
    flags = ["run", "--inbox", str(room / "inbox"), "--outputs", str(room / "outputs")]
    seen = startup.watched([sys.executable, "-m", "tests.bench.inside", *flags])
    row = json.loads(seen.out.strip().rsplit("\n", 1)[-1])
    size = sum(len(path.read_text(encoding="utf-8")) for path in (room / "inbox").iterdir())
    told = (
        f"\nInside the models {row['inside']:,.1f} s, {row['inside'] / row['all']:.0%} of the wall time; "
        f"{60 * COUNT / row['all']:,.0f} documents a minute, {size / row['all']:,.0f} characters a second.\n"
    )
    return report.command_table({f"run, {COUNT} new articles": seen.run}) + told


def mixed(room: Path, repeats: int, threads: int) -> str:
    """An article of 100,000 characters and 1,000 of one line, in 1.5 GB of memory."""
    del repeats, threads
    inbox = room / "inbox"
    inbox.mkdir()
    (inbox / "long.txt").write_text(article(100_000, 1), encoding="utf-8")
    for number in range(1_000):
        (inbox / f"line{number:04}.txt").write_text(short_article(number).split("\n")[1].strip(), encoding="utf-8")
    flags = ["run", "--inbox", str(inbox), "--outputs", str(room / "outputs")]
    seen = startup.watched(limited([startup.zhbrief(), *flags]))
    said = seen.err.strip().rsplit("\n", 1)[-1]
    table = report.command_table({"run, one of 100,000 characters and 1,000 of one line": seen.run})
    return f"{table}\nExit code {seen.run.code}; it said: {said}\n"


def many(room: Path, repeats: int, threads: int) -> str:
    """10,000 new articles of four sentences by the built-in model, once: half an hour of two cores."""
    del repeats, threads
    inbox = room / "inbox"
    inbox.mkdir()
    for number in range(10_000):
        (inbox / f"{number:05}.txt").write_text(short_article(number), encoding="utf-8")
    flags = ["run", "--inbox", str(inbox), "--outputs", str(room / "outputs")]
    return report.command_table({"run, 10,000 new": startup.watched([startup.zhbrief(), *flags]).run})


_LIMITED = f"""
import os, resource, sys
resource.setrlimit(resource.RLIMIT_DATA, ({LIMIT}, {LIMIT}))
os.execvp(sys.argv[1], sys.argv[1:])
"""


def limited(arguments: list[str]) -> list[str]:
    """The command with a bound on the memory that each of its processes may have of its own."""
    return [sys.executable, "-c", _LIMITED, *arguments]


def unchanged(room: Path, repeats: int, threads: int) -> str:
    """10,000 documents that are settled, of a fake engine: no model is opened."""
    del threads
    from tests.flows.test_scale import settled_desk

    desk = settled_desk(room / "desk")
    runs = []
    for _ in range(repeats):
        process = desk.start("run")
        runs.append(startup.watch(process))
    middle = sorted(runs, key=lambda r: r.wall)[len(runs) // 2]
    return report.command_table({"run, 10,000 unchanged": middle})
