"""`zhbrief clean`: JSON lines, skips with their reason, and the explanation."""

import json

from flows import cli
from tests.cleaned import ROOT

SAMPLE = str(ROOT / "seeds" / "01-lanchuan-battery-materials.txt")


def test_one_json_line_a_file(tmp_path, capsys):
    english = tmp_path / "english.txt"
    english.write_text("Nothing here is Chinese.\n", encoding="utf-8")
    assert cli.run(["clean", SAMPLE, str(english)]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["file"] == SAMPLE
    assert first["script"] == "Hant"
    assert {"id", "kind", "zh", "lines"} == set(first["paragraphs"][0])
    assert {cut["rule"] for cut in first["set_aside"]} >= {"navigation", "metadata", "notice", "inline credit"}
    assert second == {"file": str(english), "skipped": "not Chinese (share of Han 0%)"}


def test_pretty_is_the_same_json(capsys):
    assert cli.run(["clean", SAMPLE]) == 0
    line = json.loads(capsys.readouterr().out)
    assert cli.run(["clean", "--pretty", SAMPLE]) == 0
    assert json.loads(capsys.readouterr().out) == line


def test_explain_shows_kept_and_cut_lines_with_reasons(capsys):
    assert cli.run(["clean", "--explain", SAMPLE]) == 0
    shown = capsys.readouterr().out
    assert "a credit at the end of a line" in shown
    assert shown.count("repeated headline") >= 3


def test_a_missing_file_is_a_usage_error(capsys):
    assert cli.run(["clean", "no-such-file.txt"]) == 2
    assert "no such file" in capsys.readouterr().err
