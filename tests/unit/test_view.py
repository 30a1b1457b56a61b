"""What all pages show of a brief: names at first mention and by their forms, figures by their check."""

from typing import get_args

import pytest

from flows.steps.render import words
from flows.steps.render.view import View, with_chinese
from flows.steps.types import (
    CheckName,
    Name,
    NameKind,
    Rendering,
    Sentence,
    SentenceOrigin,
    SentenceState,
    SummaryOrigin,
    SummaryState,
    Translation,
)
from tests.builders import a_brief, a_small_brief, an_article

NAMES = {"Li Wei": "李炜", "Li Weishu": "李炜姝", "FAW": "一汽", "FAW Group": "一汽集团"}
FIRST = [
    ("Li Weishu met Li Wei.", "Li Weishu (李炜姝) met Li Wei (李炜)."),
    ("FAW Group and FAW, and FAW again.", "FAW Group (一汽集团) and FAW (一汽), and FAW again."),
    ("The FAWs of Li Weis.", "The FAWs of Li Weis."),
    ("Nobody.", "Nobody."),
]


def text(parts):
    return "".join(f" ({part})" if chinese else part for part, chinese in parts)


@pytest.mark.parametrize(("en", "expected"), FIRST)
def test_first_mention(en, expected):
    seen = set()
    assert text(with_chinese(en, NAMES, seen)) == expected
    assert text(with_chinese(en, NAMES, seen)) == en


def test_the_form_that_stands_beside_it():
    forms = tuple(Name(zh, "Lanchuan Zone", "place", "glossary") for zh in ("澜川高新技术产业开发区", "高新区"))
    for zh, expected in (("高新区动工。", "高新区"), ("它动工。", "澜川高新技术产业开发区")):
        brief = a_small_brief("x", zh, "Lanchuan Zone begins.", names=forms)
        assert View(brief).points[0].en[1] == (expected, True)


def test_names_by_kind_and_form():
    forms = (
        Name("高新区", "The Zone", "place", "rule"), Name("澜川高新区", "The Zone", "place", "rule"),
        Name("李伟", "Li Wei", "person", "rule"), Name("李炜", "Li Wei", "person", "rule"),
        Name("规上", "above designated size", "term", "glossary"),
    )  # fmt: skip
    view = View(a_brief(names=forms))
    counted = [(label, [len(group) for group in groups]) for label, groups in view.names]
    assert counted == [("People", [1, 1]), ("Places", [2])]
    assert [label for label, _ in view.terms] == ["Terms"]


def test_figures_say_where_the_english_differs():
    rows = {row.fact.zh: row for row in View(a_brief()).figures}
    assert (rows["近90亿元"].tick, rows["近90亿元"].wrong) == ("wrong", ("s4",))
    assert (rows["182.6亿元"].tick, rows["182.6亿元"].key) == ("ok", True)
    assert rows["600余人"].tick == "absent"


def test_captions_stand_apart_and_marks_are_told():
    view = View(a_brief())
    assert [paragraph.id for paragraph, _ in view.captions] == ["p1", "p7"]
    marks = {p.sentence.id: p.marks for _, passages in view.paragraphs for p in passages}
    assert marks["p4.2"] == ("repaired",)
    assert marks["p4.3"] == ("needs review",)
    assert [point.marks for point in view.points][2:] == [
        ("edited",), ("needs review", "quoted from the article"), ("withheld",),
    ]  # fmt: skip


def test_a_key_point_without_english_says_so():
    brief = a_small_brief("x")
    point = brief.summary[0].__class__("s1", "要点。", (), en=None)
    assert View(a_small_brief("x", summary=(point,))).points[0].marks == ("not translated",)


def test_what_was_never_translated_is_untranslated():
    sentence = Sentence("p1.1", (1, 1), "句。")
    brief = a_brief(article=an_article((a_brief().article.paragraphs[0].__class__("p1", "text", (sentence,)),)))
    bare = View(a_brief(article=brief.article, translation=Translation({})))
    assert bare.rendering("p1.1") == Rendering("", None, "untranslated")
    assert bare.title_en == "Headline not translated"


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ((CheckName,), words.CHECKS), ((NameKind,), words.KINDS),
        ((SentenceState, SummaryState), words.STATES), ((SentenceOrigin, SummaryOrigin), words.ORIGINS),
    ],
)  # fmt: skip
def test_there_is_a_word_for_everything(kinds, said):
    assert {value for kind in kinds for value in get_args(kind)} == set(said)
