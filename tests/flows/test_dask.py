"""Dask: the same bytes as a local run, a worker that dies of a document, two workers against one."""

from __future__ import annotations

import sys
import time

import pytest
from distributed import Client, LocalCluster

from tests.bench.articles import short_article
from tests.flows.fakery import environment
from tests.flows.process import Desk

pytestmark = [
    pytest.mark.server,
    pytest.mark.timeout(2400),
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning"),
]
SPAN = """
SELECT count(*), 86400 * (julianday(max(end_time)) - julianday(min(start_time))) FROM task_run
WHERE flow_run_id = (SELECT id FROM flow_run ORDER BY created DESC LIMIT 1) AND name LIKE 'brief window%'
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    desk = Desk(tmp_path_factory.mktemp("first"), articles=1)
    assert desk.run("run")[0] == 0
    return desk.home


def test_a_cluster_of_our_own_gives_the_same_bytes(tmp_path, home):
    desks = [Desk(tmp_path / name, articles=10, home=home) for name in ("local", "dask")]
    assert desks[0].run("run")[0] == 0
    code, _, err = desks[1].run("run", "--runner", "dask")
    assert code == 0, err
    assert "Traceback" not in err
    assert "distributed" not in err
    assert len(desks[0].records()) == 10
    assert desks[0].records() == desks[1].records()


def test_a_document_that_kills_its_worker_fails_alone_and_is_left_out(tmp_path, home):
    desk = Desk(tmp_path / "desk", articles=6, home=home)
    (desk.inbox / "003.txt").write_text(short_article(3) + "  夺命文字出现在这里，全文到此为止。\n", encoding="utf-8")
    code, _, err = desk.run("run", "--runner", "dask", ZHBRIEF_FAKE_DEADLY="夺命")
    assert code == 1, err
    assert [row["file"] for row in desk.report()["failed"]] == ["003.txt"]
    assert len(desk.records()) == 5
    began = time.monotonic()
    code, _, err = desk.run("run", "--runner", "dask")
    assert code == 1
    assert "left out until it changes" in desk.report()["failed"][0]["error"]
    assert time.monotonic() - began < 60
    (desk.inbox / "003.txt").write_text(short_article(3), encoding="utf-8")
    assert desk.run("run")[0] == 0
    assert len(desk.records()) == 6


def seconds(desk, address):
    """From the start of a run's first window to the end of its last: the server's start is nobody's share."""
    code, _, err = desk.run("run", "--runner", "dask", "--address", address, limit=1800)
    assert code == 0, err
    rows = desk.rows(SPAN)
    assert rows[0][0] >= 2, rows
    return rows[0][1]


def timed(folder, home, workers):
    """Seconds for 40 documents on a cluster of so many workers, after a run that loads it."""
    folder.mkdir()
    with LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster):
        seconds(Desk(folder / "warm", articles=workers * 4, home=home), cluster.scheduler_address)
        desk = Desk(folder / "desk", articles=40, home=home)
        taken = seconds(desk, cluster.scheduler_address)
        assert len(desk.records()) == 40
        return taken


def test_two_workers_take_at_most_065_of_the_time_of_one(tmp_path, home, monkeypatch):
    """An engine that waits 0.2 s for each text stands for a real one; what else the machine does weighs little.

    Where it disturbed the first try, both are timed once more, and the shorter times count.
    """
    for name, value in environment(home, ZHBRIEF_FAKE_SLOW="0.2").items():
        monkeypatch.setenv(name, value)
    one, two = (timed(tmp_path / str(workers), home, workers) for workers in (1, 2))
    if two > 0.65 * one:
        again = [timed(tmp_path / f"{workers} again", home, workers) for workers in (1, 2)]
        one, two = min(one, again[0]), min(two, again[1])
    sys.stderr.write(f"one worker {one:.1f} s, two {two:.1f} s: {two / one:.2f}\n")
    assert two <= 0.65 * one
