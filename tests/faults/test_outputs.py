"""W5, W6: an outputs folder that can't be written, and damaged files of ours in it."""

from __future__ import annotations

import errno
import logging
import time

import pytest

from flows import workshop
from flows.rerun import open_rerun
from flows.run import open_run
from flows.steps.errors import DiskFullError, OutputsError, UsageError
from flows.steps.store import doc_ids, load_brief, load_meta, probe, publish, resolve
from flows.telling import Teller
from tests.faults.disk import FAST, Disk
from tests.flows.desk import DeskForTests

TORN = [b"", b"{", b'{"schema": 1}', b"[1, 2]", b"\xff\xfe", b'{"schema": 99, "id": "a"}']


@pytest.mark.parametrize("parent", ["a-file", "a-file/below", "/proc/nothing/here"])
def test_an_unwritable_folder_is_found_at_once(tmp_path, parent):
    (tmp_path / "a-file").write_text("x")
    began = time.monotonic()
    with pytest.raises(OutputsError) as caught:
        probe(tmp_path / parent)
    assert caught.value.exit_code == 4
    assert time.monotonic() - began < 20  # nothing is tried again


@pytest.mark.parametrize(
    ("code", "expected", "exit_code"), [(errno.ENOSPC, DiskFullError, 1), (errno.EROFS, OutputsError, 4)]
)
def test_a_probe_that_fails_leaves_nothing(tmp_path, code, expected, exit_code):
    for at in range(1, 5):
        with pytest.raises(expected) as caught:
            probe(tmp_path, Disk(at, code).system())
        assert caught.value.exit_code == exit_code
        assert not list((tmp_path / ".staging").iterdir())


@pytest.mark.parametrize("work", ["run", "rerun"])
def test_no_model_is_looked_at_where_nothing_can_be_written(tmp_path, monkeypatch, work):
    desk = DeskForTests(tmp_path, monkeypatch)
    desk.fill(1)
    desk.run()
    (desk.outputs / ".staging").rmdir()
    (desk.outputs / ".staging").write_text("in the way")
    before = desk.files(everything=True)
    monkeypatch.setattr(workshop, "open_deciders", None)
    monkeypatch.setattr(workshop, "open_workshop", None)
    began = time.process_time()
    with (
        pytest.raises(OutputsError),
        open_run(desk.settings(), Teller()) if work == "run" else open_rerun(desk.settings(), "000", None, Teller()),
    ):
        pass
    assert time.process_time() - began < 1
    assert desk.files(everything=True) == before


def test_a_probe_leaves_nothing(tmp_path):
    probe(tmp_path / "new" / "outputs")
    assert not list((tmp_path / "new" / "outputs" / ".staging").iterdir())


@pytest.mark.parametrize("data", TORN)
def test_a_torn_record_is_set_aside_with_one_warning(tmp_path, caplog, data):
    publish(tmp_path, "a", {"brief.json": data}, FAST)
    with caplog.at_level(logging.WARNING):
        assert load_brief(tmp_path, "a") is None
        assert load_brief(tmp_path, "a") is None
    assert len(caplog.records) == 1
    assert (tmp_path / "a" / "brief.json.bad").read_bytes() == data
    assert doc_ids(tmp_path) == []


def test_no_record_is_no_warning(tmp_path, caplog):
    assert load_brief(tmp_path, "a") is None
    assert load_meta(tmp_path, "a") is None
    assert not caplog.records


def test_a_document_is_found_by_id_name_or_prefix(tmp_path):
    for doc in ("000_a", "001_b", "001_c"):
        publish(tmp_path, doc, {"brief.json": b"{}"}, FAST)
    assert [resolve(tmp_path, word) for word in ("000_a", "001_b.txt", "000")] == ["000_a", "001_b", "000_a"]
    with pytest.raises(UsageError, match=r"fits several documents: '001' .there is: 001_b, 001_c"):
        resolve(tmp_path, "001")
    with pytest.raises(UsageError, match=r"no such document: 'x' .there is: 000_a, 001_b, 001_c"):
        resolve(tmp_path, "x")
    with pytest.raises(UsageError, match="no document yet"):
        resolve(tmp_path / "none", "x")
