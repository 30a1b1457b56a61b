"""The desk's pages: complete, safe, and written only where something changed."""

import json
import re
from dataclasses import replace

import feedparser
import pytest
from lxml import etree

from flows.steps.catalogue.rows import FigureEntry
from flows.steps.render import render
from flows.steps.render.chart import charts
from flows.steps.render.escape import shown
from flows.steps.render.site import FILES, LISTED, index_html, search_js, write_site
from flows.steps.render.words import name_page
from flows.steps.types import Name, Published, Title
from tests.builders import a_brief, a_small_brief, an_article, with_title
from tests.unit.test_page import HOSTILE, Page

ROBOTICS = Name("禾光机器人", "Heguang Robotics", "organisation", "rule")
ZONE = Name("澜川高新区", "Lanchuan High-Tech Zone", "place", "rule")
ATOM = "{http://www.w3.org/2005/Atom}"


def publish(outputs, *briefs):
    for brief in briefs:
        (outputs / brief.id).mkdir(exist_ok=True)
        for name, data in render(brief).items():
            (outputs / brief.id / name).write_bytes(data)
        meta = {"first_written": "2026-03-08T07:00:00+00:00", "last_written": "2026-03-08T07:00:00+00:00"}
        (outputs / brief.id / "meta.json").write_text(json.dumps(meta))


@pytest.fixture
def outputs(tmp_path):
    undated = a_small_brief("undated", article=an_article(published=None, publisher=None))
    publish(tmp_path, a_brief(), a_small_brief("small"), undated)
    write_site(tmp_path, ["lanchuan-robots", "small", "undated"])
    return tmp_path


def read(outputs, name):
    return (outputs / name).read_text(encoding="utf-8")


def searched(script):
    return json.loads(script.removeprefix("self.zhbriefData = ").rstrip().removesuffix(";"))


def test_no_briefs_yet(tmp_path):
    assert set(write_site(tmp_path, ())) == set(FILES)
    assert "No briefs yet" in read(tmp_path, "index.html")
    assert feedparser.parse(read(tmp_path, "feed.xml")).entries == []


def test_index_by_day_undated_last_with_news_and_review(outputs):
    text = read(outputs, "index.html")
    assert text.index("March 7, 2026") < text.index("Undated")
    assert "New in the latest run" in text
    assert "To review" in text
    assert "3 points" in text
    assert text.count('href="lanchuan-robots/brief.html"') >= 2


def test_only_what_changed_is_written(outputs):
    before = {path: path.stat().st_mtime_ns for path in outputs.rglob("*.html")}
    assert write_site(outputs, ()) == []
    publish(outputs, with_title(a_small_brief("small"), Title("新题"), "A new headline"))
    written = write_site(outputs, ["small"])
    assert "index.html" in written
    assert not [name for name in written if name.startswith("names/")]
    changed = {path for path, time in before.items() if path.stat().st_mtime_ns != time}
    assert {path.relative_to(outputs).as_posix() for path in changed} == {
        "index.html", "digest.html", "small/brief.html",
    }  # fmt: skip


def test_pages_of_names_come_and_go(outputs):
    page = outputs / "names" / f"{name_page(ROBOTICS)}.html"
    assert "二期工厂" in page.read_text(encoding="utf-8")
    publish(outputs, a_brief(names=()))
    write_site(outputs, ["lanchuan-robots"])
    assert list((outputs / "names").iterdir()) == []


def test_links_of_a_brief_lead_to_pages_of_names(outputs):
    for link in re.findall(r'href="\.\./(names/[^"]+)"', read(outputs, "lanchuan-robots/brief.html")):
        assert (outputs / link).is_file()


def test_a_page_that_was_deleted_comes_back(outputs):
    (outputs / "index.html").unlink()
    (outputs / "search.js").unlink()
    assert write_site(outputs, ()) == ["index.html", "search.js"]


def test_figures_side_by_side(outputs):
    later = an_article(published=Published("2027-03-01", "day"))
    publish(outputs, a_brief("next-year", article=later))
    write_site(outputs, ["next-year"])
    page = read(outputs, f"names/{name_page(ZONE)}.html")
    assert "<svg" in page
    assert page.count("182.6亿元") >= 2
    assert 'aria-label="GDP: 18.26 billion yuan (March 7, 2026); 18.26 billion yuan (March 1, 2027)"' in page


def test_charts_hold_their_ground():
    def entry(doc, day, low, high=None):
        return FigureEntry(doc, day, "GDP", "amount", "CNY", low, low, low, high or low, "p1.1")

    drawn = charts([entry("a", "2020-01-01", "10"), entry("b", "2021-01-01", "20", "30"), entry("c", "", "5")])
    assert [dot.x for dot in drawn[0].dots] == [40, 600]
    assert drawn[0].dots[1].y_high < drawn[0].dots[1].y < drawn[0].dots[0].y
    for odd in ("NaN", "Infinity", "-1", "", "十"):
        assert charts([entry("a", "2020-01-01", odd), entry("b", "2021-01-01", "1")])[0].dots == ()
    assert charts([entry("a", "2020-01-01", "1")]) == []
    many = charts([entry(f"d{n}", f"20{n:02}-01-01", "1") for n in range(10, 60)])[0]
    assert 2 <= sum(dot.shown for dot in many.dots) <= 4


def test_feed_validates_and_stays_the_same(outputs):
    root = etree.fromstring((outputs / "feed.xml").read_bytes())
    assert root.tag == ATOM + "feed"
    for element in (root, *root.iter(ATOM + "entry")):
        assert all(element.find(ATOM + need) is not None for need in ("id", "title", "updated"))
    found = feedparser.parse(read(outputs, "feed.xml"))
    assert not found.bozo
    first = next(entry for entry in found.entries if entry.link == "lanchuan-robots/brief.html")
    assert first.id.startswith("urn:uuid:")
    assert first.published == "2026-03-07T00:00:00+00:00"
    assert first.updated == "2026-03-08T07:00:00+00:00"
    assert "澜川高新区" in first.content[0].value
    assert "annual work conference" in first.content[0].value
    before = {entry.id: dict(entry) for entry in found.entries}
    publish(outputs, a_small_brief("more"))
    write_site(outputs, ["more"])
    after = {entry.id: dict(entry) for entry in feedparser.parse(read(outputs, "feed.xml")).entries}
    assert {key: after[key] for key in before} == before


def test_digest_is_ten_lines_and_links(outputs):
    publish(outputs, *(a_small_brief(f"d{n}") for n in range(14)))
    write_site(outputs, [f"d{n}" for n in range(14)])
    lines = read(outputs, "digest.md").splitlines()
    assert "14 new, 0 changed" in lines[2]
    assert sum(line.startswith("- [") for line in lines) == 10
    assert "4 more" in lines[-1]
    publish(outputs, with_title(a_small_brief("d1"), Title("又")))
    write_site(outputs, ["d1"])
    assert "0 new, 1 changed" in read(outputs, "digest.md")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(tmp_path, text):
    brief = with_title(a_small_brief("x", text, text), Title(text), text)
    brief = replace(brief, names=(Name(text, text, "person", "rule"),))
    publish(tmp_path, replace(brief, article=replace(brief.article, publisher=text)))
    for name in [name for name in write_site(tmp_path, ["x"]) if name.endswith(".html")]:
        page = Page(read(tmp_path, name))
        assert {tag for tag, _ in page.elements} & {"img", "iframe", "object", "b"} == set()
        assert not any(key.startswith("on") for _, attrs in page.elements for key in attrs)
        assert len(page.tags("script")) <= 1
    script = read(tmp_path, "search.js")
    assert not re.search("[<>&\u2028\u2029]", script)
    assert searched(script)["briefs"][0][4] == shown(text)
    assert not feedparser.parse(read(tmp_path, "feed.xml")).bozo


def test_many_briefs_go_to_an_older_page(tmp_path):
    publish(tmp_path, a_small_brief("one"))
    write_site(tmp_path, ["one"])
    assert not (tmp_path / "older.html").exists()
    from flows.steps.catalogue import open_catalogue

    with open_catalogue(tmp_path) as catalogue:
        rows = [replace(catalogue.rows()[0], id=f"d{n}", news="") for n in range(LISTED + 5)]
    assert "5 earlier briefs" in index_html(rows, [])
    assert len(searched(search_js(rows, [], {}))["briefs"]) == LISTED + 5
