"""W1-W4: fail and kill at every call of a publication; what was published before stays byte-identical."""

from __future__ import annotations

import contextlib
import errno
import os
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from flows.steps.errors import DiskFullError, OutputsError, TransientError
from flows.steps.store import publish, sweep
from tests.faults.disk import FAST, Disk, Killed, snapshot

OLD = {"brief.json": b"{1}", "brief.md": b"one", "meta.json": b"m1"}
NEW = {"brief.json": b"{2}", "brief.md": b"two", "meta.json": b"m2", "brief.html": b"h2"}
CODES = [(errno.ENOSPC, DiskFullError), (errno.EACCES, OutputsError), (errno.EIO, TransientError)]


def prepare(outputs: Path, known: bool) -> dict[str, bytes]:
    publish(outputs, "other", OLD, FAST)
    if known:
        publish(outputs, "doc", OLD, FAST)
    return snapshot(outputs)


def wanted() -> dict[str, bytes]:
    return {f"doc/{name}": data for name, data in NEW.items()}


def every_call(tmp_path: Path, known: bool):
    """A fresh outputs folder for each N, until a publication needs fewer than N calls."""
    for at in count(1):
        outputs = tmp_path / str(at)
        yield at, outputs, prepare(outputs, known)
        with contextlib.suppress(AttributeError):
            if Disk.last.calls < at:
                assert at > 8
                return


@pytest.fixture(autouse=True)
def remember_last_disk(monkeypatch):
    made = Disk.__init__

    def remember(self, *arguments, **options):
        made(self, *arguments, **options)
        Disk.last = self

    monkeypatch.setattr(Disk, "__init__", remember)


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize(("code", "expected"), CODES)
def test_failing_at_any_call_leaves_all_as_it_was_or_all_new(tmp_path, known, code, expected):
    for at, outputs, before in every_call(tmp_path, known):
        try:
            publish(outputs, "doc", NEW, Disk(at, code).system())
        except expected as error:
            assert str(outputs) in str(error)
            assert snapshot(outputs) in (before, before | wanted())
        else:
            assert snapshot(outputs) == before | wanted()
        assert not list((outputs / ".staging").iterdir())


@pytest.mark.parametrize("known", [False, True])
def test_a_kill_at_any_call_is_undone_or_complete_after_the_sweep(tmp_path, known):
    for at, outputs, before in every_call(tmp_path, known):
        with contextlib.suppress(Killed):
            publish(outputs, "doc", NEW, Disk(at, die=True).system())
        sweep(outputs)
        assert snapshot(outputs) in (before, before | wanted())
        assert not list((outputs / ".staging").iterdir())
        publish(outputs, "doc", NEW, FAST)
        assert snapshot(outputs) == before | wanted()


def test_the_disk_is_forced_in_the_right_order(tmp_path):
    prepare(tmp_path, known=True)
    disk = Disk()
    publish(tmp_path, "doc", NEW, disk.system())
    calls = [call for call, *_ in disk.log]
    swaps = [at for at, call in enumerate(calls) if call == "replace"]
    assert disk.log[swaps[-1]][2].endswith("doc/brief.json")
    assert calls[: swaps[0]].count("fsync") == len(NEW) + 1
    assert "fsync" in calls[swaps[-2] : swaps[-1]]
    assert "fsync" in calls[swaps[-1] :]


def test_the_error_of_a_full_disk_names_path_and_free_bytes(tmp_path):
    with pytest.raises(DiskFullError, match=r"doc: the disk is full: [\d,]+ bytes free") as caught:
        publish(tmp_path, "doc", NEW, Disk(5).system())
    assert caught.value.exit_code == 1


def test_a_sweep_leaves_a_living_publication_alone(tmp_path):
    class Sweeping(Disk):
        def _wrap(self, name, call):
            counted = super()._wrap(name, call)
            return lambda *arguments: (swept.extend(sweep(tmp_path)), counted(*arguments))[1]

    swept: list[str] = []
    prepare(tmp_path, known=True)
    publish(tmp_path, "doc", NEW, Sweeping().system())
    assert swept == []
    assert snapshot(tmp_path)["doc/brief.json"] == b"{2}"


def test_short_writes_are_completed(tmp_path):
    system = replace(FAST, write=lambda handle, data: os.write(handle, data[:1]))
    publish(tmp_path, "doc", NEW, system)
    assert snapshot(tmp_path) == wanted()


def test_a_publication_needs_its_record(tmp_path):
    with pytest.raises(ValueError, match=r"no brief\.json"):
        publish(tmp_path, "doc", {"brief.md": b""})
