"""A generated sentence is whole at both ends, or another takes its place."""

import pytest

from flows.steps.complete import complete

SOURCE = "18日，沛宁县召开泵阀产业数字化改造现场推进会，全县136家泵阀企业参加。各级党组织以教育实践为契机，服务企业。"
WHOLE = [
    "沛宁县召开泵阀产业数字化改造现场推进会。",
    "泵阀产业数字化改造现场推进会召开。",
    "各级党组织以教育实践为契机，服务企业。",
    "136家泵阀企业参加推进会。",
    "项目以年产10万吨为目标。",
    "价格从每吨60万元跌到10万元。",
    "首趟列车9时16分从站内开出。",
    "由3家企业联合投资。",
    "区里成立由副区长任组长的工作组。",
]
BROKEN = [
    "阀产业数字化改造现场推进会",
    "各级党组织以教育实践为契机。",
    "县里把改造作为抓手。",
    "碳酸锂价格从每吨近60万元。",
    "区里成立了由副区长、街道书记周培兰。",
]


@pytest.mark.parametrize("text", WHOLE)
def test_a_whole_sentence_passes(text: str) -> None:
    assert complete(text, SOURCE)


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_sentence_does_not(text: str) -> None:
    assert not complete(text, SOURCE)
