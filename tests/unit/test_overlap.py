"""Bigram overlap."""

from hypothesis import given
from hypothesis import strategies as st

from flows.steps.overlap import bigrams, centrality, recall

CHINESE = st.text(alphabet="云岭新区电池材料园投产一二三，。", max_size=30)


def test_marks_do_not_count() -> None:
    assert bigrams("云岭，新区。") == {"云岭", "岭新", "新区"}


def test_recall_of_a_part_is_whole() -> None:
    assert recall("电池材料", "云岭新区电池材料园投产") == 1.0
    assert recall("电池材料", "港口冷链") == 0.0
    assert recall("", "港口冷链") == 0.0


def test_the_central_text_shares_most() -> None:
    values = centrality(["云岭新区电池园投产", "云岭新区电池园", "港口冷链"])
    assert values[1] == 1.0
    assert values[2] == 0.0


@given(CHINESE, CHINESE)
def test_recall_is_a_share(a: str, b: str) -> None:
    assert 0.0 <= recall(a, b) <= 1.0
    assert recall(a, a) in (0.0, 1.0)
