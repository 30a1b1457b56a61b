"""A key point against the sentences it rests on."""

from __future__ import annotations

import pytest

from flows.steps.audit import audit_summary, decide
from flows.steps.names import Register
from flows.steps.names.register import Term
from flows.steps.types import Name

NAMES = (
    Name("澜川公司", "Lanchuan Company", "organisation", "rule"),
    Name("禾光集团", "Heguang Group", "organisation", "rule"),
    Name("沈知远", "Shen Zhiyuan", "person", "rule"),
)
REGISTER = Register(NAMES, tuple(Term(name, bounded=False) for name in NAMES))
EVIDENCE = ["2023年，澜川公司收购禾光集团，交易金额近12亿元，员工人数同比增长6.2%，没有裁员计划。"]

SOUND = [
    "澜川公司收购禾光集团，交易金额近12亿元。",
    "2023年澜川公司收购禾光集团，没有裁员计划。",
    "澜川公司员工人数增长6.2%。",
]
# key point, the check that must speak
UNSOUND = [
    ("澜川公司收购禾光集团，交易金额近120亿元。", "figures"),
    ("沈知远收购禾光集团，交易金额近12亿元。", "names"),
    ("禾光集团收购澜川公司，交易金额近12亿元。", "support"),
    ("澜川公司员工人数下降6.2%。", "direction"),
    ("澜川公司收购禾光集团，有裁员计划，不增长。", "negation"),
    ("气象部门预计明后两天将有大范围降雨。", "support"),
    ("澜川公司收购禾光集团，澜川公司收购禾光集团，交易金额近12亿元。", "repetition"),
    ("Lanchuan acquired Heguang for 1.2 billion yuan.", "language"),
    ("", "empty"),
    ("澜川公司收购禾光集团" * 10 + "。", "length"),
]


@pytest.mark.parametrize("point", SOUND)
def test_sound_points_pass(point: str) -> None:
    checks = audit_summary(point, EVIDENCE, REGISTER)
    assert decide(checks) == "ok", [check for check in checks if not check.ok]


@pytest.mark.parametrize(("point", "name"), UNSOUND)
def test_unsound_points_fail(point: str, name: str) -> None:
    assert name in {check.name for check in audit_summary(point, EVIDENCE, REGISTER) if not check.ok}


def test_a_point_without_evidence_is_rejected() -> None:
    assert decide(audit_summary("澜川公司收购禾光集团。", [], REGISTER)) == "reject"


ROADS = (
    Name("丙二十九路", "Bing 29 Road", "place", "rule"),
    Name("区党工委", "Party Working Committee of the zone", "organisation", "rule"),
)


@pytest.mark.parametrize(
    ("point", "verdict"),
    [
        ("新区修缮丙二十九路等8条道路。", "ok"),
        ("新区修缮二十九路等8条道路。", "reject"),  # a name that lost its first character
        ("党工委修缮丙二十九路等8条道路。", "ok"),  # what a second mention leaves off
    ],
)
def test_a_name_keeps_its_first_character(point: str, verdict: str) -> None:
    register = Register(ROADS, tuple(Term(name, bounded=False) for name in ROADS))
    assert decide(audit_summary(point, ["新区区党工委修缮丙二十九路等8条道路，安装路灯90盏。"], register)) == verdict


@pytest.mark.xfail(reason="a paraphrase of a relation in other words is not compared", strict=True)
def test_a_reversal_in_other_words() -> None:
    checks = audit_summary("澜川公司被禾光集团买下，交易金额近12亿元。", EVIDENCE, REGISTER)
    assert decide(checks) == "reject"
