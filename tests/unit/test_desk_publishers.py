"""Publishers by their English names on the desk's pages, in the feed and in lists, with the Chinese beside them."""

from __future__ import annotations

import io
import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import feedparser
import pytest
from rich.console import Console

from flows.steps.catalogue import open_catalogue, search
from flows.steps.catalogue.tables import TABLES, VERSION
from flows.steps.render import site, terminal
from flows.steps.render.site import write_site
from flows.steps.render.words import name_page
from flows.steps.types import Brief, Name
from tests.builders import a_small_brief, an_article
from tests.unit.test_site import publish, read, searched

PAPER = Name("云岭日报", "Yunling Daily", "organisation", "rule")
PLACE = Name("标题", "Headline County", "place", "rule")
BOTH = (
    '<span><span dir="auto">Yunling Daily</span> <span class="said" lang="zh-Hans" dir="auto">(云岭日报)</span></span>'
)


def of(doc: str, publisher: str | None, *names: Name) -> Brief:
    brief = a_small_brief(doc, names=names)
    return replace(brief, article=an_article(brief.article.paragraphs, publisher=publisher))


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    publish(tmp_path, of("known", "云岭日报", PAPER, PLACE), of("other", "远桥门户"), of("none", None))
    write_site(tmp_path, ["known", "other", "none"])
    return tmp_path


def test_rows_have_the_english_where_the_names_do(outputs: Path) -> None:
    with open_catalogue(outputs) as catalogue:
        rows = {row.id: (row.publisher, row.publisher_en, row.paper) for row in catalogue.rows()}
        assert [hit.row.id for hit in search(catalogue, '"Yunling Daily"')] == ["known"]
        assert [hit.row.id for hit in search(catalogue, "云岭日报")] == ["known"]
    assert rows == {
        "known": ("云岭日报", "Yunling Daily", "Yunling Daily (云岭日报)"),
        "other": ("远桥门户", "", "远桥门户"),
        "none": ("", "", ""),
    }


def test_a_catalogue_of_the_older_shape_is_made_again(outputs: Path) -> None:
    (outputs / "briefs.db").unlink()
    db = sqlite3.connect(outputs / "briefs.db")
    older = TABLES.replace(" publisher_en TEXT,", "")
    assert older != TABLES
    db.executescript(f"{older}PRAGMA user_version={VERSION - 1};")
    db.close()
    with open_catalogue(outputs) as catalogue:
        assert {row.publisher_en for row in catalogue.rows()} == {"Yunling Daily", ""}


def test_the_pages_name_it_in_both_languages(outputs: Path) -> None:
    index = read(outputs, "index.html")
    assert f'<p class="kicker">{BOTH}' in index
    assert f"<h3>{BOTH}</h3>" in index
    assert '<h3><span lang="zh-Hans" dir="auto">远桥门户</span></h3>' in index
    assert "<h3>Publisher unknown</h3>" in index
    for name in ("digest.html", f"names/{name_page(PLACE)}.html"):
        assert f'<p class="kicker">{BOTH}' in read(outputs, name)


def test_older_briefs_are_headed_the_same_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "LISTED", 1)
    publish(tmp_path, of("a", None), of("b", "云岭日报", PAPER))
    write_site(tmp_path, ["a", "b"])
    assert f"<h3>{BOTH}</h3>" in read(tmp_path, "older.html")


def test_one_brief_that_knows_it_heads_its_day_and_the_filter(tmp_path: Path) -> None:
    publish(tmp_path, of("a", "云岭日报"), of("b", "云岭日报", PAPER), of("c", "远桥门户"))
    write_site(tmp_path, ["a", "b", "c"])
    index = read(tmp_path, "index.html")
    assert index.count(f"<h3>{BOTH}</h3>") == 1
    options = index[index.index('<select id="publisher">') : index.index("</select>")]
    assert '<option value="云岭日报">Yunling Daily (云岭日报)</option>' in options
    assert options.endswith('<option value="远桥门户" lang="zh-Hans">远桥门户</option>')


def test_the_search_has_both(outputs: Path) -> None:
    briefs = {brief[0]: brief for brief in searched(read(outputs, "search.js"))["briefs"]}
    assert (briefs["known"][2], briefs["known"][10]) == ("云岭日报", "Yunling Daily")
    assert (briefs["other"][2], briefs["other"][10]) == ("远桥门户", "")


def test_the_feed_names_its_authors(outputs: Path) -> None:
    authors = {entry.author for entry in feedparser.parse(read(outputs, "feed.xml")).entries}
    assert authors == {"Yunling Daily (云岭日报)", "远桥门户", "unknown publisher"}


def test_the_list_names_it_and_keeps_its_columns(
    outputs: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_catalogue(outputs) as catalogue:
        rows = [row for row in catalogue.rows() if row.publisher]
    terminal.print_rows(rows, as_json=True)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {(line["publisher"], line["publisher_en"]) for line in lines} == {
        ("云岭日报", "Yunling Daily"),
        ("远桥门户", None),
    }
    terminal.print_rows(rows)
    cells = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert {(len(line), line[2]) for line in cells} == {(6, "云岭日报"), (6, "远桥门户")}
    out = io.StringIO()
    monkeypatch.setattr(
        terminal, "_console", lambda: Console(file=out, width=92, force_terminal=True, color_system=None)
    )
    terminal.print_rows(rows)
    assert "标题  Yunling Daily (云岭日报)" in out.getvalue()
    assert "标题  远桥门户" in out.getvalue()


@pytest.mark.parametrize("text", ['<img src=x onerror="alert(1)">', "</option><b>", '"><script>'])
def test_hostile_english_is_text(tmp_path: Path, text: str) -> None:
    publish(tmp_path, of("x", text, Name(text, text, "organisation", "rule")))
    write_site(tmp_path, ["x"])
    for name in ("index.html", "digest.html"):
        assert text not in read(tmp_path, name)
