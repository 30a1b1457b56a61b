"""What holds of the audit for any text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flows.steps.audit import audit_summary, audit_translation, decide, score
from flows.steps.audit.figures import check_figures, firm_differences
from flows.steps.audit.numbers import numbers
from flows.steps.facts import render_en
from flows.steps.interlinear import gloss
from flows.steps.names import Register
from flows.steps.names.register import Term
from flows.steps.repair import repair
from flows.steps.types import Name

NAMES = (Name("李炜姝", "Li Weishu", "person", "rule"), Name("澜川市", "Lanchuan City", "place", "rule"))
REGISTER = Register(NAMES, tuple(Term(name, bounded=False) for name in NAMES))
ZH_PARTS = (
    "李炜姝 澜川市 不 没有 增长 下降 6.2% 近80亿元 9月28日 三项 ， 。 "
    "的 发展 经济 企业 1.5万余人 第27位 5 亿 点 N3 （ ）"
)
EN_PARTS = (
    "Li Weishu Lanchuan City not no rose fell 6.2 percent nearly 8 billion yuan September 28 three , . the of and up"
)
ZH = st.lists(st.sampled_from(ZH_PARTS.split())).map("".join)
EN = st.lists(st.sampled_from(EN_PARTS.split())).map(" ".join)
ANY = st.text(st.characters(exclude_categories=("Cs",)), max_size=80)


@given(ZH | ANY, EN | ANY)
def test_any_pair_is_audited_scored_and_decided(zh: str, en: str) -> None:
    checks = audit_translation(zh, en, REGISTER)
    failed = [check for check in checks if not check.ok]
    assert score(checks) <= 0
    assert (score(checks) == 0) == (not failed) == (decide(checks) == "ok")
    assert all(check.why for check in failed)
    assert not any(check.why or check.fatal for check in checks if check.ok)


@given(ZH | ANY, EN | ANY)
def test_the_audit_is_a_function_of_its_texts(zh: str, en: str) -> None:
    assert audit_translation(zh, en, REGISTER) == audit_translation(zh, en, REGISTER)


@given(ZH | ANY, st.lists(ZH | ANY, max_size=3))
def test_any_key_point_is_audited(zh: str, evidence: list[str]) -> None:
    checks = audit_summary(zh, evidence, REGISTER)
    assert decide(checks) in {"ok", "review", "reject"}


@given(ZH | ANY)
def test_a_gloss_never_holds_a_han_character(zh: str) -> None:
    line = gloss(zh, REGISTER)
    assert line
    assert not any("\u4e00" <= char <= "\u9fff" for char in line)


@given(ZH, EN)
def test_a_repair_leaves_no_figure_wrong(zh: str, en: str) -> None:
    checks = audit_translation(zh, en, REGISTER)
    mended = repair(zh, en, REGISTER, checks)
    if mended is not None and not next(check.ok for check in checks if check.name == "figures"):
        assert check_figures(zh, mended).ok
        assert firm_differences(zh, mended) == ([], [])


@given(st.integers(2, 999), st.sampled_from(["万元", "亿元", "%", "公里", "个百分点"]))
def test_a_figure_rendered_by_us_passes_and_another_does_not(number: int, unit: str) -> None:
    from flows.steps.facts import find_figures

    zh = f"合计{number}{unit}。"
    (figure,) = find_figures(zh, "zh")
    (wrong,) = find_figures(f"合计{number + 7}{unit}。", "zh")
    assert check_figures(zh, f"It came to {render_en(figure)}.").ok
    assert not check_figures(zh, f"It came to {render_en(wrong)}.").ok


@given(st.integers(0, 10**6))
def test_a_number_stands_for_itself(value: int) -> None:
    assert numbers(f"有{value}个", "zh") == numbers(f"There are {value} of them", "en") == ({value} - {0})
