"""Invariants of the figures: what is rendered reads back, spans are sound, nothing crashes."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flows.steps.facts import compare, find_figures, render_en, same_value

_small = st.integers(2, 9_999).map(str)
_decimal = st.decimals(Decimal("0.1"), Decimal("9999"), places=1).map(str)
_numbers = st.one_of(_small, _decimal)
_scales = st.sampled_from(["", "万", "亿", "万亿"])
_units = st.sampled_from(
    ["元", "美元", "港元", "欧元", "%", "个百分点", "公里", "平方米", "吨", "个", "名", "天", "摄氏度"]
)
_quantities = st.builds(
    lambda n, s, u: n + ("" if u in ("%", "个百分点", "摄氏度") else s) + u, _numbers, _scales, _units
)
_dates = st.builds(
    lambda y, m, d: f"{y}{m}月{d}日", st.sampled_from(["", "2023年", "1998年"]), st.integers(1, 12), st.integers(1, 28)
)
_prefixes = st.sampled_from(["", "近", "约", "超"])
_texts = st.text(
    "0123456789.,零一二三四五六七八九十百千万亿两第年月日号元美%个百分点余多近约超至到-~～第 Ja$n the", max_size=40
)


def _check_spans(text: str, lang: str) -> None:
    end = 0
    for figure in find_figures(text, lang):  # type: ignore[arg-type]
        assert end <= figure.span[0] < figure.span[1] <= len(text)
        assert figure.span[0] <= figure.mask[0] <= figure.mask[1] <= figure.span[1]
        assert text[slice(*figure.span)] == figure.text
        end = figure.span[1]
        render_en(figure)


@given(_prefixes, st.one_of(_quantities, _dates))
@example("近", "80亿元")
def test_the_rendering_reads_back_as_the_same_value(prefix: str, figure: str) -> None:
    (zh,) = find_figures(prefix + figure, "zh")
    english = render_en(zh)
    (en,) = find_figures(f"It was {english} at the site.", "en")
    assert same_value(zh, en), english
    assert zh.approx == en.approx


@given(_texts)
def test_spans_are_in_range_and_apart_in_chinese(text: str) -> None:
    _check_spans(text, "zh")


@given(_texts)
def test_spans_are_in_range_and_apart_in_english(text: str) -> None:
    _check_spans(text, "en")


@given(st.lists(st.tuples(_prefixes, st.one_of(_quantities, _dates)), max_size=4))
def test_a_text_agrees_with_its_own_renderings(parts: list[tuple[str, str]]) -> None:
    zh = "；".join(prefix + figure for prefix, figure in parts)
    en = "; ".join(render_en(figure) for figure in find_figures(zh, "zh"))
    found = compare(zh, en)
    assert not found.missing


@given(_texts, _texts)
def test_comparison_never_fails(zh: str, en: str) -> None:
    compare(zh, en)


@pytest.mark.parametrize("digits", ["", "3", "3.5", "三", "3,000"])
def test_no_run_of_multipliers_is_too_much(digits: str) -> None:
    """千万亿 stands in ordinary news (supercomputers); what is no number is no figure, and never an exception."""
    for length in range(5):
        for marks in itertools.product("十百千万亿", repeat=length):
            for figure in find_figures(f"达到{digits}{''.join(marks)}元左右", "zh"):
                render_en(figure)
