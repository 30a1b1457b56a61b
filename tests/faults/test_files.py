"""FAULTS.md F1, F2, F4: files, folders, links and names that may lie in an inbox."""

from __future__ import annotations

import errno
import os
import time

import pytest

from flows.steps import read
from flows.steps.read import list_sources, read_source
from tests.faults.test_input import SIMPLIFIED, reason


def test_only_regular_files_inside_the_inbox_are_read(tmp_path):
    inbox, outside = tmp_path / "inbox", tmp_path / "secret.txt"
    inbox.mkdir()
    outside.write_text(SIMPLIFIED, encoding="utf-8")
    (inbox / "link.txt").symlink_to(outside)
    (inbox / "loop.txt").symlink_to(inbox / "loop.txt")
    os.mkfifo(inbox / "fifo.txt")
    (inbox / "folder.txt").mkdir()
    (inbox / "dangling.txt").symlink_to(inbox / "nothing.txt")
    (inbox / "there").symlink_to(tmp_path)
    names = list_sources(inbox)
    assert names == ["dangling.txt", "fifo.txt", "folder.txt", "link.txt", "loop.txt", "there"]
    start = time.monotonic()
    assert all(reason(read_source, inbox, name).startswith(("not a regular file", "still changing")) for name in names)
    assert reason(read_source, inbox, "../secret.txt").startswith("not a regular file")
    assert time.monotonic() - start < 20  # a second each; a pipe would be waited for without end


def test_a_link_inside_the_inbox_is_read(tmp_path):
    (tmp_path / "a.txt").write_text(SIMPLIFIED, encoding="utf-8")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    assert read_source(tmp_path, "b.txt").sha256 == read_source(tmp_path, "a.txt").sha256


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_skipped(tmp_path):
    (tmp_path / "a.txt").write_text(SIMPLIFIED, encoding="utf-8")
    (tmp_path / "a.txt").chmod(0)
    assert "permission denied" in reason(read_source, tmp_path, "a.txt")


def test_a_file_that_may_not_be_opened_is_skipped(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(SIMPLIFIED, encoding="utf-8")

    def refuse(*_arguments):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(read.os, "open", refuse)
    assert "permission denied" in reason(read_source, tmp_path, "a.txt")


NAMES = ["new\nline.txt", "-rf.txt", "😀.txt", "é.txt", "e\u0301.txt", "云" * 80 + ".txt", "a b.txt", "x;y.txt"]


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_odd_names_are_listed_and_read(tmp_path, name):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / name).write_text(SIMPLIFIED, encoding="utf-8")
    assert list_sources(tmp_path) == [f"sub/{name}"]
    assert read_source(tmp_path, f"sub/{name}").data == SIMPLIFIED.encode()


def test_a_name_that_is_no_utf8_is_listed_and_read(tmp_path):
    with open(os.fsencode(tmp_path) + b"/\xff\xfe.txt", "wb") as file:  # noqa: PTH123 - a path of bytes
        file.write(SIMPLIFIED.encode())
    (name,) = list_sources(tmp_path)
    assert read_source(tmp_path, name).data == SIMPLIFIED.encode()


def test_hidden_files_are_no_sources(tmp_path):
    (tmp_path / ".keep").write_text("", encoding="utf-8")
    assert list_sources(tmp_path) == []


def test_a_file_that_grows_while_read_is_skipped(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text(SIMPLIFIED, encoding="utf-8")
    real = os.read

    def grow(handle, size):
        with path.open("a", encoding="utf-8") as file:
            file.write("。")
        return real(handle, size)

    monkeypatch.setattr(read.os, "read", grow)
    assert reason(read_source, tmp_path, "a.txt").startswith(("still changing", "larger"))


def test_a_file_that_vanishes_is_skipped(tmp_path):
    assert reason(read_source, tmp_path, "gone.txt").startswith("still changing")
