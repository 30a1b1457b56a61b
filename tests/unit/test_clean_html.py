"""HTML pages of our own: a government site, a body of line breaks, a paywalled stub, a layout of tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.steps.clean import clean
from flows.steps.decode import decode
from flows.steps.types import Source
from tests.cleaned import text_of

PAGES = Path(__file__).parent / "pages"
LEAD = "5月10日，云溪区召开会议，部署全年重点工作，要求加快推进项目建设，确保完成目标任务。"
TITLES = [
    ("<title>云溪区召开会议_云溪新闻_云溪网</title>", "<h1>云溪区召开会议</h1>", "云溪区召开会议"),
    ("<title>云溪区召开会议-云溪区人民政府</title>", "<div>云溪区召开会议</div>", "云溪区召开会议"),
    ("<title>[视频]云溪区召开会议</title>", "", "云溪区召开会议"),
    (
        "<title>云溪-澜江高铁开工 全长120公里</title>",
        "<h1>云溪-澜江高铁开工 全长120公里</h1>",
        "云溪-澜江高铁开工 全长120公里",
    ),
    ("<title>新闻中心</title>", "<h1>云溪区召开会议部署全年工作</h1>", "云溪区召开会议部署全年工作"),
    ('<title>云溪区召开会议 - 云溪网</title><meta property="og:title" content="云溪区召开会议">', "", "云溪区召开会议"),
]


def page(name: str):
    return clean(decode(Source(name, (PAGES / name).read_bytes(), "")))


def kept(article):
    return [(paragraph.kind, paragraph.zh) for paragraph in article.paragraphs]


def test_a_government_page():
    article = page("government.html")
    assert article.title.zh == "云溪区党工委召开扩大会议"
    assert (article.published.value, article.publisher) == ("2024-05-11T10:20+08:00", "云溪区融媒体中心")
    assert [kind for kind, _ in kept(article)] == ["text", "caption", "text", "heading", "text", "text", "text"]
    assert kept(article)[-1] == ("text", "甲园区 12.5")
    assert {cut.rule for cut in article.set_aside} == {"metadata", "outside the article"}


def test_a_body_of_line_breaks_with_comments_below():
    article = page("breaks.html")
    assert article.title.zh == "云溪一季度GDP增长6.1%"
    assert [zh[:6] for _, zh in kept(article)] == ["2024-0", "其中，第二产", "第三产业增加"]
    assert article.authors == ("甲乙",)


def test_a_paywalled_stub_is_kept_and_flagged():
    article = page("paywall.html")
    assert len(article.paragraphs) == 1
    assert "the page gives only a part of the article" in article.flags


@pytest.mark.parametrize(("head", "top", "expected"), TITLES, ids=range(len(TITLES)))
def test_titles_of_pages(head, top, expected):
    body = f"<html><head>{head}</head><body>{top}<div><p>{LEAD}</p><p>{LEAD}</p></div></body></html>"
    assert clean(text_of(body, "html")).title.zh == expected


def test_a_layout_of_tables_is_no_table_of_figures():
    nav = "<td><a href=/>首页</a><br><a href=/a>新闻</a></td>"
    body = (
        f"<html><body><table><tr>{nav}<td><p>{LEAD}</p><p>{LEAD}会议要求狠抓落实。</p></td></tr></table></body></html>"
    )
    assert kept(clean(text_of(body, "html")))[0] == ("text", LEAD)


def test_hidden_text_and_controls_are_no_text():
    hidden = '<p style="display: none">隐藏的广告文字，不应出现。</p><button>关闭</button><select><option>甲</select>'
    body = f"<html><body><div><p>{LEAD}</p>{hidden}<p>{LEAD}</p></div></body></html>"
    assert [zh for _, zh in kept(clean(text_of(body, "html")))] == [LEAD, LEAD]


@pytest.mark.xfail(reason="a date in the same block as the first sentence is not told from the text", strict=True)
def test_known_failure_date_before_the_first_sentence():
    assert page("breaks.html").published is not None
