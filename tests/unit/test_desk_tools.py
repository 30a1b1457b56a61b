"""The report, what a run says, the watch over the inbox, near duplicates, and the doctor's findings."""

from __future__ import annotations

import io
import json
import logging
import os
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows import health, telling
from flows.report import Report, keep, rows, to_markdown
from flows.settings import load_settings
from flows.steps.near import MOST, Neighbours, similarity, sketch
from flows.steps.store import run_lock
from flows.steps.types import Article, Failed, Paragraph, Sentence, Skipped, Unchanged, Written
from flows.table import write_table
from flows.watch import settled_states

OUTCOMES = (
    Written("a", (("clean", "new"),), review=2),
    Written("b", (("translate", "the model changed"), ("render", "follows translate"))),
    Unchanged("c"),
    Skipped("d.txt", "empty"),
    Failed("e\x1b[2J|`.txt", "broke"),
)
REPORT = Report(OUTCOMES, removed=("f",), seconds=1.25)


def test_the_report_counts_and_explains():
    assert REPORT.summary() == (
        "2 written, 1 unchanged, 1 skipped, 1 failed, 1 to review, 1 removed from the inbox; 1.2 s"
    )
    assert rows(REPORT, most_unchanged=1) == [
        ("written", "a", "new; 2 to review"),
        ("written", "b", "the model changed: translate, render"),
        ("failed", "e\x1b[2J|`.txt", "broke"),
        ("skipped", "d.txt", "empty"),
        ("removed", "f", "its source left the inbox; the brief stays"),
        ("unchanged", "c", ""),
    ]
    assert json.loads(json.dumps(REPORT.to_dict()))["failed"] == [{"file": "e\x1b[2J|`.txt", "error": "broke"}]


@pytest.mark.parametrize(
    ("outcomes", "fail_on", "code"),
    [(OUTCOMES, "failed", 1), (OUTCOMES[1:4], "review", 0), (OUTCOMES[:1], "failed", 0), (OUTCOMES[:1], "review", 1)],
)
def test_the_exit_code_follows_from_the_outcomes(outcomes, fail_on, code):
    assert Report(outcomes).exit_code(fail_on) == code


def test_off_a_terminal_a_row_is_one_line_however_long(monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    stream = io.StringIO()
    write_table(stream, ("outcome", "detail"), [("failed", "one\ntwo " + "long " * 100), ("机器人", "x")], {})
    lines = stream.getvalue().split("\n")
    assert lines == ["outcome  detail", "failed   one ⏎ two " + ("long " * 100).rstrip(), "机器人   x", ""]


def test_the_table_of_an_artifact_holds_no_markup_of_names():
    text = to_markdown(REPORT)
    assert "\x1b" not in text
    assert "\\|\\`" in text


def test_reports_are_numbered_whatever_the_clock_says(tmp_path):
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs" / "000041.json.bad").write_text("x")
    assert [keep(tmp_path, REPORT).name for _ in range(2)] == ["000042.json", "000043.json"]


def test_events_are_json_lines():
    stream = io.StringIO()
    teller = telling.JsonLines(stream)
    teller.begin(5)
    for outcome in OUTCOMES:
        teller.document(outcome, {"clean": 0.1})
    with telling._logging_to(teller):
        logging.getLogger("flows.anything").warning("set aside %s", "a\nb")
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [line["event"] for line in lines] == ["due", *["document"] * 5, "log"]
    assert [line.get("outcome") for line in lines[1:6]] == ["written", "written", "unchanged", "skipped", "failed"]
    assert lines[2]["stages"][0] == {"stage": "translate", "why": "the model changed"}


def test_bars_follow_the_run():
    from rich.console import Console
    from rich.progress import Progress

    progress = Progress(console=Console(file=io.StringIO()))
    bars = telling.Bars(progress)
    bars.begin(2)
    bars.sentences(3, 9)
    bars.document(OUTCOMES[0], {})
    assert [(task.completed, task.total) for task in progress.tasks] == [(1, 2), (3, 9)]


def test_what_is_still_being_written_is_not_acted_on(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("1")
    steps = iter([lambda: (tmp_path / "b.txt").write_text("1"), lambda: (tmp_path / "b.txt").write_text("22")])
    monkeypatch.setattr("time.sleep", lambda _: next(steps, lambda: None)())
    first, second = islice(settled_states(tmp_path), 2)
    assert [name for name, _, _ in first] == ["a.txt"]
    assert sorted((name, size) for name, size, _ in second) == [("a.txt", 1), ("b.txt", 2)]


def article(text):
    return Article(None, (Paragraph("p1", "text", (Sentence("p1.1", (1, 1), text),)),), "Hans")


TEXT = "".join(chr(0x4E00 + (n * n * 31 + n * 7) % 3000) for n in range(600))


def test_likeness_grows_with_the_shared_text():
    full = sketch(article(TEXT))
    shares = [
        similarity(full, sketch(article(TEXT[:keep_] + TEXT[: 600 - keep_][::-1]))) for keep_ in (600, 540, 400, 100)
    ]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == 1
    assert shares[1] > 0.6 > shares[3]


def test_a_short_text_is_like_nothing():
    near = Neighbours({"a": sketch(article("短文。")), "b": sketch(article("短文。"))})
    assert near.of("a") == ()


def test_neighbours_are_found_moved_and_bounded():
    one = sketch(article(TEXT))
    near = Neighbours({f"d{n:02}": one for n in range(20)})
    assert len(near.of("d00")) == MOST
    near.add("d00", sketch(article(TEXT[::-1])))
    assert near.of("d00") == ()
    assert "d00" in near


@given(st.lists(st.integers(0, 3), max_size=8))
def test_likeness_is_mutual(numbers):
    near = Neighbours({str(at): sketch(article(TEXT[number * 150 :] * 2)) for at, number in enumerate(numbers)})
    for doc in map(str, range(len(numbers))):
        assert all(doc in near.of(other) for other in near.of(doc))


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    (tmp_path / "inbox").mkdir()
    return load_settings(inbox=tmp_path / "inbox", outputs=tmp_path / "outputs", home=tmp_path / "home")


def found(settings, check):
    return [(f.state, f.what) for f in health.examine(settings) if f.check == check]


def test_the_doctor_finds_a_healthy_desk(settings):
    assert {f.check for f in health.examine(settings)} >= {"python", "dependencies", "inbox", "disk", "locks", "clock"}
    assert [
        state for check in ("python", "inbox", "disk", "locks", "clock") for state, _ in found(settings, check)
    ] == ["ok"] * 5


def test_the_doctor_names_what_is_wrong(settings, monkeypatch):
    settings.inbox.rmdir()
    (settings.outputs / ".staging" / "a@1").mkdir(parents=True)
    (settings.outputs / "runs").mkdir()
    (settings.outputs / "runs" / "000001.json").write_text("{}")
    os.utime(settings.outputs / "runs" / "000001.json", (4e9, 4e9))
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    monkeypatch.setattr(health, "WRONG_PINS", {"prefect": "0.1"})
    monkeypatch.setattr(health, "LEAST_FREE", 10**18)
    assert found(settings, "inbox")[0][0] == "problem"
    assert found(settings, "prefect")[0] == ("problem", "http://127.0.0.1:9/api")
    assert "not 0.1" in found(settings, "dependencies")[0][1]
    assert found(settings, "disk")[0][0] == "warning"
    assert found(settings, "clock")[0][0] == "warning"
    assert found(settings, "locks")[1] == ("warning", "1 publications were cut off")


def test_the_doctor_says_who_holds_the_outputs(settings):
    with run_lock(settings.outputs):
        assert found(settings, "locks")[0][1].startswith(f"a run is going on: process {os.getpid()} on ")


def test_a_model_problem_is_a_finding(settings, monkeypatch):
    from flows import workshop
    from flows.steps.errors import ModelError

    def broken(*_):
        raise ModelError("truncated", file="weights", todo="pull it again")

    monkeypatch.setattr(workshop, "open_deciders", broken)
    assert found(settings, "models") == [("problem", "truncated")]
