"""What is put right without a person, and the gloss of what is not."""

from __future__ import annotations

import re

import pytest

from flows.steps.audit import audit_translation
from flows.steps.interlinear import NOTHING, gloss
from flows.steps.names import Register
from flows.steps.names.register import Term
from flows.steps.repair import repair
from flows.steps.types import Name

NAMES = (Name("李炜姝", "Li Weishu", "person", "rule"), Name("澜川市", "Lanchuan City", "place", "rule"))
REGISTER = Register(NAMES, tuple(Term(name, bounded=False) for name in NAMES))
ZH = "李炜姝说，澜川市7月1日开工的项目总投资2.3亿元，增长6.2%。"
EN = "Li Weishu said that the project begun in Lanchuan City on July 1 will cost 230 million yuan, up 6.2 percent."
MENDED = [
    EN.replace("230 million", "2.3 billion"),
    EN.replace("July 1", "July 11"),
    EN.replace("6.2 percent", "6.2 percentage points"),
    EN.replace("230 million yuan", "230 million dollars"),
    EN.replace("Li Weishu", "Li Weishi"),
    EN.replace("Li Weishu", "李炜姝"),
    EN.replace("Lanchuan", "Langchuan"),
]
LEFT_ALONE = [
    EN,
    EN.replace("230 million", "2.3 billion").replace("6.2", "6.5"),
    EN.replace("cost 230 million yuan, ", "be "),
    EN.replace("Li Weishu", "Zhou Peilan"),
    EN.replace("Li Weishu", "She"),
    EN.replace("Li Weishu", "Li Weishi and Li Weishe"),
]


@pytest.mark.parametrize("wrong", MENDED)
def test_one_certain_figure_or_name_is_repaired(wrong: str) -> None:
    mended = repair(ZH, wrong, REGISTER, audit_translation(ZH, wrong, REGISTER))
    assert mended == EN
    assert all(check.ok for check in audit_translation(ZH, mended, REGISTER))


@pytest.mark.parametrize("wrong", LEFT_ALONE)
def test_what_is_not_certain_is_left_to_a_person(wrong: str) -> None:
    assert repair(ZH, wrong, REGISTER, audit_translation(ZH, wrong, REGISTER)) is None


@pytest.mark.parametrize(
    ("zh", "line"),
    [
        (ZH, "Li Weishu · Lanchuan City · July 1 · 230 million yuan · 6.2 percent"),
        ("澜川市、澜川市。", "Lanchuan City"),
        ("好的。", NOTHING),
        ("", NOTHING),
    ],
)
def test_gloss(zh: str, line: str) -> None:
    assert gloss(zh, REGISTER) == line
    assert not re.search("[\u4e00-\u9fff]", gloss(zh, REGISTER))


WORKS = (
    Name("一汽解放", "FAW Jiefang", "organisation", "glossary"),
    Name("一汽红旗繁荣工厂", "FAW Hongqi Fanrong Plant", "organisation", "glossary"),
    Name("一主六双", "One Main and Six Doubles", "project", "glossary"),
    Name("程以澄", "Cheng Yicheng", "person", "rule"),
    Name("许以澄", "Xu Yicheng", "person", "rule"),
)
PLANTS = Register(WORKS, tuple(Term(name, bounded=False) for name in WORKS))


@pytest.mark.parametrize(
    ("zh", "en", "mended"),
    [
        ("一汽解放投产。", "FA W Jiefang went into production.", "FAW Jiefang went into production."),
        ("一汽红旗繁荣工厂落成。", "The FAW Hongqi Fanrong Plan is done.", "The FAW Hongqi Fanrong Plant is done."),
        ("全面实施一主六双战略。", "The Main and Six Doubles strategy.", "One Main and Six Doubles strategy."),
        ("实施一主六双战略。", "Carry out Main and Six Doubles.", "Carry out One Main and Six Doubles."),
        ("程以澄说。", "Yicheng said.", "Cheng Yicheng said."),
        ("程以澄说。", "Xu Yicheng said.", None),
        ("程以澄和一汽解放。", "Yicheng and a lorry maker.", "Cheng Yicheng and a lorry maker."),
    ],
)
def test_a_name_torn_cut_short_or_misspelt_is_put_right(zh: str, en: str, mended: str | None) -> None:
    assert repair(zh, en, PLANTS, audit_translation(zh, en, PLANTS)) == mended
