"""The inbox flow on a server of our own: complete, quiet, stopped; interrupted, killed, robbed of its server."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import time

import psutil
import pytest

from flows.server import healthy
from tests.flows.process import Desk, wait_for

pytestmark = [pytest.mark.server, pytest.mark.timeout(1200)]


@pytest.fixture(scope="module")
def prefect_home(tmp_path_factory):
    """A home whose database is migrated once; each test starts from a copy."""
    desk = Desk(tmp_path_factory.mktemp("first"), articles=1)
    assert desk.run("run")[0] == 0
    return desk.home


@pytest.fixture
def desk(tmp_path, prefect_home):
    shutil.copytree(prefect_home, tmp_path / "home")
    return Desk(tmp_path / "desk", articles=6, home=tmp_path / "home")


def test_a_run_is_complete_quiet_and_leaves_no_server(desk):
    before = desk.rows("SELECT count(*) FROM task_run")[0][0]
    code, _, err = desk.run("run", ZHBRIEF_FAKE_NETWORK=str(desk.folder / "network"))
    assert code == 0, err
    assert "6 written" in err
    assert "Traceback" not in err
    assert "ERROR" not in err
    tasks = desk.rows("SELECT state_type, count(*) FROM task_run GROUP BY state_type")
    assert tasks == [("COMPLETED", before + 6 + 4)]  # one a document, three a window, one to load the models
    assert desk.rows("SELECT DISTINCT state_type FROM flow_run") == [("COMPLETED",)]
    assert desk.rows("SELECT count(DISTINCT key) FROM artifact")[0][0] == 6 + 1
    assert desk.server_pid() is None
    assert not (desk.folder / "network").exists(), (desk.folder / "network").read_text()


def test_with_nothing_new_no_server_is_started(desk):
    desk.run("run")
    flows, records, began = desk.rows("SELECT count(*) FROM flow_run"), desk.records(), time.monotonic()
    code, out, err = desk.run("run", "--json")
    assert (code, desk.rows("SELECT count(*) FROM flow_run"), desk.records()) == (0, flows, records)
    assert "6 unchanged" in err
    assert out.startswith("{")
    assert time.monotonic() - began < 15


def test_rerun_recomputes_what_was_asked_for_and_says_so(desk):
    desk.run("run")
    records = desk.records()
    code, _, err = desk.run("rerun", "003", "--from", "translate")
    assert code == 0, err
    assert "asked for: translate, render" in err
    assert [row["stage"] for row in desk.report()["written"][0]["stages"]] == ["translate", "render"]
    assert desk.records() == records


@pytest.mark.parametrize(
    ("number", "code", "slow"),
    [(signal.SIGTERM, 143, 1), (signal.SIGINT, 130, 1), (signal.SIGTERM, 143, 5)],
    ids=["SIGTERM", "SIGINT", "SIGTERM, while a head start has the engine for minutes"],
)
def test_a_signal_ends_a_run_within_thirty_seconds(desk, number, code, slow):
    process = desk.start("run", ZHBRIEF_FAKE_SLOW=str(slow))
    wait_for(lambda: working(desk))
    time.sleep(slow - 1)  # by then the flow waits for the head start
    began = time.monotonic()
    process.send_signal(number)
    assert process.wait(60) == code, desk.errors()
    assert time.monotonic() - began < 30
    assert "Traceback" not in desk.errors()
    assert not list((desk.outputs / ".staging").iterdir())
    assert desk.server_pid() is None
    assert "written" in desk.run("run")[2]
    assert len(desk.records()) == 6


def starting(desk):
    """The server is being started."""
    return desk.server_pid() and not healthy(desk.api())


def working(desk):
    """The flow is under way: its engine waits a second for each of sixty texts."""
    return desk.rows("SELECT 1 FROM flow_run WHERE state_type = 'RUNNING'")


@pytest.mark.parametrize(
    ("when", "said"),
    [(starting, "the Prefect server did not start: no answer"), (working, "the Prefect server was lost")],
    ids=["starting", "working"],
)
def test_a_server_that_dies_is_one_line_and_what_was_written_stays(desk, when, said):
    process = desk.start("run", ZHBRIEF_FAKE_SLOW="1")
    wait_for(lambda: when(desk))
    os.kill(desk.server_pid(), signal.SIGKILL)
    code, err = process.wait(300), desk.errors()
    assert (code, err.count("\n")) == (1, 1), err
    assert said in err
    assert desk.server_pid() is None
    written = desk.records()
    code, _, err = desk.run("run")
    assert code == 0, err
    assert len(desk.records()) == 6
    assert all(desk.records()[doc] == data for doc, data in written.items())


def test_killed_three_times_a_run_loses_nothing(desk, tmp_path):
    rng = random.Random(6)
    for _ in range(3):
        process = desk.start("run", ZHBRIEF_FAKE_SLOW="0.03")
        wait_for((desk.outputs / ".cache").exists)
        time.sleep(rng.uniform(0, 20))
        process.kill()
        process.wait()
    code, _, err = desk.run("run")
    assert code == 0, err
    other = Desk(tmp_path / "other", articles=6, home=desk.home)
    assert other.run("run")[0] == 0
    assert desk.records() == other.records()
    assert not list((desk.outputs / ".staging").iterdir())
    assert not [process for process in psutil.process_iter() if home_of(process) == str(desk.home)]


def home_of(process):
    """Whose desk a process works for."""
    try:
        return process.environ().get("ZHBRIEF_HOME")
    except psutil.Error:
        return None


def test_the_second_of_two_runs_ends_with_75(desk):
    process = desk.start("run", ZHBRIEF_FAKE_SLOW="1")
    wait_for((desk.outputs / ".locks" / "run.lock").exists)
    second = Desk(desk.folder.parent / "second", home=desk.home)
    second.inbox, second.outputs = desk.inbox, desk.outputs
    code, _, err = second.run("run")
    assert code == 75
    assert f"run is held by process {process.pid} on " in err
    process.terminate()
    process.wait(200)


def test_an_address_where_nobody_answers_is_one_line(desk):
    code, _, err = desk.run("run", PREFECT_API_URL="http://127.0.0.1:9/api")
    assert (code, err.count("\n")) == (2, 1)
    assert "no Prefect server answers there" in err
    code, _, err = desk.run("run", "--runner", "dask", "--address", "tcp://127.0.0.1:9")
    assert (code, err.count("\n")) == (2, 1)
    assert "no Dask scheduler answers there" in err


def test_a_locked_database_is_one_line(desk):
    with sqlite3.connect(desk.home / "prefect" / "prefect.db") as database:
        database.execute("BEGIN EXCLUSIVE")
        code, _, err = desk.run("run")
        database.rollback()
    assert code in (0, 1), err  # 0 where it was done without the server's database
    assert "Traceback" not in err
    assert code == 0 or err.count("\n") == 1, err
    assert desk.run("run")[0] == 0
    assert len(desk.records()) == 6
