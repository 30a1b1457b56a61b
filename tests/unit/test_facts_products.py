"""Counts of a round size (三个万亿级产业), which English runs together: wild-shaped, synthetic, negative, unseen."""

from __future__ import annotations

import pytest

from flows.steps.audit.figures import check_figures
from flows.steps.facts import compare

WILD = [
    ("围绕“三个万亿”做文章", 'work around the "three trillion"'),
    ("朝着“三个万亿级”集群奔跑", 'run towards "three trillion level" clusters'),
    ("力争形成两个万亿级产业", "strive to form two trillion-yuan industries"),
    ("布局3个百万吨级基地", "plan 3 million-ton bases"),
]
SYNTHETIC = [
    ("五个万亿级市场。", "Five trillion-dollar markets."),
    ("打造三个千亿级产业集群。", "Build three hundred-billion-yuan industrial clusters."),
    ("打造三个千亿级产业集群。", "Build three industrial clusters of 100 billion yuan each."),
    ("全年贷款3个亿。", "Loans of 300 million yuan in the year."),
    ("投了两个亿，建成4个万亿级平台。", "It spent 200 million yuan on four trillion-level platforms."),
]
# Another number, or all of it where each is meant: rejected.
NEGATIVE = [
    ("打造三个千亿级产业集群。", "Build industrial clusters of three hundred billion yuan."),
    ("打造三个千亿级产业集群。", "Build three trillion-yuan industrial clusters."),
    ("打造三个万亿级产业。", "Build industries worth three trillion yuan."),
    ("打造三个万亿级产业。", "Build four trillion-yuan industries."),
    ("打造三个百亿级园区。", "Build 30 billion-yuan parks."),
    ("三个亿元项目开工。", "Work began on projects worth 300 million yuan."),
    ("第三个万亿级产业。", "Three trillion-yuan industries."),
]
UNSEEN = [("打造三个万亿级产业。", "Build a three trillion industry.")]  # one industry of three trillion


@pytest.mark.parametrize(("zh", "en"), WILD + SYNTHETIC)
def test_a_count_of_a_size_may_be_told_as_one_number(zh: str, en: str) -> None:
    check = check_figures(zh, en)
    assert check.ok, check.why
    assert compare(zh, en).ok


@pytest.mark.parametrize(("zh", "en"), NEGATIVE)
def test_another_size_or_the_sum_of_them_is_rejected(zh: str, en: str) -> None:
    assert check_figures(zh, en).fatal


@pytest.mark.xfail(reason="a lone count in English may be of any noun", strict=True)
@pytest.mark.parametrize(("zh", "en"), UNSEEN)
def test_unseen(zh: str, en: str) -> None:
    assert not check_figures(zh, en).ok
