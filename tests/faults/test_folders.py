"""Issue 6: an inbox that vanishes, outputs on another file system."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest

from flows.run import open_run
from flows.steps.errors import UsageError
from flows.steps.types import Skipped, Unchanged, Written
from flows.telling import Teller
from flows.watch import settled_states
from flows.window import run_window
from tests.flows.desk import DeskForTests

MEMORY = Path("/dev/shm")  # the other file system


@pytest.fixture
def desk(tmp_path, monkeypatch):
    return DeskForTests(tmp_path, monkeypatch)


def test_an_inbox_that_vanishes_before_a_run_leaves_every_brief(desk):
    desk.fill(2)
    desk.run()
    before = desk.files(everything=True)
    shutil.rmtree(desk.inbox)
    with pytest.raises(UsageError, match="there is no such inbox") as caught:
        desk.run()
    assert caught.value.exit_code == 2
    assert desk.files(everything=True) == before


def test_an_inbox_that_vanishes_during_a_run_leaves_nothing_half_done(desk):
    desk.fill(2)
    desk.run()
    before = desk.files()
    desk.put("new.txt", "云岭新区新厂房封顶\n  3月4日,云岭新区新厂房封顶,总投资9亿元,新增岗位300个。\n")
    with open_run(desk.settings(), Teller()) as run:
        shutil.rmtree(desk.inbox)
        for window in run.windows():
            run_window(window)
            run.close(window)
        report = run.finish()
    assert [skipped.name for skipped in report.of(Skipped)] == ["new.txt"]
    assert report.exit_code() == 0
    assert desk.files() == before
    assert not list((desk.outputs / ".staging").iterdir())


def test_watching_an_inbox_that_vanishes_ends_in_one_line(desk):
    desk.fill(1)
    states = settled_states(desk.inbox, 0.01)
    next(states)
    shutil.rmtree(desk.inbox)
    assert next(states) == frozenset()  # seen, and handed to a run, which says so
    with pytest.raises(UsageError, match="there is no such inbox"):
        desk.run()


@pytest.mark.parametrize("linked", [False, True], ids=["named", "by a link"])
def test_outputs_on_another_file_system(desk, linked):
    if not MEMORY.is_dir() or MEMORY.stat().st_dev == desk.inbox.stat().st_dev:
        pytest.skip("/dev/shm is no other file system here")
    desk.fill(3)
    with tempfile.TemporaryDirectory(dir=MEMORY) as far:
        if linked:
            desk.outputs.symlink_to(far)
        else:
            desk.outputs = Path(far)
        assert desk.outputs.stat().st_dev != desk.inbox.stat().st_dev
        assert len(desk.run().of(Written)) == 3
        assert len(desk.run().of(Unchanged)) == 3
        assert not list((desk.outputs / ".staging").iterdir())
