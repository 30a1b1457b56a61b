"""list, search and show: fine in a terminal, plain in a pipe, safe against what an article holds."""

import io
import json
import sqlite3

import pytest
from rich.console import Console

from flows.cli import run
from flows.steps.catalogue import Catalogue
from flows.steps.render.record import from_json
from flows.steps.render.terminal import show_brief
from flows.steps.types import Title
from tests.builders import a_brief, a_small_brief, with_title
from tests.unit.test_catalogue import put

EVIL = "\x1b]0;owned\x07[bold]x[/bold]\x1b[31mred\n\tafter\x9b1m"


@pytest.fixture
def outputs(tmp_path, monkeypatch):
    put(tmp_path, a_brief(), with_title(a_small_brief("evil"), Title(EVIL), EVIL))
    monkeypatch.setenv("ZHBRIEF_OUTPUTS", str(tmp_path))
    return tmp_path


def terminal(brief, **options):
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, width=80, highlight=False, markup=False)
    show_brief(brief, console=console, **options)
    return out.getvalue()


def test_show_in_a_pipe_is_plain(outputs, capsys):
    assert run(["show", "lanchuan"]) == 0
    text = capsys.readouterr().out
    assert "\x1b" not in text
    assert (
        "Lanchuan High-Tech Zone (澜川高新区) held its annual work conference on March 6 and set three tasks: " in text
    )
    assert "近90亿元\tnearly 9 billion yuan\t⚠\tkey point 4" in text
    assert "机器人产业规模将居全国首位" not in text
    assert "Full text" not in text


def test_show_full_has_every_sentence(outputs, capsys):
    assert run(["show", "lanchuan-robots.txt", "--full"]) == 0
    text = capsys.readouterr().out
    for sentence in a_brief().article.sentences():
        assert (sentence.src or sentence.zh) in text


def test_show_json_is_the_record(outputs, capfdbinary):
    assert run(["show", "lanchuan-robots", "--json"]) == 0
    assert from_json(capfdbinary.readouterr().out) == a_brief()


@pytest.mark.parametrize(("doc", "said"), [("nothing", "no such document"), ("", "fits several")])
def test_unknown_documents_name_what_there_is(outputs, capsys, doc, said):
    assert run(["show", doc]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert "lanchuan-robots" in error


def test_a_terminal_shows_colour_and_folds(outputs):
    text = terminal(a_brief(), full=True)
    assert "\x1b[" in text
    assert "To review (3)" in text
    assert all(len(line) < 200 for line in text.splitlines())


def test_no_text_of_an_article_reaches_the_terminal_raw(outputs, capsys):
    evil = with_title(a_small_brief("evil", EVIL, EVIL), Title(EVIL), EVIL)
    text = terminal(evil, full=True)
    assert "\x1b]" not in text
    assert "\x9b" not in text
    assert "\x1b[31mred" not in text
    assert "[bold]x[/bold]" in text
    for words in (["list"], ["search", "after"], ["show", "evil"]):
        assert run(words) == 0
        assert "\x1b" not in capsys.readouterr().out


def test_list_in_a_pipe_has_a_line_each(outputs, capsys):
    assert run(["list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["evil", "lanchuan-robots"]
    assert {len(line.split("\t")) for line in lines} == {6}
    assert run(["list", "--review", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["id"], row["review"]) for row in rows] == [("lanchuan-robots", 3)]


def test_search(outputs, capsys):
    assert run(["search", "机器人", "reducers"]) == 0
    assert capsys.readouterr().out.startswith("lanchuan-robots\t2026-03-07\t")
    assert run(["search", "--json", "annual work conference"]) == 0
    assert "annual work conference" in json.loads(capsys.readouterr().out)["line"]
    assert run(["search", "zzz"]) == 0
    assert capsys.readouterr() == ("", "nothing found\n")


@pytest.mark.parametrize("words", [["list"], ["search", "x"]])
def test_no_outputs_yet(tmp_path, monkeypatch, capsys, words):
    monkeypatch.setenv("ZHBRIEF_OUTPUTS", str(tmp_path / "none"))
    assert run(words) == 0
    assert "no briefs yet" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_outputs_folder_as_the_settings_find_it(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ZHBRIEF_OUTPUTS", raising=False)
    put(tmp_path, a_small_brief("here"))
    (tmp_path / "pyproject.toml").write_text(f"[tool.zhbrief]\noutputs = '{tmp_path}'\n")
    assert run(["list"]) == 0
    assert capsys.readouterr().out.startswith("here\t")
    (tmp_path / "pyproject.toml").write_text("[")
    assert run(["list"]) == 2


def test_a_read_only_folder_can_still_be_listed(outputs, monkeypatch, capsys):
    assert run(["list"]) == 0
    capsys.readouterr()

    def refuse(_self):
        raise sqlite3.OperationalError("attempt to write a readonly database")

    monkeypatch.setattr(Catalogue, "sync", refuse)
    assert run(["list"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
