"""briefs.db: always what the records say, found in both languages, made again when damaged or of another version."""

import sqlite3
from dataclasses import replace

import pytest

from flows.steps.catalogue import Catalogue, open_catalogue, search
from flows.steps.catalogue.subjects import subject
from flows.steps.catalogue.tables import VERSION
from flows.steps.render.record import to_json
from flows.steps.types import Name, Published, Rendering, Title, Translation
from tests.builders import a_brief, a_small_brief, an_article, with_title

QUERIES = {  # query -> ids found, in order
    "robots": ["lanchuan-robots"],
    "robot": ["lanchuan-robots"],  # stems
    "机器人": ["lanchuan-robots"],
    "投产": ["lanchuan-robots"],  # two characters are no trigram
    "产": ["lanchuan-robots"],
    "穿針引線": ["lanchuan-robots"],  # as printed
    "穿针引线": ["lanchuan-robots"],
    "harbor": ["port"],
    "港口": ["port"],
    "港口 harbor": ["port"],
    "港口 robots": [],
    '"Shen Zhiyuan"': ["lanchuan-robots"],
    '"Zhiyuan Shen"': [],
    "%": [],
    "_": [],
    '"': [],
    "": [],
    "*": [],
    'a" OR "b': [],
    "NEAR(": ["lanchuan-robots"],  # a word like any other, and the start of nearly
    "居全国首位": [],  # withheld
}
SUBJECTS = [
    ("全区地区生产总值完成182.6亿元", "182.6", "GDP"),
    ("规模以上工业总产值达到314.5亿元，占全市的23.4%", "314.5", "industrial output value above designated size"),
    ("地区生产总值增长。引进企业64家", "64", None),
    ("参加会议的有600余人", "600", None),
    ("总投资近90亿元", "近90", "total investment"),
]


def a_port(**changes):
    brief = a_small_brief("port", "港口今日开航。", "The harbor opened today.", **changes)
    brief = with_title(brief, Title("港口开航"), "Harbor opens")
    return replace(brief, names=(Name("云岭市", "Yunling", "place", "rule"),))


def put(outputs, *briefs):
    for brief in briefs:
        (outputs / brief.id).mkdir(exist_ok=True)
        (outputs / brief.id / "brief.json").write_bytes(to_json(brief))


@pytest.fixture
def outputs(tmp_path):
    undated = with_title(a_small_brief("undated", "无日期。", "No date."), Title("无"))
    put(tmp_path, a_brief(), a_port(), replace(undated, article=replace(undated.article, published=None)))
    return tmp_path


@pytest.mark.parametrize(("query", "ids"), QUERIES.items())
def test_search(outputs, query, ids):
    put(outputs, a_brief(article=an_article(published=Published("2026-04", "month"))))
    with open_catalogue(outputs) as catalogue:
        assert [hit.row.id for hit in search(catalogue, query)] == ids


def test_hits_show_the_line_and_headlines_come_first(outputs):
    put(outputs, a_small_brief("later", "新港口。", "A harbor too."))
    with open_catalogue(outputs) as catalogue:
        hits = search(catalogue, "港口")
    assert [hit.row.id for hit in hits] == ["port", "later"]
    assert hits[1].line == "新港口。"


def test_newest_first_undated_last(outputs):
    put(outputs, a_small_brief("older", article=an_article(published=Published("2019", "year"))))
    with open_catalogue(outputs) as catalogue:
        assert [row.id for row in catalogue.rows()] == ["lanchuan-robots", "port", "older", "undated"]


def test_rows_say_what_a_reader_must_know(outputs):
    with open_catalogue(outputs) as catalogue:
        row = catalogue.row("lanchuan-robots")
    assert (row.day, row.publisher, len(row.review), row.untranslated) == ("2026-03-07", "云岭日报", 3, 1)
    assert row.points[4] == (None, "", "withheld")
    assert row.news == "new"


def test_it_follows_the_records(outputs):
    with open_catalogue(outputs) as catalogue:
        assert catalogue.sync() == []
        catalogue.mark_latest(["lanchuan-robots", "port", "undated"])
    put(outputs, a_port(glossary="other"))
    (outputs / "undated" / "brief.json").unlink()
    with Catalogue(outputs / "briefs.db") as catalogue:
        assert catalogue.sync() == ["port", "undated"]
        assert [row.id for row in catalogue.rows()] == ["lanchuan-robots", "port"]
        assert catalogue.row("port").news == "changed"
        assert search(catalogue, "No date") == []
        catalogue.mark_latest(["port"])
        assert [(row.id, row.news) for row in catalogue.rows()] == [("lanchuan-robots", ""), ("port", "changed")]
    # an update in the course of a run leaves nothing for the next look
    with Catalogue(outputs / "briefs.db") as catalogue:
        catalogue.update([a_port(glossary="other")])
        assert catalogue.sync() == []
        catalogue.remove(["port"])
        assert catalogue.sync() == ["port"]


def test_a_damaged_record_is_left_out(outputs, caplog):
    (outputs / "port" / "brief.json").write_bytes(b"{")
    with open_catalogue(outputs) as catalogue:
        assert "port" not in [row.id for row in catalogue.rows()]
    assert (outputs / "port" / "brief.json.bad").exists()


@pytest.mark.parametrize("damage", ["version", "garbage", "empty", "foreign", "torn"])
def test_made_again(outputs, damage, caplog):
    open_catalogue(outputs).close()
    path = outputs / "briefs.db"
    if damage == "version":
        db = sqlite3.connect(path)
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
        db.close()
    elif damage == "garbage":
        path.write_bytes(b"no database" * 999)
    elif damage == "empty":
        path.write_bytes(b"")
    elif damage == "foreign":
        path.unlink()
        db = sqlite3.connect(path)
        db.execute("CREATE TABLE theirs (a)")
        db.close()
    else:
        data = path.read_bytes()
        path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    with open_catalogue(outputs) as catalogue:
        assert len(catalogue.rows()) == 3
    assert (outputs / "briefs.db.bad").exists() is (damage in {"garbage", "torn"})


def test_names_and_their_figures(outputs):
    with open_catalogue(outputs) as catalogue:
        names = {name.zh: name for name in catalogue.names()}
        assert names["云岭市"].briefs == 2
        assert "规模以上工业" not in names  # a term, not a name
        entry, mentions, figures = catalogue.name(names["澜川高新区"].slug)
        assert [mention.doc for mention in mentions] == ["lanchuan-robots"]
        assert {figure.subject for figure in figures} >= {"GDP", "industrial output value above designated size"}
        assert catalogue.name("no-such-name") is None
        assert entry.slug in catalogue.dirty()


@pytest.mark.parametrize(("zh", "figure", "expected"), SUBJECTS)
def test_subjects(zh, figure, expected):
    assert subject(zh, zh.index(figure)) == expected


def test_texts_that_no_database_takes_are_taken(tmp_path):
    brief = a_small_brief("odd", "坏\udcff句\x00。", "Bad \udcff text", glossary="g")
    put(tmp_path, brief)
    with open_catalogue(tmp_path) as catalogue:
        assert len(search(catalogue, "bad text")) == 1


def test_everything_untranslated(tmp_path):
    put(tmp_path, a_brief(translation=Translation({"t": Rendering("题", None, "untranslated")}), summary=()))
    with open_catalogue(tmp_path) as catalogue:
        assert catalogue.rows()[0].title_en == ""
        assert catalogue.rows()[0].first_point is None
