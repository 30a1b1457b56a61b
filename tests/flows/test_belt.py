"""Windows on a belt: cleaning and writing happen while the engine decodes, and nothing else changes."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from flows import belt, quarantine, run
from flows.run import open_run
from flows.steps.errors import DiskFullError
from flows.steps.types import Failed, Written
from flows.telling import Teller
from flows.window import Window
from tests.flows.desk import DeskForTests, Engine, article
from tests.flows.hands import convey_all, hands

SECONDS = 20  # an event that does not come by then never comes


class Decoding(Engine):
    """An engine that says when it is inside a call, and stays there until ``until`` says so."""

    inside = False
    until = staticmethod(lambda: None)

    def generate(self, texts, decoding):
        self.inside = True
        try:
            if decoding.task == "translate":
                self.until()
            return super().generate(texts, decoding)
        finally:
            self.inside = False


class Conveyed:
    """A desk's run on the belt, in windows of two, and what was seen of it."""

    def __init__(self, desk, monkeypatch) -> None:
        self.desk, self.seen, self.changed = desk, [], threading.Condition()
        self.engine = desk.engine = Decoding(desk.engine.spec)
        self.after: dict[tuple[str, str], tuple[str, str]] = {}  # what waits for what
        monkeypatch.setattr(run, "WINDOW", 2)
        for what in ("clean", "write"):
            monkeypatch.setattr(Window, what, self.watched(what, getattr(Window, what)))

    def note(self, what, doc):
        """Note what happened to a document, and whether the engine was inside a call."""
        with self.changed:
            self.seen.append((what, doc, self.engine.inside))
            self.changed.notify_all()

    def wait(self, what, doc):
        """Whether it happens; waits for it."""
        with self.changed:
            return self.changed.wait_for(lambda: any((what, doc) == row[:2] for row in self.seen), SECONDS)

    def watched(self, what, method):
        """A window's method, which waits for what it must come after and is noted when it is done."""

        def one(window, doc):
            assert (what, doc) not in self.after or self.wait(*self.after[what, doc])
            made = method(window, doc)
            self.note(what, doc)
            return made

        return one

    def run(self):
        """A whole run."""
        with open_run(self.desk.settings(), Teller()) as opened, ThreadPoolExecutor(2) as pool:
            usual = hands(opened, pool)
            seen = {
                "brief": lambda window: self.note("brief", next(iter(window.sheets))) or usual.brief(window),
                "close": lambda window: usual.close(window) or self.note("closed", next(iter(window.sheets))),
            }
            convey_all(opened, replace(usual, **seen))
            return opened.finish()


@pytest.fixture
def conveyed(desk, monkeypatch):
    return Conveyed(desk, monkeypatch)


def test_the_next_window_is_cleaned_and_the_last_one_written_while_one_is_decoded(conveyed):
    """The engine stays inside until it has happened; it may not happen before the engine is inside."""
    conveyed.desk.fill(6)
    beside = {"000": [("clean", "003")], "002": [("clean", "005"), ("write", "001")], "004": [("write", "003")]}
    conveyed.after = {event: ("decoding", window) for window, events in beside.items() for event in events}
    came = []

    def until():
        window = [doc for what, doc, _ in conveyed.seen if what == "brief"][-1]
        conveyed.note("decoding", window)
        came.extend(conveyed.wait(*event) for event in beside[window])

    conveyed.engine.until = until
    assert len(conveyed.run().of(Written)) == 6
    assert len(came) >= 4
    assert all(came)
    inside = {(what, doc) for what, doc, inside in conveyed.seen if inside}
    assert conveyed.after.keys() <= inside


def test_at_most_one_window_is_ahead_and_one_behind(conveyed):
    conveyed.desk.fill(10)
    begun, most = [], []
    start = quarantine.begin

    def begin(job, *rest):
        begun.append(job.doc)
        start(job, *rest)

    conveyed.engine.until = lambda: most.append(
        (len(begun) - 2 * sum(row[0] == "closed" for row in conveyed.seen), len(begun))
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quarantine, "begin", begin)
        conveyed.run()
    assert max(open_ for open_, _ in most) == 6  # documents of three windows
    assert [row[1] for row in conveyed.seen if row[0] == "closed"] == ["000", "002", "004", "006", "008"]


def test_it_writes_what_windows_one_after_the_other_write(conveyed, tmp_path, monkeypatch):
    conveyed.desk.fill(7)
    conveyed.desk.put("again.txt", article(3, "再报。"))
    report = conveyed.run()
    (tmp_path / "plain").mkdir()
    plain = DeskForTests(tmp_path / "plain", monkeypatch)
    for path in conveyed.desk.inbox.iterdir():
        plain.put(path.name, path.read_text(encoding="utf-8"))
    assert [outcome.id for outcome in plain.run().of(Written)] == [outcome.id for outcome in report.of(Written)]
    timed = ("meta.json", "briefs.db", "feed.xml")  # they hold the time of writing
    ours, theirs = (
        {name: data for name, data in one.files(everything=True).items() if not name.endswith(timed)}
        for one in (conveyed.desk, plain)
    )
    assert len(ours) > 8 * 4
    assert ours == theirs


def test_an_error_stays_with_its_document(conveyed):
    conveyed.desk.fill(6)
    conveyed.desk.put("003.txt", article(3, "模型读不了的话。"))
    conveyed.engine.bad = "模型读不了"
    report = conveyed.run()
    assert [failed.name for failed in report.of(Failed)] == ["003.txt"]
    assert len(report.of(Written)) == 5
    assert len(conveyed.desk.run().of(Written)) == 0


def telling(seen, **other):
    """Hands that only say what they are asked."""

    def say(what):
        return lambda window: seen.append(what + window)

    def begin(what):
        return lambda window: lambda: seen.append(what + window)

    return belt.Hands(**{"clean": begin("c"), "brief": say("b"), "write": begin("w"), "close": say("x")} | other)


def test_all_are_closed_in_order_after_an_error_that_ends_the_run():
    seen: list[str] = []

    def full(window):
        def wait():
            seen.append("w" + window)
            if window == "2":
                raise DiskFullError("the disk is full")

        return wait

    with pytest.raises(DiskFullError):
        belt.convey("12345", telling(seen, write=full))
    assert "".join(seen) == "c1b1c2b2w1x1c3b3w2w2x2x3x4"


def test_the_window_behind_is_written_before_an_error_ends_the_run():
    seen: list[str] = []

    def brief(window):
        if window == "2":
            raise DiskFullError("the disk is full")

    with pytest.raises(DiskFullError):
        belt.convey("123", telling(seen, brief=brief))
    assert "".join(seen) == "c1c2w1x1x2x3"


def test_an_interrupt_waits_for_nothing():
    seen: list[str] = []

    def brief(window):
        if window == "2":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        belt.convey("123", telling(seen, brief=brief))
    assert "".join(seen) == "c1c2x1x2x3"


def test_no_window_is_no_work():
    seen: list[str] = []
    belt.convey("", telling(seen))
    assert seen == []


def test_a_suspect_is_never_worked_on_beside_others(conveyed):
    """Who ends the process for lack of memory must be certain: it would be shut out."""
    conveyed.desk.fill(4)
    begun = []
    with open_run(conveyed.desk.settings(), Teller()) as opened:
        opened.plan.jobs = [replace(job, alone=job.doc in ("000", "002")) for job in opened.plan.jobs]
        for window in opened.windows(alone=False):
            begun.append([*window.sheets])
            assert {name for name, attempt in opened.index.started.items() if attempt.alone} == set()
        for window in opened.windows(alone=True):
            begun.append([*window.sheets])
            assert len({name for name, attempt in opened.index.started.items() if attempt.alone}) == 1
            for sheet in window.sheets.values():
                opened.index.end(sheet.job.files[0])
    assert begun == [["001", "003"], ["000"], ["002"]]
