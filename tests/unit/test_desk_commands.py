"""zhbrief audit, review and edit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.cli import run
from flows.steps.edits import load
from flows.steps.glossary import load_glossary
from flows.steps.render import render
from flows.steps.store import load_brief, publish
from flows.steps.types import Brief
from tests.builders import a_brief

DOC = "lanchuan-robots"


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    publish(tmp_path, DOC, render(a_brief(DOC)))
    return tmp_path


def brief_of(outputs: Path) -> Brief:
    brief = load_brief(outputs, DOC)
    assert brief is not None
    return brief


def test_audit_prints_one_json_line_a_pair(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "zh").write_text("全年增长5.2%。\n\n他没有来。\n", "utf-8")
    (tmp_path / "en").write_text("It grew 5.2 percent over the year.\n\nHe came.\n", "utf-8")
    assert run(["audit", str(tmp_path / "zh"), str(tmp_path / "en")]) == 1
    out, err = capsys.readouterr()
    rows = [json.loads(line) for line in out.splitlines()]
    assert [(row["line"], row["ok"]) for row in rows] == [(1, True), (2, True), (3, False)]
    assert [check["name"] for check in rows[2]["checks"]] == ["negation"]
    assert "1 of 3 lines" in err


def test_audit_of_right_lines_ends_with_0_and_lists_all_checks_on_request(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "zh").write_text("全年增长5.2%。\n", "utf-8")
    (tmp_path / "en").write_text("It grew 5.2 percent over the year.\n", "utf-8")
    assert run(["audit", str(tmp_path / "zh"), str(tmp_path / "en"), "--all-checks"]) == 0
    checks = json.loads(capsys.readouterr().out)["checks"]
    assert {"figures", "names", "omission"} <= {check["name"] for check in checks}
    assert all(check["ok"] for check in checks)


@pytest.mark.parametrize(("zh", "en"), [("一。\n二。\n", "One.\n"), ("一。\n", None)])
def test_audit_of_files_that_do_not_fit_ends_with_2(tmp_path: Path, zh: str, en: str | None) -> None:
    (tmp_path / "zh").write_text(zh, "utf-8")
    if en is not None:
        (tmp_path / "en").write_text(en, "utf-8")
    assert run(["audit", str(tmp_path / "zh"), str(tmp_path / "en")]) == 2


def test_audit_says_what_was_written_without_a_source(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "zh").write_text("\n", "utf-8")
    (tmp_path / "en").write_text("Out of nothing.\n", "utf-8")
    assert run(["audit", str(tmp_path / "zh"), str(tmp_path / "en")]) == 1
    assert json.loads(capsys.readouterr().out)["checks"][0]["name"] == "empty"


def test_review_lists_and_settles(outputs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["review", "lanchuan", "--outputs", str(outputs), "--json"]) == 0
    assert [row["at"] for row in json.loads(capsys.readouterr().out)["open"]] == ["p4.3", "s4", "s5"]
    assert run(["review", DOC, "--outputs", str(outputs), "--accept", "s4", "--reviewer", "Ann Lee"]) == 0
    point = next(point for point in brief_of(outputs).review if point.at == "s4")
    assert (point.resolved or "").startswith("Ann Lee ")
    assert run(["review", DOC, "--outputs", str(outputs), "--all", "--reviewer", "Ann"]) == 0
    assert "nothing to review" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["--accept", "s1"], ["--accept", "p99.9"]])
def test_review_refuses_what_is_not_open(outputs: Path, arguments: list[str]) -> None:
    assert run(["review", DOC, "--outputs", str(outputs), *arguments]) == 2


def test_edit_a_sentence_and_take_it_back(outputs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = brief_of(outputs)
    english = "The zone has brought in 64 suppliers, with an investment of nearly 9 billion yuan."
    assert run(["edit", DOC, "--outputs", str(outputs), "--at", "s4", "--en", english, "--reviewer", "Ann"]) == 0
    point = next(point for point in brief_of(outputs).summary if point.id == "s4")
    assert (point.en, point.state) == (english, "ok")
    (row,) = load(outputs, DOC).sentences
    assert (row.by, row.part, row.at) == ("Ann", "summary", "s4")
    assert run(["edit", DOC, "--outputs", str(outputs), "--at", "s4", "--undo"]) == 0
    after = brief_of(outputs)
    assert load(outputs, DOC).sentences == ()
    assert [p.en for p in after.summary] == [p.en for p in before.summary]
    assert "s4" in {p.at for p in after.review}, "the audit must speak of the old English again"
    capsys.readouterr()


def test_edit_a_name_into_a_glossary(outputs: Path, tmp_path: Path) -> None:
    file = tmp_path / "desk.tsv"
    arguments = ["edit", DOC, "--outputs", str(outputs), "--name", "沈知远", "--reviewer", "Ann"]
    assert run([*arguments, "--en", "Shen Zhi-yuan", "--to-glossary", str(file)]) == 0
    assert run([*arguments, "--en", "Chih-yuan Shen", "--to-glossary", str(file)]) == 0
    brief = brief_of(outputs)
    assert {n.en for n in brief.names if n.zh == "沈知远"} == {"Chih-yuan Shen"}
    english = [r.en for r in brief.translation.renderings.values() if r.en and "沈知远" in r.zh]
    assert english
    assert all("Chih-yuan Shen" in en for en in english)
    entry = next(entry for entry in load_glossary([file]).entries if entry.zh == "沈知远")
    assert (entry.en, entry.hard) == ("Chih-yuan Shen", True)
    assert run([*arguments[:-2], "--undo"]) == 0
    assert {n.en for n in brief_of(outputs).names if n.zh == "沈知远"} == {"Shen Zhiyuan"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["--en", "X"],
        ["--at", "s1", "--name", "沈知远", "--en", "X"],
        ["--at", "s1"],
        ["--at", "s1", "--en", "X", "--undo"],
        ["--at", "s1", "--en", "澜川"],
        ["--at", "s99", "--en", "X"],
        ["--at", "s1", "--undo"],
        ["--name", "无此人", "--en", "X"],
    ],
)
def test_edit_refuses_what_makes_no_sense(outputs: Path, arguments: list[str]) -> None:
    before = (outputs / DOC / "brief.json").read_bytes()
    assert run(["edit", DOC, "--outputs", str(outputs), "--reviewer", "Ann", *arguments]) == 2
    assert (outputs / DOC / "brief.json").read_bytes() == before
