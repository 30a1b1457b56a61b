"""brief.html: one small page, every passage in its language, nothing from an article ever runs (FAULTS O1)."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.steps.render import render
from flows.steps.render.escape import slug, visible
from flows.steps.render.page import brief_html
from flows.steps.types import ModelRecord, Rendering, ReviewPoint, Sentence, SetAside, Title, Translation
from tests.builders import a_brief, a_small_brief, an_article, related, with_title

SAID = [
    "3 to review", "Withheld.", "edited", "repaired", "quoted from the article", "needs review", "Not translated",
]  # fmt: skip
VOID = {"meta", "input", "br", "link"}
HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg onload=alert(1)>', "javascript:alert(1)",
    "</style><script>1</script>", "{{ 7*7 }}", "{% import os %}", "</title><script>", "<!--", "&lt;b&gt;", "\u202e",
    "' onfocus=1 '",
]  # fmt: skip


class Page(HTMLParser):
    """The elements of a page, its text by id, and the language of every run of Chinese."""

    def __init__(self, html):
        super().__init__()
        self.stack, self.elements, self.runs, self.code = [], [], [], {"style": "", "script": ""}
        self.feed(html)
        self.close()
        assert self.stack == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.stack.pop()[0] == tag

    def handle_data(self, data):
        tag = self.stack[-1][0] if self.stack else ""
        if tag in self.code:
            self.code[tag] += data
        elif data.strip():
            lang = next((attrs["lang"] for _, attrs in reversed(self.stack) if "lang" in attrs), "")
            self.runs.append((lang, data))

    def tags(self, name):
        return [attrs for tag, attrs in self.elements if tag == name]


def with_text(text):
    brief = a_small_brief("small", text, text)
    article = an_article(brief.article.paragraphs, publisher=text, editor=text, authors=(text,))
    return with_title(replace(brief, article=article, glossary=text), Title(text), text)


def test_policy_admits_our_style_and_script_only():
    page = Page(brief_html(a_brief()))
    policy = next(a["content"] for a in page.tags("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none';")
    for kind, code in page.code.items():
        digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy


def test_every_run_of_chinese_has_its_language():
    hant = a_brief(source=replace(a_brief().source, script="Hant"))
    for brief in (a_brief(), hant):
        for lang, text in Page(brief_html(brief)).runs:
            if re.search("[\u4e00-\u9fff]", text):
                assert lang.startswith("zh"), text
    assert any(lang == "zh-Hant" for lang, _ in Page(brief_html(hant)).runs)


def test_states_are_seen():
    text = " ".join(run for _, run in Page(brief_html(a_brief())).runs)
    for said in SAID:
        assert said in text
    assert "机器人产业规模将居全国首位" not in text
    generated = with_title(a_brief(), Title("拟题", origin="generated"))
    assert "headline generated" in brief_html(generated)
    preview = a_brief(models=(ModelRecord("translator", "builtin", "0", preview=True),))
    assert 'class="preview"' in brief_html(preview)


def test_links_stay_inside_and_lead_somewhere():
    page = Page(brief_html(a_brief(related=(related("b c"),))))
    ids = {attrs["id"] for _, attrs in page.elements if "id" in attrs}
    for attrs in page.tags("a"):
        assert attrs["href"].startswith(("#", "../")), attrs
        assert not attrs["href"].startswith("#") or attrs["href"][1:] in {*ids, ""}, attrs
    assert {tag for tag, _ in page.elements} & {"img", "link", "iframe", "object", "form", "base"} == set()


def test_ids_are_unique_and_headings_in_order():
    page = Page(brief_html(a_brief()))
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text):
    usual, page = Page(brief_html(with_text("甲"))), Page(brief_html(with_text(text)))
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in usual.elements]
    assert not any(name.startswith("on") for _, attrs in page.elements for name in attrs)
    assert any(visible(text) == run.strip() for _, run in page.runs)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=40))
def test_parsing_the_page_gives_the_text_back(text):
    runs = "\n".join(run for _, run in Page(brief_html(with_text("始" + text + "终"))).runs)
    assert visible("始" + text + "终") in runs


def test_under_200_kb_however_long():
    sentences = tuple(Sentence(f"p1.{n}", (n, n), "长句，" * 30) for n in range(1, 3000))
    paragraphs = tuple(
        replace(a_brief().article.paragraphs[1], id=f"p{n}", sentences=(s,)) for n, s in enumerate(sentences)
    )
    english = "Long sentence. " * 10
    renderings = {s.id: Rendering(s.zh, english, "ok") for s in sentences}
    small = a_small_brief("long")
    aside = SetAside((1, 1), None, "navigation", "links", "首页要闻园区" * 2000)
    article = an_article(paragraphs, set_aside=(aside,) * 40)
    facts = tuple(replace(a_brief().facts[0], id=f"f{n}") for n in range(2000))
    review = tuple(ReviewPoint(s.id, "figures", "not in the English: 11次") for s in sentences)
    long = replace(small, article=article, summary=(), translation=Translation(renderings), facts=facts, review=review)
    files = render(long)
    assert len(files["brief.html"]) < 200_000
    assert b"full.md" in files["brief.html"]
    assert all(s.zh.encode() in files["full.md"] for s in sentences)
    assert len(render(a_brief())["brief.html"]) < 60_000


def test_same_bytes_again_and_nothing_missing_breaks_it():
    nothing = {"published": None, "publisher": None, "authors": (), "editor": None, "credits": (), "set_aside": ()}
    bare = a_brief(
        article=an_article(title=None, **nothing),
        title=Title("题" * 300, origin="generated"), summary=(), facts=(), names=(), review=(), models=(), stages={},
        translation=Translation({}),
    )  # fmt: skip
    for brief in (a_brief(), bare):
        assert render(brief) == render(brief)
    assert "Undated" in brief_html(bare)
    assert "nothing to review" in brief_html(bare)


def test_slugs_are_plain_and_distinct():
    assert re.fullmatch("[a-z0-9-]+", slug("Li Weishu <x>/../", "李"))
    assert slug("Same", "甲") != slug("Same", "乙")
