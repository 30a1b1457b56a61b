"""What counts as news: figures, events and their actors, not the calls and anniversaries around them."""

from __future__ import annotations

import pytest

from flows.steps.news import figure_worth, has_news, newsworth


@pytest.mark.parametrize(
    ("news", "talk"),
    [
        ("园区制定《高技能人才培养计划》，惠及青年工人。", "人才工作，正成为园区创新发展的强大动力。"),
        ("园区企业新增产能50万辆。", "新城建设启动以来，园区抓住了难得机遇。"),
        ("园区制定了18项任务、36项分工。", "精心创作庆祝建厂100周年诗歌，筹划庆祝建厂100周年演出。"),
        ("园区位列第27位。", "园区庆祝成立100周年。"),
        ("县里召开农村工作会议。", "唯有解放思想，才能摒弃陈旧观念。"),
    ],
)
def test_what_was_done_is_worth_more_than_what_is_hailed(news: str, talk: str) -> None:
    assert newsworth(news) > newsworth(talk)


def test_when_something_began_is_no_event() -> None:
    assert not has_news("项目启动以来，各方抓住机遇。")
    assert has_news("项目今天启动。")


def test_an_anniversary_is_worth_less_than_a_place_among_others() -> None:
    assert 0 < figure_worth("成立100周年") < figure_worth("位列第27位")
