"""W4, W6, W7, R5, R6, R8: a run when the disk, the clock, the kernel or a document misbehaves."""

from __future__ import annotations

import errno
import logging
import os
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from flows import guard, quarantine, run, settle, window
from flows import report as flows_report
from flows.report import Report, keep
from flows.run import open_run
from flows.steps import compose
from flows.steps.errors import DiskFullError, DocumentError, TransientError
from flows.steps.read import read_source
from flows.steps.store import Known, load_brief, load_index, publish
from flows.steps.types import Failed, Unchanged, Written
from flows.telling import Teller
from tests.faults.disk import FAST, Disk
from tests.flows.desk import DeskForTests


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.setattr(guard, "PAUSES", (0.0, 0.0))
    monkeypatch.setattr(guard.retrying, "__defaults__", ((0.0, 0.0),))
    return DeskForTests(tmp_path, monkeypatch)


def failing_publish(monkeypatch, system):
    monkeypatch.setattr(window, "publish", lambda *arguments: publish(*arguments, system))


def full_after(writes):
    """A disk with room for so many files."""
    left = list(range(writes))

    def write(handle, data):
        if not left:
            raise OSError(errno.ENOSPC, "No space left on device")
        left.pop()
        return os.write(handle, data)

    return replace(FAST, write=write)


def test_a_full_disk_ends_the_run_with_what_it_has(desk, monkeypatch):
    desk.fill(4)
    with monkeypatch.context() as broken:
        failing_publish(broken, full_after(13))
        with pytest.raises(DiskFullError, match=r"002: the disk is full: [\d,]+ bytes free"):
            desk.run()
    assert {name.split("/")[0] for name in desk.files()} == {"000", "001"}
    assert not list((desk.outputs / ".staging").iterdir())
    report = desk.run()
    assert [len(report.of(kind)) for kind in (Unchanged, Written)] == [2, 2]


@pytest.mark.parametrize(("failures", "kind"), [(1, Written), (2, Written), (3, Failed)])
def test_an_error_that_may_heal_is_retried_at_most_twice(desk, monkeypatch, failures, kind):
    desk.fill(1)
    tries = []

    def flaky(*arguments):
        tries.append(1)
        if len(tries) <= failures:
            raise TransientError("busy")
        publish(*arguments)

    monkeypatch.setattr(window, "publish", flaky)
    assert [type(outcome) for outcome in desk.run().outcomes] == [kind]
    assert len(tries) == min(failures + 1, 3)


@pytest.mark.parametrize(("failures", "kind"), [(2, Written), (3, Failed)])
def test_a_source_that_can_not_be_read_just_now_is_tried_again(desk, monkeypatch, failures, kind):
    desk.fill(2)
    tries = []

    def flaky(inbox, name):
        tries.append(name)
        if name == "001.txt" and tries.count(name) <= failures:
            raise TransientError("busy")
        return read_source(inbox, name)

    monkeypatch.setattr(settle, "read_source", flaky)
    report = desk.run()
    assert [len(report.of(Written)), len(report.of(Failed))] == [2, 0] if kind is Written else [1, 1]
    assert tries.count("001.txt") == 3


def test_an_error_that_cannot_heal_is_never_retried(desk, monkeypatch):
    desk.fill(1)
    tries = []

    def broken(*arguments):
        tries.append(1)
        raise DocumentError("no")

    monkeypatch.setattr(window, "publish", broken)
    assert desk.run().of(Failed) == [Failed("000.txt", "no")]
    assert len(tries) == 1


@pytest.mark.parametrize("stage", ["prepare", "summarise_window", "translate_window"])
def test_a_document_that_hangs_is_given_up(desk, monkeypatch, stage):
    desk.fill(3)
    real = getattr(compose, stage)

    def hang(what, *arguments):
        names = [getattr(p, "id", None) for p in what] if isinstance(what, list) else [what.name.removesuffix(".txt")]
        if "001" in names:
            time.sleep(3)
        return real(what, *arguments)

    monkeypatch.setattr(compose, stage, hang)
    report = desk.run(deadline=0.4)
    assert [failed.name for failed in report.of(Failed)] == ["001.txt"]
    assert "timed out" in report.of(Failed)[0].error
    assert len(report.of(Written)) == 2


def test_a_wrong_clock_changes_nothing_but_the_notes(desk, monkeypatch):
    class Past(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(1999, 12, 31, 23, 59, 59, tzinfo=UTC)

    desk.fill(2)
    desk.run()
    before = {name: data for name, data in desk.files().items() if "meta.json" not in name}
    for module in (window, run):
        monkeypatch.setattr(module, "datetime", Past)
    assert len(desk.run().of(Unchanged)) == 2
    desk.model = "other"
    desk.run()
    desk.model = "fake"
    desk.run()
    assert {name: data for name, data in desk.files().items() if "meta.json" not in name} == before
    assert [path.name for path in sorted((desk.outputs / "runs").iterdir())] == [f"{n:06}.json" for n in range(1, 5)]


@pytest.mark.parametrize("damage", [b"not json\n", b'["document"]\n', b'["document","000",{"x":1}]\n', b"\xff\xfe\n"])
def test_a_torn_cache_is_set_aside_with_one_warning(desk, caplog, damage):
    desk.fill(2)
    desk.run()
    path = desk.outputs / ".cache" / "settled.jsonl"
    path.write_bytes(damage + path.read_bytes())
    with caplog.at_level(logging.WARNING):
        assert len(desk.run().of(Unchanged)) == 2
    assert len(caplog.records) == 1
    assert path.with_name("settled.jsonl.bad").exists()


def test_a_line_cut_off_by_a_kill_is_no_damage(desk, caplog):
    desk.fill(2)
    desk.run()
    path = desk.outputs / ".cache" / "settled.jsonl"
    path.write_bytes(path.read_bytes()[:-7])
    for _ in range(2):
        assert len(desk.run().of(Unchanged)) == 2
    assert not caplog.records
    load_index(desk.outputs)


def short_then_full(room):
    """A disk that takes so many bytes of a write, and then none."""
    left = [room]

    def write(handle, data):
        if not left[0]:
            raise OSError(errno.ENOSPC, "No space left on device")
        taken = os.write(handle, data[: left[0]])
        left[0] -= taken
        return taken

    return replace(FAST, write=write)


@pytest.mark.parametrize("room", [1, 100, 299])
def test_a_cache_that_no_longer_fits_is_as_before(tmp_path, caplog, room):
    index = load_index(tmp_path)
    index.know("a.txt", Known("1" * 64, "4", "2" * 64))
    index.save()
    before = index.path.read_bytes()
    for number in range(9):
        index.know(f"b{number}.txt", Known("1" * 64, "4", "2" * 64))
    with pytest.raises(DiskFullError):
        index.save(short_then_full(room))
    assert index.path.read_bytes() == before
    index.save(replace(FAST, write=lambda handle, data: os.write(handle, data[:7])))
    assert len(load_index(tmp_path).sources) == 10
    assert not caplog.records


def test_a_torn_report_is_set_aside_with_one_warning(desk, caplog):
    desk.fill(1)
    desk.run()
    path = desk.outputs / "runs" / "000001.json"
    path.write_bytes(path.read_bytes()[:60])
    desk.run()
    desk.run()
    assert [path.name for path in sorted((desk.outputs / "runs").iterdir())] == [
        "000001.json.bad", "000002.json", "000003.json",
    ]  # fmt: skip
    assert len(caplog.records) == 1


def test_a_report_that_does_not_fit_leaves_nothing(tmp_path):
    for at in range(1, 5):
        with pytest.raises(DiskFullError):
            keep(tmp_path, Report(()), Disk(at).system())
        assert not list((tmp_path / "runs").iterdir())
    assert keep(tmp_path, Report(())).name == "000001.json"


def test_two_that_report_at_once_have_a_number_each(tmp_path, monkeypatch):
    """A rerun may end while a run does: whoever comes second to a number takes the next."""
    keep(tmp_path, Report(()))
    monkeypatch.setattr(flows_report, "_numbers", lambda folder: [])
    assert keep(tmp_path, Report((), ended="the other")).name == "000002.json"
    assert b"the other" not in (tmp_path / "runs" / "000001.json").read_bytes()


def test_a_torn_record_is_made_again(desk, caplog):
    desk.fill(1)
    desk.run()
    good = (desk.outputs / "000" / "brief.json").read_bytes()
    (desk.outputs / "000" / "brief.json").write_bytes(good[:100])
    assert len(desk.run().of(Written)) == 1
    assert (desk.outputs / "000" / "brief.json").read_bytes() == good
    assert (desk.outputs / "000" / "brief.json.bad").read_bytes() == good[:100]
    assert len(caplog.records) == 1


def start_and_die(desk, monkeypatch, kills):
    """A run whose process the kernel kills: windows are begun, nothing is closed."""
    monkeypatch.setattr(quarantine, "oom_kills", lambda: kills)
    with open_run(desk.settings(), Teller()) as opened:
        jobs = [[job.doc for job in made.jobs] for made in opened.windows()]
    return jobs, opened.plan


def test_killed_for_memory_a_document_is_tried_alone_and_then_left_out(desk, monkeypatch):
    desk.fill(2)
    assert start_and_die(desk, monkeypatch, 0)[0] == [["000", "001"]]
    assert start_and_die(desk, monkeypatch, 1)[0] == [["000"], ["001"]]
    monkeypatch.setattr(quarantine, "oom_kills", lambda: 2)
    for _ in range(2):
        report = desk.run()
        assert [(failed.name, failed.error) for failed in report.of(Failed)] == [
            (name, quarantine.WHY) for name in ("000.txt", "001.txt")
        ]
    desk.put("000.txt", (desk.inbox / "001.txt").read_text(encoding="utf-8").replace("云岭", "望桥"))
    assert [written.id for written in desk.run().of(Written)] == ["000"]


def test_a_kill_for_another_reason_isolates_nobody(desk, monkeypatch):
    desk.fill(2)
    for _ in range(5):
        assert start_and_die(desk, monkeypatch, 7)[0] == [["000", "001"]]
    assert len(desk.run().of(Written)) == 2


def test_the_counter_of_kills_is_read(tmp_path):
    (tmp_path / "vmstat").write_text("nr_free_pages 5\noom_kill 3\nother 9\n")
    assert quarantine.oom_kills(tmp_path / "vmstat") == 3
    assert quarantine.oom_kills(tmp_path / "none") == 0


def test_killed_between_any_two_calls_a_run_is_resumed(desk, monkeypatch):
    from tests.faults.disk import Killed

    desk.fill(2)
    desk.run()
    wanted = {name: data for name, data in desk.files().items() if "meta.json" not in name}
    for at in (3, 11, 19, 27, 34):
        desk.model = "other"
        with monkeypatch.context() as dying:
            failing_publish(dying, Disk(at, die=True).system())
            with pytest.raises(Killed):
                desk.run()
        desk.model = "fake"
        desk.run()
        assert {name: data for name, data in desk.files().items() if "meta.json" not in name} == wanted
        assert load_brief(desk.outputs, "000") is not None
