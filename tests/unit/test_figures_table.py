"""A hard table of figures as Chinese industrial and local news writes them: value, unit, English, and what agrees."""

from __future__ import annotations

import csv
from decimal import Decimal

import pytest

from flows.steps.audit.figures import check_figures
from flows.steps.facts import find_figures, state_en
from tests.cleaned import ROOT

GOLD = ROOT / "tests" / "gold"
# Vague numbers, codes and names: no figure, though each holds digits or numerals.
NO_FIGURES = [
    "上万名工人", "成千上万的游客", "数十亿元投资", "数百家企业", "十几个项目", "上百台", "几百元", "“1+3+N”", "N1",
    "G318国道", "K1234次列车", "C3801次", "A股", "3D打印", "4A级景区", "5A级", "“618”", "“315”", "一二三产融合",
    "三四线城市", "三五成群", "一成不变", "大半年", "半年报", "每升", "二三产业",
]  # fmt: skip


def rows(name):
    with (GOLD / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


FIGURES = rows("figures.tsv")
PAIRS = rows("figure_pairs.tsv")


def read(row):
    figures = find_figures(row["sentence"], "zh")
    return next(figure for figure in figures if figure.text == row["figure"])


def close(value, wanted):
    return abs(value - Decimal(wanted)) < (Decimal("0.0001") if "." in wanted else Decimal("1e-9"))


@pytest.mark.parametrize("row", FIGURES, ids=lambda row: f"{row['sentence']}-{row['figure']}")
def test_value_unit_and_english(row):
    figure = read(row)
    assert (figure.kind, figure.unit) == (row["kind"], row["unit"])
    assert close(figure.low, row["low"]) and close(figure.high, row["high"])
    assert (figure.approx or "", figure.direction or "") == (row["approx"], row["direction"])
    assert state_en(figure) == row["english"]


def test_nothing_else_is_read():
    for sentence in dict.fromkeys(row["sentence"] for row in FIGURES):
        wanted = [row["figure"] for row in FIGURES if row["sentence"] == sentence]
        assert [figure.text for figure in find_figures(sentence, "zh")] == wanted


@pytest.mark.parametrize("text", NO_FIGURES)
def test_vague_numbers_and_codes_are_no_figures(text):
    assert find_figures(text, "zh") == ()


@pytest.mark.parametrize("row", PAIRS, ids=lambda row: f"{row['zh']}-{row['en']}")
def test_whether_the_audit_takes_a_rendering(row):
    check = check_figures(row["zh"], row["en"])
    assert check.ok == (row["agree"] == "yes"), check.why


@pytest.mark.parametrize("row", FIGURES, ids=lambda row: f"{row['sentence']}-{row['figure']}")
def test_the_houses_own_english_reads_back_as_the_same_figure(row):
    figure = read(row)
    if figure.kind == "count" and figure.low == 1:
        return
    assert check_figures(row["figure"], f"It is {state_en(figure)}.").ok


@pytest.mark.xfail(reason="a rate is its number alone: what it is per is the model's to say", strict=True)
def test_known_failure_per_what():
    assert not check_figures("每小时350公里。", "350 kilometers per minute.").ok
