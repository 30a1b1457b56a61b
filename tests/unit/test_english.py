"""How a translated sentence is set."""

import pytest

from flows.steps.english import capitalise, join_units, set_sentence, set_unit, tidy

TIDY = [
    # wild-shaped: what small models write
    ("the output ， was 411.41 billion yuan 。", "the output, was 411.41 billion yuan."),
    ("output rose ,, by 5 percent", "output rose, by 5 percent"),
    ("( see below )", "(see below)"),
    ("“ Double First-class ” plan", '" Double First-class " plan'),
    # synthetic
    ("a  b\u3000c", "a b c"),
    ("1, 000 people", "1,000 people"),
    ("one,two", "one, two"),
    # negative: must not change
    ("It rose 51.7 percent, to 4,500.", "It rose 51.7 percent, to 4,500."),
    ("wait... what", "wait... what"),
    ("in 2020, 300 firms", "in 2020, 300 firms"),
]


@pytest.mark.parametrize(("before", "after"), TIDY)
def test_tidy(before: str, after: str) -> None:
    assert tidy(before) == after


@pytest.mark.xfail(strict=True, reason="a short figure before one of three digits looks like a thousands group")
def test_two_figures_in_a_row_are_not_one() -> None:
    assert tidy("on the 20, 300 people came") == "on the 20, 300 people came"


@pytest.mark.parametrize(
    ("text", "zh", "expected"),
    [
        ("the plant opened", "工厂投产。", "The plant opened."),
        ("the plant opened.", "工厂投产", "The plant opened"),
        ("what next?", "下一步怎么做？", "What next?"),
        ('he said: "go on"', "他说：“继续。”", 'He said: "go on."'),
        ("exports to the U.S.", "对美出口", "Exports to the U.S."),
        ("", "工厂。", ""),
        ("51.7 percent of it", "占51.7%。", "51.7 percent of it."),
    ],
)
def test_a_sentence_gets_its_capital_and_its_stop(text: str, zh: str, expected: str) -> None:
    assert set_sentence(text, zh) == expected


def test_units_join_with_one_space() -> None:
    assert join_units(["The plant opened,", "", "and 300 people work there."]) == (
        "The plant opened, and 300 people work there."
    )


def test_a_figure_first_leaves_the_next_word_alone() -> None:
    assert capitalise("300 people") == "300 people"


@pytest.mark.parametrize(
    ("text", "zh", "first", "expected"),
    [
        ("The zone held a meeting.", "新区召开会议，", True, "The zone held a meeting,"),
        ("The plans were set", "部署工作；", False, "the plans were set;"),
        ("Li Wei spoke", "李玮讲话。", False, "Li Wei spoke."),
        ("FAW invests", "一汽投资，", False, "FAW invests,"),
        ("", "投资，", False, ""),
        ("Go on!", "前进！", False, "Go on!"),
        ("Why so?", "为何？", False, "Why so?"),
    ],
)
def test_a_part_of_a_sentence_ends_on_its_own_mark(text: str, zh: str, first: bool, expected: str) -> None:
    assert set_unit(text, zh, first) == expected
