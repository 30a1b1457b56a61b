"""R3: one document in two hands, those of a run and of a rerun."""

from __future__ import annotations

import sys

import pytest

from flows.rerun import open_rerun
from flows.run import open_run
from flows.steps.errors import BusyError
from flows.steps.store import document_lock, load_brief
from flows.steps.types import Failed, Unchanged, Written
from flows.telling import Teller
from flows.window import run_window
from tests.flows.desk import DeskForTests, article


@pytest.fixture
def desk(tmp_path, monkeypatch):
    return DeskForTests(tmp_path, monkeypatch)


def test_a_document_in_other_hands_is_waited_for_and_then_failed(desk, monkeypatch):
    desk.fill(2)
    monkeypatch.setattr(sys.modules["flows.steps.store.publish"], "_LOCK_SECONDS", 0.2)
    locks = sys.modules["flows.steps.store.locks"]
    with document_lock(desk.outputs, "001"):
        with monkeypatch.context() as other:
            other.setattr(locks, "_held", {})  # as if another process had it
            report = desk.run()
        assert [failed.name for failed in report.of(Failed)] == ["001.txt"]
        assert "document 001 is held by process" in report.of(Failed)[0].error


def test_a_rerun_of_a_document_in_other_hands_names_them(desk, monkeypatch):
    desk.fill(2)
    desk.run()
    before = desk.files(everything=True)
    locks = sys.modules["flows.steps.store.locks"]
    with document_lock(desk.outputs, "001"), monkeypatch.context() as other:
        other.setattr(locks, "_held", {})  # as if another process had it
        with pytest.raises(BusyError, match="document 001 is held by process") as caught:
            rerun(desk, "001")
        assert caught.value.exit_code == 75
    assert desk.files(everything=True) == before


def test_a_rerun_while_a_run_is_at_work_leaves_nothing_torn(desk):
    """The rerun publishes between the run's cleaning and its writing; both work on the same document."""
    desk.fill(2)
    desk.run()
    wanted = {name: data for name, data in desk.files().items() if "meta.json" not in name}
    desk.put("001.txt", article(1, "园区还将建设研发中心。"))
    with open_run(desk.settings(), Teller()) as opened:
        (work,) = opened.windows()
        work.clean("001")
        work.summarise()
        assert [type(outcome) for outcome in rerun(desk, "001", "clean").outcomes] == [Written]
        work.translate()
        work.write("001")
        opened.close(work)
        opened.finish()
    assert load_brief(desk.outputs, "001") is not None
    assert len(desk.run().of(Unchanged)) == 2
    desk.put("001.txt", article(1))
    desk.run()
    assert {name: data for name, data in desk.files().items() if "meta.json" not in name} == wanted


def rerun(desk, doc, start=None):
    """A document briefed again without the run's lock."""
    with open_rerun(desk.settings(), doc, start, Teller()) as opened:
        for work in opened.windows():
            run_window(work)
            opened.close(work)
        return opened.finish()
