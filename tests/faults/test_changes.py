"""D6, F2, F4, M1, M4, W2: what changes between a look and a use, and odd names, through a whole run."""

from __future__ import annotations

import hashlib
import os

import pytest

from flows import settle
from flows.cli import run as command
from flows.run import open_run
from flows.steps import signature
from flows.steps.store import doc_ids, load_brief
from flows.steps.types import Skipped, Unchanged, Written
from flows.telling import Teller
from flows.window import run_window
from models.verify import write_lock
from tests import tiny
from tests.attacks import flip
from tests.flows.desk import DeskForTests, article


@pytest.fixture
def desk(tmp_path, monkeypatch):
    return DeskForTests(tmp_path, monkeypatch)


def work(desk, between):
    """A run during which something happens after it has been settled what is due."""
    with open_run(desk.settings(), Teller()) as run:
        between()
        for window in run.windows():
            run_window(window)
            run.close(window)
        return run.finish()


def test_the_hash_is_of_the_bytes_that_were_used(desk):
    desk.fill(2)
    work(desk, lambda: desk.put("001.txt", article(9)))
    data = (desk.inbox / "001.txt").read_bytes()
    brief = load_brief(desk.outputs, "001")
    assert brief.source.sha256 == hashlib.sha256(data).hexdigest()
    assert brief.title.zh in data.decode()
    assert len(desk.run().of(Unchanged)) == 2


def test_what_vanishes_after_settling_is_skipped(desk):
    desk.fill(2)
    report = work(desk, (desk.inbox / "001.txt").unlink)
    assert [skipped.reason[:14] for skipped in report.of(Skipped)] == ["still changing"]
    assert doc_ids(desk.outputs) == ["000"]


def test_weights_replaced_during_a_run_sign_what_they_made(desk):
    desk.fill(1)
    work(desk, lambda: setattr(desk, "model", "other"))
    fresh = DeskForTests.__new__(DeskForTests)
    fresh.__dict__ |= desk.__dict__ | {"outputs": desk.outputs.with_name("fresh")}
    fresh.run()
    made = (desk.outputs / "000" / "brief.json").read_bytes()
    assert made == (fresh.outputs / "000" / "brief.json").read_bytes()  # as of a run with the new weights
    assert len(desk.run().of(Unchanged)) == 1
    desk.model = "fake"
    (written,) = desk.run().of(Written)
    assert written.stages[0] == ("summarise", "the model changed")


def test_another_version_of_the_rendering_asks_no_model(desk, monkeypatch):
    desk.fill(1)
    desk.run()
    calls, before = len(desk.engine.calls), load_brief(desk.outputs, "000")
    monkeypatch.setattr(signature, "RENDER_VERSION", 99)
    (written,) = desk.run().of(Written)
    assert written.stages == (("render", "the rendering or the edits changed"),)
    assert len(desk.engine.calls) == calls
    after = load_brief(desk.outputs, "000")
    assert (after.article, after.translation, after.summary) == (before.article, before.translation, before.summary)


NAMES = [
    "new\nline.txt", "-rf.txt", "😀.txt", "é.txt", "e\u0301.txt", "云" * 83 + "aa.txt", "\udcff\udcfe.txt",
    "a/same.txt", "b/same.txt", "\x1b[2J.txt", "<b>&.txt", "A.txt", "a.txt",
]  # fmt: skip


def test_odd_names_are_briefed_apart_and_again_unchanged(desk, capsys):
    """255 bytes, no UTF-8 (as surrogates), twins in another case or form, one stem in two folders."""
    assert max(len(os.fsencode(name)) for name in NAMES) == 255
    for number, name in enumerate(NAMES):
        desk.put(name, article(number))
    assert len(desk.run().of(Written)) == len(NAMES)
    ids = doc_ids(desk.outputs)
    assert len({doc.casefold() for doc in ids}) == len(NAMES)
    assert all(doc.isprintable() and doc[0] not in ".-" for doc in ids)
    assert {load_brief(desk.outputs, doc).source.files for doc in ids} == {(name,) for name in NAMES}
    assert len(desk.run().of(Unchanged)) == len(NAMES)
    assert command(["list", "--outputs", str(desk.outputs)]) == 0
    assert "\x1b" not in capsys.readouterr().out


def test_a_sentence_that_had_to_be_split_is_said_in_the_brief(desk):
    desk.put("long.txt", article(1, "园区召开会议，部署工作，" * 300))
    desk.run()
    for name in ("full.md", "brief.html"):
        page = (desk.outputs / "long" / name).read_text(encoding="utf-8")
        assert "one sentence of 3," in page
        assert "characters, read in parts" in page


def test_a_damaged_model_ends_a_run_before_its_first_document(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("ZHBRIEF_CACHE", str(tmp_path / "cache"))
    folder = tiny.marian(tmp_path / "small")
    write_lock(folder)
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "a.txt").write_text(article(1), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(settle, "read_source", None)
    words = ["--inbox", "inbox", "--outputs", "outputs", "--summariser", str(folder), "--translator", str(folder)]
    flip(folder)
    capsys.readouterr()
    assert command(["run", *words]) == 3
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "model.safetensors: SHA-256 " in told
    assert ", expected " in told
    assert doc_ids(tmp_path / "outputs") == []
    (folder / "model.safetensors").unlink()
    assert command(["run", *words]) == 3
    assert "weights missing" in capsys.readouterr().err
