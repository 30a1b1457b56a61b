"""W1-W4: fail and kill at every call of a publication; what was published before stays byte-identical."""

from __future__ import annotations

import contextlib
import errno
import os
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from flows.steps.errors import DiskFullError, OutputsError, TransientError, ZhbriefError
from flows.steps.store import publish, sweep, write_atomic
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


@pytest.mark.parametrize(("known", "linked"), [(False, True), (True, True), (True, False)])
@pytest.mark.parametrize(("code", "expected"), CODES)
def test_failing_at_any_call_leaves_all_as_it_was_or_all_new(tmp_path, known, linked, code, expected):
    for at, outputs, before in every_call(tmp_path, known):
        try:
            publish(outputs, "doc", NEW, Disk(at, code, linked=linked).system())
        except expected as error:
            assert str(outputs) in str(error)
            assert snapshot(outputs) in (before, before | wanted())
        else:
            assert snapshot(outputs) == before | wanted()
        assert not list((outputs / ".staging").iterdir())


@pytest.mark.parametrize(("known", "linked"), [(False, True), (True, True), (True, False)])
def test_a_kill_at_any_call_is_undone_or_complete_after_the_sweep(tmp_path, known, linked):
    for at, outputs, before in every_call(tmp_path, known):
        with contextlib.suppress(Killed):
            publish(outputs, "doc", NEW, Disk(at, die=True, linked=linked).system())
        sweep(outputs)
        assert snapshot(outputs) in (before, before | wanted())
        assert not list((outputs / ".staging").iterdir())
        publish(outputs, "doc", NEW, FAST)
        assert snapshot(outputs) == before | wanted()


class Interrupted(Disk):
    """Ctrl-C comes at the N-th call, before it."""

    def _wrap(self, name, call):
        counted = super()._wrap(name, call)

        def one(*arguments):
            if self.calls + 1 == self.at:
                self.calls += 1
                raise KeyboardInterrupt
            return counted(*arguments)

        return one


@pytest.mark.parametrize("known", [False, True])
def test_an_interrupt_at_any_call_leaves_nothing_staged(tmp_path, known):
    for at, outputs, before in every_call(tmp_path, known):
        with contextlib.suppress(KeyboardInterrupt):
            publish(outputs, "doc", NEW, Interrupted(at).system())
        assert snapshot(outputs) in (before, before | wanted())
        assert not list((outputs / ".staging").iterdir())


def forced_and_moved(disk, outputs) -> list[tuple[str, str]]:
    """What was forced to the disk, by its path, and where files and folders were moved, in order."""
    opened, seen = "", []
    for call, *arguments in disk.log:
        if call == "open":
            opened = arguments[0]
        elif call == "fsync":
            seen.append((call, name_of(opened, outputs)))
        elif call in ("replace", "rename"):
            seen.append((call, name_of(arguments[1], outputs)))
    return seen


def name_of(path: str, outputs: Path) -> str:
    """A path in the outputs folder; one that is staged by what follows its token."""
    name = Path(path).relative_to(outputs).as_posix()
    return name.partition("@")[2].partition("/")[2] or name


STAGED = [("fsync", f"new/{name}") for name in NEW] + [("fsync", "new")]
SWAPPED = [("replace", f"doc/{name}") for name in ("brief.html", "brief.md", "meta.json")]
ORDER = {
    False: [*STAGED, ("rename", "doc"), ("fsync", ".")],
    True: [*STAGED, *SWAPPED, ("fsync", "doc"), ("replace", "doc/brief.json"), ("fsync", "doc")],
}


@pytest.mark.parametrize("known", [False, True])
def test_the_disk_is_forced_in_the_right_order(tmp_path, known):
    prepare(tmp_path, known)
    disk = Disk()
    publish(tmp_path, "doc", NEW, disk.system())
    assert forced_and_moved(disk, tmp_path) == ORDER[known]


def test_one_file_is_forced_replaced_and_its_folder_forced(tmp_path):
    disk = Disk()
    write_atomic(tmp_path / "meta.json", b"m", disk.system())
    (first, trial), *rest = forced_and_moved(disk, tmp_path)
    assert (first, trial.endswith(".tmp")) == ("fsync", True)
    assert rest == [("replace", "meta.json"), ("fsync", ".")]


@pytest.mark.parametrize("code", [code for code, _ in CODES])
def test_one_file_is_the_old_one_or_the_new_one_whichever_call_fails(tmp_path, code):
    path = tmp_path / "meta.json"
    for at in range(1, 8):
        path.write_bytes(b"old")
        with pytest.raises(ZhbriefError):
            write_atomic(path, b"new", Disk(at, code).system())
        assert path.read_bytes() in (b"old", b"new")
        assert list(tmp_path.iterdir()) == [path]


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
