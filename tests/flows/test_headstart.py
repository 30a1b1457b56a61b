"""A head start: the first window is on its way before the flow comes, once, and is given back where it never comes."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from flows import run
from flows.belt import convey
from flows.headstart import head_start
from flows.run import open_run
from flows.steps.errors import ModelError
from flows.steps.store import load_index
from flows.steps.types import Failed, Written
from flows.telling import Teller
from tests.flows.desk import DeskForTests, Engine
from tests.flows.hands import hands

SECONDS = 20  # an event that does not come by then never comes


class Watched(Engine):
    """An engine that says when it is called first, and waits there until it may go on."""

    def __init__(self, spec) -> None:
        super().__init__(spec)
        self.called, self.go_on = threading.Event(), threading.Event()

    def generate(self, texts, decoding):
        self.called.set()
        assert self.go_on.wait(SECONDS)
        return super().generate(texts, decoding)


@pytest.fixture
def watched(desk, monkeypatch):
    monkeypatch.setattr(run, "WINDOW", 2)
    desk.engine = Watched(desk.engine.spec)
    desk.fill(6)
    return desk


def flow(opened):
    """What the flow does with a run."""
    with ThreadPoolExecutor(2) as pool:
        convey(opened.line(), hands(opened, pool))
    return opened.finish()


def asked(desk):
    """How many texts the engine was asked for."""
    return sum(len(texts) for texts, _ in desk.engine.calls)


def wait_for(holds):
    """Whether it holds within the time."""
    tick = threading.Event()
    return any(holds() or tick.wait(0.01) for _ in range(SECONDS * 100))


@pytest.mark.parametrize("flow_comes", ["while it is cleaned or decoded", "when all is done"])
def test_the_engine_works_before_the_flow_comes_and_never_twice(watched, tmp_path, monkeypatch, flow_comes):
    with open_run(watched.settings(), Teller()) as opened, head_start(opened):
        assert watched.engine.called.wait(SECONDS)
        (first,) = opened.ahead
        assert [*first.sheets] == ["000", "001"]
        assert not first.done
        watched.engine.go_on.set()
        if flow_comes == "when all is done":
            assert wait_for(lambda: first.done == {"summarise", "translate"})
        report = flow(opened)
    assert [outcome.id for outcome in report.of(Written)] == [f"{number:03}" for number in range(6)]
    (tmp_path / "plain").mkdir()
    plain = DeskForTests(tmp_path / "plain", monkeypatch)
    plain.fill(6)
    plain.run()
    assert asked(watched) == asked(plain)
    assert watched.files() == {name: data for name, data in plain.files().items() if "meta" not in name} | {
        name: data for name, data in watched.files().items() if "meta" in name
    }


def test_a_flow_that_never_comes_leaves_no_trace(watched):
    """The server does not start: the documents were merely interrupted, and no suspects."""
    watched.engine.go_on.set()
    with pytest.raises(OSError), open_run(watched.settings(), Teller()) as opened, head_start(opened):
        assert set(opened.index.started) == {"000.txt", "001.txt"}
        raise OSError
    assert not load_index(watched.outputs).started
    assert not watched.files()
    assert len(watched.run().of(Written)) == 6


def test_an_interrupt_waits_for_no_engine(watched):
    with pytest.raises(KeyboardInterrupt), open_run(watched.settings(), Teller()) as opened, head_start(opened):
        assert watched.engine.called.wait(SECONDS)
        raise KeyboardInterrupt
    watched.engine.go_on.set()


def test_others_wait_until_an_engine_is_at_work_or_nothing_is_due(watched):
    """An import would take Python's lock from the cleaning."""
    with open_run(watched.settings(), Teller()) as opened, head_start(opened) as engines_at_work:
        engines_at_work()
        assert all(sheet.cleaned for sheet in opened.ahead[0].sheets.values())
        watched.engine.go_on.set()
        flow(opened)
    with open_run(watched.settings(), Teller()) as opened, head_start(opened) as engines_at_work:
        engines_at_work()


def test_a_bad_document_fails_alone(watched):
    watched.engine.go_on.set()
    watched.engine.bad = "第1期"
    with open_run(watched.settings(), Teller()) as opened, head_start(opened):
        assert watched.engine.called.wait(SECONDS)
        report = flow(opened)
    assert [failed.name for failed in report.of(Failed)] == ["001.txt"]
    assert len(report.of(Written)) == 5


def test_a_model_that_does_not_load_is_the_flows_error(watched, monkeypatch):
    def broken(choice, options):
        raise ModelError("the weights are torn")

    monkeypatch.setattr(run.workshop, "open_workshop", broken)
    settings = watched.settings()
    with pytest.raises(ModelError, match="torn"), open_run(settings, Teller()) as opened, head_start(opened):
        opened.open_workshop()


def test_where_nothing_is_due_or_workers_do_it_there_is_none(watched):
    watched.engine.go_on.set()
    with open_run(watched.settings(runner="dask"), Teller()) as opened, head_start(opened):
        assert not opened.ahead
    watched.run()
    with open_run(watched.settings(), Teller()) as opened, head_start(opened):
        assert not opened.ahead


def test_the_workshop_is_opened_once_for_all_windows(watched, monkeypatch):
    watched.engine.go_on.set()
    opened_for, usual = [], watched._workshop
    monkeypatch.setattr(run.workshop, "open_workshop", lambda *choice: opened_for.append(choice) or usual(*choice))
    assert len(watched.run().of(Written)) == 6
    assert len(opened_for) == 1
