"""Key points in the article's own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.steps.extract import LIMIT, clauses, close, extract

# source, the run that must be taken
TAKEN = [
    # wild-shaped: purpose clause, date, event, then exhortation
    (
        "为深入贯彻上级部署，全面落实各项任务，3月5日上午，云岭新区召开2024年度工作会议，全面系统回顾去年工作成果，"
        "动员全区上下进一步统一思想、坚定信心、锚定目标、凝聚力量。",
        "3月5日上午，云岭新区召开2024年度工作会议。",
    ),
    (
        "周远帆在讲话中指出，近几年，云岭新区在服务企业、发展产业、招商引资、城市建设等方面交出了一份成绩单，"
        "在全国86家园区考评中，云岭新区跃升12名，位列第19位，充分展现了园区的发展韧性。",
        "在全国86家园区考评中，云岭新区跃升12名，位列第19位。",
    ),
    # synthetic: short enough to stand whole
    ("云岭新区去年产值达到310.5亿元。", "云岭新区去年产值达到310.5亿元。"),
]
# never an end or a start of a key point
NEVER_ENDS = ["指出。", "表示。", "9月。", "干部中。", "由市委书记周远帆。"]


@pytest.mark.parametrize(("zh", "run"), TAKEN)
def test_the_news_is_taken(zh: str, run: str) -> None:
    taken = extract(zh)
    assert taken is not None
    assert run.rstrip("。") in taken or taken == run


@pytest.mark.parametrize("zh", [zh for zh, _ in TAKEN])
def test_a_run_is_the_sources_own_words(zh: str) -> None:
    taken = extract(zh)
    assert taken is not None
    assert taken.rstrip("。") in zh
    assert len(taken) <= LIMIT + 1


@pytest.mark.parametrize("end", NEVER_ENDS)
def test_no_run_ends_on_a_lead_in_or_a_fragment(end: str) -> None:
    zh = (
        "云岭新区管委会在全区范围内广泛征求意见之后成立了领导小组，"
        + end.rstrip("。")
        + "，"
        + "今后一段时间还将继续推进这项工作直到全部完成，" * 3
    )
    taken = extract(zh)
    assert taken is None or not taken.endswith(end)


def test_a_quotation_stays_whole() -> None:
    zh = "他说：“路修通了，货出得去，人也回来了。”"
    assert "".join(clauses(zh)) == zh
    assert clauses(zh)[-1].endswith("”")


@given(st.text(alphabet="云岭新区，；。：“”（）12亿元召开会议", max_size=200))
def test_clauses_join_to_the_sentence(zh: str) -> None:
    assert "".join(clauses(zh)) == zh
    taken = extract(zh)
    assert taken is None or len(taken) <= LIMIT + 1


def test_close_ends_with_one_stop() -> None:
    assert close("云岭新区，") == "云岭新区。"
    assert close("怎么干？") == "怎么干？"
