"""What counts as news: figures, events and their actors, not the calls and anniversaries around them."""

from __future__ import annotations

import pytest

from flows.steps.news import figure_worth, has_news, newsworth


@pytest.mark.parametrize(
    ("news", "talk"),
    [
        ("园区制定《高技能人才培养计划》，惠及青年工人。", "技能，是青年工人前行的强大动力。"),
        ("园区企业新增产能50万辆。", "新城规划启动以来，园区迎来好时机。"),
        ("园区制定了18项任务、36项分工。", "组织庆祝建厂100周年歌会，筹备庆祝建厂100周年晚会。"),
        ("园区位列第27位。", "园区庆祝成立100周年。"),
        ("县里召开农村工作会议。", "唯有真抓实干，才能赢得未来。"),
    ],
)
def test_what_was_done_is_worth_more_than_what_is_hailed(news: str, talk: str) -> None:
    assert newsworth(news) > newsworth(talk)


def test_when_something_began_is_no_event() -> None:
    assert not has_news("项目启动以来，各方信心更足。")
    assert has_news("项目今天启动。")


def test_an_anniversary_is_worth_less_than_a_place_among_others() -> None:
    assert 0 < figure_worth("成立100周年") < figure_worth("位列第27位")
