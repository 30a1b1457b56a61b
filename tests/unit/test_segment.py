"""Sentences, units and run-in heads."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.steps.segment import run_in_head, split_sentences, split_units, words

CHINESE = st.text(alphabet="云溪区发展，、；：。！？——……“”（）《》 \n3.5,a", max_size=300)

SENTENCES = [
    ("会议召开。与会者五百人！", ["会议召开。", "与会者五百人！"]),
    ("如何破题？如何开局？", ["如何破题？", "如何开局？"]),
    ("他问：“怎么办？”没人回答。", ["他问：“怎么办？”没人回答。"]),
    ("他说：“今天很好。”大家笑了。", ["他说：“今天很好。”", "大家笑了。"]),
    ("“真的吗？”的问题。", ["“真的吗？”的问题。"]),
    ("读《什么是云溪？》有感。", ["读《什么是云溪？》有感。"]),
    ("停产……随后复产。", ["停产……随后复产。"]),
    ("产值3.5亿元（约0.5亿美元。）。完了", ["产值3.5亿元（约0.5亿美元。）。", "完了"]),
    ("见http://a.example/x?y=1。好", ["见http://a.example/x?y=1。", "好"]),
]

HEADS = [
    ("政策聚才。谋划三年培养计划，研究制定若干政策。", "政策聚才。"),
    (
        "稳投资，项目建设保持全市领先——云溪区积极作为，有效应对不利影响，取得较好成效，各项工作均有进展。",
        "稳投资，项目建设保持全市领先——",
    ),
    ("突出深化改革，市场活力不断迸发。云溪区44项改革任务全面落实。", "突出深化改革，市场活力不断迸发。"),
    ("云溪区是全省唯一的示范区。1953年，工厂在此奠基，承载血脉传承。", None),
    ("事业成败，关键在人。", None),
    ("2月20日，会议召开。与会者听取了工作报告，并表彰了先进集体。", None),
    ("汽笛长鸣。", None),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences(text, expected):
    assert [text[a:b] for a, b in split_sentences(text)] == expected


@pytest.mark.parametrize(("text", "head"), HEADS)
def test_run_in_heads(text, head):
    span = run_in_head(text)
    assert (text[slice(*span)] if span else None) == head


@pytest.mark.xfail(reason="an ellipsis inside a paragraph never ends a sentence for us", strict=True)
def test_known_failure_ellipsis_that_ends_a_sentence():
    assert len(split_sentences("大雪、火灾、停产……这一年并不平静。")) == 2


@given(CHINESE)
def test_sentences_hold_every_character_once(text):
    spans = split_sentences(text)
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())


@given(CHINESE, st.integers(20, 100))
def test_units_join_to_the_sentence_and_are_bounded(text, limit):
    units = split_units(text, limit)
    assert "".join(units) == text
    assert all(len(unit) <= limit * 5 // 4 for unit in units)
    assert all(units) or not text


def test_units_prefer_the_semicolon():
    text = "甲" * 50 + "；" + "乙" * 20 + "，" + "丙" * 30
    assert split_units(text)[0].endswith("；")


def test_units_do_not_cut_figures():
    assert all(not unit.endswith("4,") for unit in split_units("产值" * 38 + "达4,500万元" + "产值" * 30))


def test_words_join_to_the_text():
    assert "".join(words("云溪区党工委书记")) == "云溪区党工委书记"


def test_a_very_long_line_is_split_in_linear_time():
    assert max(map(len, split_units("发展经济" * 50_000))) <= 100
