"""`zhbrief eval cleaning`: what is right, wrong and optional, on two pages of our own."""

import json

import pytest

from flows import cli
from flows.evaluate.pages import line_hash, load_pages, score

LEAD = "云溪区召开年度工作会议，安排部署全年工作，要求各单位加快推进重点项目建设，确保完成任务目标。"
MORE = "会议指出，去年全区生产总值完成410亿元，增长8.1%，规模以上工业产值突破千亿元大关，创历史最好成绩。"
BYLINE = "（本报记者 甲乙丙）"
PAGE = f"""<html><head><title>云溪区加快建设现代产业园区_云溪网</title></head><body>
<div class="nav"><a href="/">首页</a><a href="/a">新闻</a></div>
<div id="article"><h1>云溪区加快建设现代产业园区</h1><p>2024-03-05 来源：云溪日报</p>
<p>{LEAD}</p><p>{MORE}</p><p>{BYLINE}</p></div>
<div class="footer">Copyright 云溪网 版权所有 ICP备00000000号</div></body></html>"""
SCORES = [
    ("甲乙丙丁", "甲乙丙丁", "", (1.0, 1.0)),
    ("甲乙丙丁", "甲乙", "", (0.5, 1.0)),
    ("甲乙丙丁", "甲乙", "丙丁", (1.0, 1.0)),
    ("甲乙", "甲乙丙丁", "", (1.0, 0.5)),
    ("", "甲乙", "", (0.0, 0.0)),
]


@pytest.fixture
def folder(tmp_path):
    site = tmp_path / "pages" / "cloud"
    site.mkdir(parents=True)
    gold = {"title": "云溪区加快建设现代产业园区", "publish_time": "2024-03-05", "content": f"{LEAD}\n{MORE}\n{BYLINE}"}
    (site / "one.html").write_text(PAGE, encoding="utf-8")
    (site / "one.json").write_text(json.dumps(gold), encoding="utf-8")
    (site / "no-gold.html").write_text(PAGE, encoding="utf-8")
    marks = tmp_path / "labels" / "cloud"
    marks.mkdir(parents=True)
    (marks / "one.json").write_text(
        json.dumps({"optional": [line_hash(BYLINE)], "publisher": line_hash("云溪日报")}), encoding="utf-8"
    )
    return tmp_path


@pytest.mark.parametrize(("kept", "body", "optional", "expected"), SCORES)
def test_scores_count_optional_text_neither_way(kept, body, optional, expected):
    found = score(kept, body, optional)
    assert (found.precision, found.recall) == pytest.approx(expected)


def test_pages_are_loaded_with_their_labels(folder):
    (page,) = load_pages(folder / "pages", folder / "labels")
    assert (page.site, page.body, page.optional) == ("cloud", (LEAD, MORE), (BYLINE,))
    assert page.date == "2024-03-05"


def test_the_command_scores_three_cleaners_and_the_rules(folder, capsys):
    arguments = ["eval", "cleaning", str(folder / "pages"), "--labels", str(folder / "labels"), "--json"]
    assert cli.run(arguments) == 0
    *rows, rules = map(json.loads, capsys.readouterr().out.splitlines())
    assert [row["cleaner"] for row in rows] == ["zhbrief", "trafilatura", "readability-lxml"]
    assert {key: rows[0][key] for key in ("f1", "title", "date", "publisher")} == dict.fromkeys(
        ("f1", "title", "date", "publisher"), 1.0
    )
    assert all("clean v" in row["signature"] for row in rows)
    assert sum(rule["wrong"] for rule in rules["rules"]) == 0


def test_a_folder_without_gold_is_a_usage_error(tmp_path, capsys):
    assert cli.run(["eval", "cleaning", str(tmp_path)]) == 2
    assert "no page with its gold" in capsys.readouterr().err
