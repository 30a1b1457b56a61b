"""Each check of a translation: right, wrong, and what it can't see."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.steps.audit import audit_rival, audit_translation, decide, score
from flows.steps.audit.copied import check_copied
from flows.steps.audit.direction import check_direction
from flows.steps.audit.empty import check_empty
from flows.steps.audit.han import check_han
from flows.steps.audit.language import check_english
from flows.steps.audit.length import check_length
from flows.steps.audit.names import check_names, check_terms, find_names
from flows.steps.audit.negation import check_negation
from flows.steps.audit.omission import check_omission
from flows.steps.audit.repetition import check_repetition
from flows.steps.names import Register
from flows.steps.names.register import Term
from flows.steps.types import Check, CheckName, Name

NAMES = (
    Name("李炜姝", "Li Weishu", "person", "rule"),
    Name("澜川市", "Lanchuan City", "place", "rule"),
    Name("澜川市统计局", "Lanchuan Municipal Statistics Bureau", "organisation", "rule"),
    Name("党中央", "CPC Central Committee", "organisation", "glossary"),
    Name("高质量发展", "high-quality development", "term", "glossary"),
    Name("芯片", "chips", "term", "glossary", hard=False),
)
REGISTER = Register(NAMES, tuple(Term(name, bounded=False) for name in NAMES))
ZH = "全市地区生产总值为1864.3亿元，同比增长6.2%，没有出现大的波动。"
EN = "The city's GDP was 186.43 billion yuan, up 6.2 percent year on year, without major fluctuations."

MEETING = "会议强调，要加强环境保护，推动经济发展，改善人民生活。"

NEGATION = [
    (True, "任何单位不得拖欠工资。", "No unit may delay wages."),
    (True, "他否认了传闻，称不会裁员。", "He denied the rumors, saying there will be no layoffs."),
    (True, "需求仍然不足。", "Demand remains insufficient."),
    (True, "改革不断推进，成效不仅限于此。", "Reform keeps advancing, and its results go further than this."),
    (True, "价格不超过16.5元。", "The price is at most 16.5 yuan."),
    (True, "发展离不开人才。", "Development depends on talent."),
    (True, "不到三年就建成了。", "It was built in less than three years."),
    (
        False,
        "生产线尚未通过验收，年内不会投产。",
        "The line has not yet passed acceptance and will start within the year.",
    ),
    (True, "企业未履行义务。", "The company's failure to meet its obligations was noted."),
    (True, "员工休无薪假。", "Staff took unpaid leave."),
    (False, "没有出现大面积绝收。", "There was a large-scale crop failure."),
    (False, "运输不够顺畅，企业压力大。", "Transport is smooth enough and firms are under pressure."),
    (False, "没有人员伤亡。", "There were casualties."),
    (False, "发展离不开人才。", "Development can be separated from talent."),
    (False, "他出席了会议。", "He did not attend the meeting."),
    (False, "增长率不低于4%。", "The growth rate was less than 4 percent."),
]
DIRECTION = [
    (True, "销量上升，成本下降。", "Sales rose and costs fell."),
    (True, "出口同比下降12.4%。", "Exports were down 12.4 percent year on year."),
    (True, "经济回暖。", "The economy is recovering."),
    (False, "同比增长18.7%。", "It was down 18.7 percent year on year."),
    (False, "库存上升，价格持平。", "Inventory declined while prices were flat."),
    (False, "他出席了会议。", "He attended the meeting, and prices fell."),
]
OMISSION = [
    (True, MEETING, "The meeting stressed strengthening environmental protection, promoting economic development and "
     "improving people's lives."),
    (False, MEETING, "The meeting stressed improving people's lives."),
    (False, MEETING, "It met."),
]  # fmt: skip
REPETITION = [
    (True, "双方实现共赢，推动南南合作。", "The sides achieve win-win results and advance South-South cooperation."),
    (True, "杨洋指挥。中国队获胜。中国队将继续。", "Yang Yang conducted. China won. China will go on."),
    (True, "开头是开头，开头是开头。", "The beginning is the beginning, and the beginning is the beginning."),
    (False, "市场回升。", "The market recovered in the second in the second in the second quarter."),
    (False, "投资20亿元的项目开工。", "Work began on the 20 billion the 20 billion yuan project."),
    (False, "他说计划将会改变城市交通的面貌。",
     "He said the plan will change the face of city traffic because the plan will change the face of city traffic."),
]  # fmt: skip
TABLES: dict[str, tuple[Callable[[str, str], Check], list[tuple[bool, str, str]]]] = {
    "negation": (check_negation, NEGATION),
    "direction": (check_direction, DIRECTION),
    "omission": (check_omission, OMISSION),
    "repetition": (check_repetition, REPETITION),
    "empty": (check_empty, [(True, "好。", "Good."), (False, "好。", " ... "), (True, "……", "...")]),
    "copied": (
        check_copied,
        [(False, "项目总投资九十亿元。", "项目总投资九十亿元。"),
         (False, "项目总投资九十亿元。", "The 项目总投资九十亿 yuan."),
         (True, "新款ID. Buzz上市。", "The new ID. Buzz is on sale.")],
    ),
    "length": (
        check_length,
        [(True, ZH, EN), (False, ZH, "Yes."), (False, "项目总投资九十亿元。", "word " * 60),
         (True, "同意。", "He agreed to it.")],
    ),
    "han": (
        lambda _, en: check_han(en),
        [(True, "", "It is 5° — fine."), (False, "", "The 项目 began."), (False, "", "カード"), (False, "", "Yes，no")],
    ),
    "language": (
        lambda _, en: check_english(en),
        [(True, "", EN), (True, "", "Exports Rise"), (False, "", "quanshi diqu shengchan zongzhi wei liu yi yuan"),
         (False, "", "Это предложение не английское")],
    ),
}  # fmt: skip
CASES = [(name, *row) for name, (_, table) in TABLES.items() for row in table]
UNSEEN = [
    ("negation", "规定不适用于外地，也很少执行。", "The rule applies elsewhere but is rarely enforced."),
    ("direction", "规模扩大，人口下降，收入增加。", "The scale expanded, the population grew and incomes fell."),
    ("omission", "他点了点头。", "He."),
]


@pytest.mark.parametrize(("name", "ok", "zh", "en"), CASES)
def test_check(name: str, ok: bool, zh: str, en: str) -> None:
    check = TABLES[name][0](zh, en)
    assert check.ok is ok, check.why
    assert check.name == name
    assert bool(check.why) is not ok


@pytest.mark.xfail(reason="a known limit of the check", strict=True)
@pytest.mark.parametrize(("name", "zh", "en"), UNSEEN)
def test_unseen(name: str, zh: str, en: str) -> None:
    assert not TABLES[name][0](zh, en).ok


@pytest.mark.parametrize(
    ("zh", "en", "ok"),
    [
        ("李炜姝表示", "Li Weishu said", True),
        ("李炜姝表示", "Li said", True),
        ("李炜姝表示", "Li Wei-shu said", True),
        ("李炜姝表示", "Li Qiang said", False),
        ("澜川市统计局", "the Lanchuan Municipal Bureau of Statistics", True),
        ("澜川市发布", "Lanchuan announced", True),
        ("澜川市发布", "Hedu announced", False),
        ("党中央决定", "the Party Central Committee decided", True),
    ],
)
def test_names(zh: str, en: str, ok: bool) -> None:
    assert check_names(find_names(zh, REGISTER), en).ok is ok


def test_terms_are_checked_apart_and_soft_ones_not_at_all() -> None:
    found = find_names("推动高质量发展和芯片产业", REGISTER)
    assert check_terms(found, "promote high-quality development").ok
    assert not check_terms(found, "promote growth of high quality").ok
    assert check_names(found, "promote growth").ok


def test_a_good_sentence_passes_every_check() -> None:
    checks = audit_translation(ZH, EN, REGISTER)
    assert [check.name for check in checks if not check.ok] == []
    assert (score(checks), decide(checks)) == (0, "ok")
    assert len({check.name for check in checks}) == len(checks) == 12


def test_nothing_written_is_rejected_at_once() -> None:
    checks = audit_translation(ZH, "", REGISTER)
    assert [check.name for check in checks] == ["empty"]
    assert decide(checks) == "reject"


@pytest.mark.parametrize(
    ("checks", "decision"),
    [
        ([Check("names", True)], "ok"),
        ([Check("names", False, "x")], "review"),
        ([Check("names", False, "x"), Check("han", False, "x", fatal=True)], "reject"),
    ],
)
def test_decision(checks: list[Check], decision: str) -> None:
    assert decide(checks) == decision


def test_a_wrong_figure_costs_more_than_a_name_and_a_fatal_failure_more_than_all_others() -> None:
    figure, name, fatal = Check("figures", False), Check("names", False), Check("han", False, fatal=True)
    everything = [Check(n, False) for n in ("figures", "names", "terms", "negation", "direction", "omission", "length")]  # type: ignore[arg-type]
    assert score([figure]) < score([name]) < 0
    assert score([fatal]) < score(everything)


def test_a_rival_is_dropped_at_the_first_failure_that_costs_it_the_race() -> None:
    wrong = EN.replace("186.43", "18.643")
    least = score(audit_translation(ZH, wrong, REGISTER))
    assert audit_rival(ZH, EN, REGISTER, lambda scored: scored > least) == audit_translation(ZH, EN, REGISTER)
    assert audit_rival(ZH, wrong, REGISTER, lambda scored: scored > least, ["figures"]) is None
    assert audit_rival(ZH, wrong, REGISTER, lambda scored: scored >= least) == audit_translation(ZH, wrong, REGISTER)


@pytest.mark.parametrize("doubt", ["omission", "han"])
def test_what_is_asked_first_changes_no_answer(doubt: CheckName) -> None:
    assert audit_rival(ZH, EN, REGISTER, lambda _: True, [doubt]) == audit_translation(ZH, EN, REGISTER)


def test_a_phrase_said_twice_is_named_as_it_stands() -> None:
    once = "the committee of the new high-tech zone said so"
    long = f"Many people told us earlier today that {once}, while others in that hall then held that {once}."
    assert check_repetition("会议这样说。", long).why.startswith("says twice: ")
    assert check_repetition("会议这样说。", "He said that that was so so.").ok
    assert check_repetition("会议这样说。", "He said the zone the zone grew.").why == "loops: the zone"
