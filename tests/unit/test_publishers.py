"""Publishers and people by their English names on every page, with the Chinese beside them in its own language."""

from __future__ import annotations

import io
import re

from rich.console import Console

from flows.steps.render.markdown import brief_md, full_md
from flows.steps.render.page import brief_html
from flows.steps.render.terminal import show_brief
from flows.steps.render.view import View
from flows.steps.types import Credit, Name
from tests.builders import a_brief, an_article

NAMES = (
    Name("云岭日报", "Yunling Daily", "organisation", "rule"),
    Name("陆听澜", "Lu Tinglan", "person", "rule"),
    Name("许见山", "Xu Jianshan", "person", "rule"),
    Name("日报", "daily paper", "term", "glossary"),
)
BRIEF = a_brief(names=NAMES, article=an_article(republisher="远桥门户", credits=(Credit("photo", "陆听澜"),)))


def test_a_name_of_the_document_has_its_english_and_others_have_none() -> None:
    view = View(BRIEF)
    assert view.bilingual("云岭日报") == "Yunling Daily (云岭日报)"
    assert view.bilingual("远桥门户") == "远桥门户"
    assert view.called("日报") == ""  # a term calls nobody


def test_markdown_names_publisher_author_and_editor() -> None:
    people = "Lu Tinglan (陆听澜), editor Xu Jianshan (许见山)"
    line = f"Yunling Daily (云岭日报) · republished by 远桥门户 · March 7, 2026 · {people}"
    assert line in brief_md(BRIEF)
    assert line in full_md(BRIEF)


def test_the_terminal_names_them_too() -> None:
    out = io.StringIO()
    show_brief(BRIEF, console=Console(file=out, width=200))
    assert (
        "Yunling Daily (云岭日报) · March 7, 2026 · Lu Tinglan (陆听澜) · editor Xu Jianshan (许见山)" in out.getvalue()
    )


def test_the_page_tells_the_language_of_each() -> None:
    html = brief_html(BRIEF)
    head = html[html.index('<header class="head">') : html.index("</header>", html.index('<header class="head">'))]
    for en, zh in (("Yunling Daily", "云岭日报"), ("Lu Tinglan", "陆听澜"), ("Xu Jianshan", "许见山")):
        assert f'<span dir="auto">{en}</span> <span class="said" lang="zh-Hans" dir="auto">({zh})</span>' in head
    assert '<span lang="zh-Hans" dir="auto">远桥门户</span>' in head
    assert not re.search(r"[一-鿿]", re.sub(r'<(\w+)[^>]*lang="zh-Han[st]"[^>]*>[^<]*</\1>', "", head))


def test_the_record_keeps_the_chinese() -> None:
    article = BRIEF.article
    assert (article.publisher, article.authors, article.editor) == ("云岭日报", ("陆听澜",), "许见山")
