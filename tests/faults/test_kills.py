"""W1, R4, R9: 200 kills of a process at work, and 1,000 documents in one process."""

from __future__ import annotations

import random
import select
import subprocess
import sys

import psutil
import pytest

from flows.run import open_run
from flows.steps.types import Failed
from flows.telling import Teller
from flows.window import run_window
from tests.flows.desk import DeskForTests, article
from tests.flows.fakery import environment

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3000)]

# Windows of one document, on the belt: one is cleaned and one written while one is with the engine.
WORK = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
import flows.run
from flows.run import open_run
from flows.settings import load_settings
from flows.telling import Teller
from tests.flows.hands import convey_all, hands
flows.run.WINDOW = 1
settings = load_settings(inbox=Path(sys.argv[1]), outputs=Path(sys.argv[2]))
print("ready", flush=True)
for line in sys.stdin:
    with open_run(settings, Teller()) as run, ThreadPoolExecutor(2) as pool:
        run.plan.jobs = run.plan.jobs[:3]
        convey_all(run, hands(run, pool))
        run.finish()
    print("done", flush=True)
"""


def start(desk):
    return subprocess.Popen(
        [sys.executable, "-c", WORK, str(desk.inbox), str(desk.outputs)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment(desk.outputs.parent / "home"),
    )  # fmt: skip


def after_work_of(process, seconds):
    """Wait until it has worked so long, by its CPU time (a busy machine must not have it killed before it begins)."""
    times = psutil.Process(process.pid).cpu_times
    until = sum(times()[:2]) + seconds
    while sum(times()[:2]) < until and not select.select([process.stdout], [], [], 0.002)[0]:
        pass  # it has not said that it is done


def test_200_kills_lose_nothing_and_leave_nothing_torn(tmp_path, monkeypatch):
    """Each process is killed at a random moment of its work; an article changes before each start."""
    desk, rng = DeskForTests(tmp_path, monkeypatch), random.Random(7)
    desk.fill(12)
    for number in range(200):
        desk.put(f"{number % 12:03}.txt", article(number % 12, f"第{number}次更新。"))
        process = start(desk)
        assert process.stdout.readline() == "ready\n"
        process.stdin.write("go\n")
        process.stdin.flush()
        after_work_of(process, rng.uniform(0, 1.2))
        process.kill()
        process.communicate()
        for path in desk.outputs.glob("*/brief.json"):
            assert path.read_bytes().endswith(b"}\n")
    assert not desk.run().of(Failed)
    again = tmp_path / "again"
    again.mkdir()
    fresh = DeskForTests(again, monkeypatch)
    for path in desk.inbox.iterdir():
        fresh.put(path.name, path.read_text(encoding="utf-8"))
    fresh.run()
    assert {n: d for n, d in desk.files().items() if "meta" not in n} == {
        n: d for n, d in fresh.files().items() if "meta" not in n
    }
    assert not list((desk.outputs / ".staging").iterdir())


def test_1000_documents_in_one_process_keep_files_and_memory_flat(tmp_path, monkeypatch):
    from tests.bench.articles import short_article

    desk, process, seen = DeskForTests(tmp_path, monkeypatch), psutil.Process(), []
    for number in range(1000):
        desk.put(f"{number:04}.txt", short_article(number))
    with open_run(desk.settings(), Teller()) as run:
        for window in run.windows():
            run_window(window)
            run.close(window)
            desk.engine.calls.clear()
            seen.append((process.num_fds(), process.memory_info().rss))
        report = run.finish()
    assert len(report.outcomes) == 1000
    files, memory = zip(*seen, strict=True)
    assert max(files[3:]) <= min(files[3:]) + 4
    # By then what the steps remember of sentences is full (flows/steps/memo.py); 350 documents more took 7 MB.
    assert memory[-1] - memory[40] < 20e6
