"""Figures in Chinese: what is read, what is masked, and what is none."""

from __future__ import annotations

import pytest

from flows.steps.facts import find_figures, find_masks, render_en

# text, (the mask, what the placeholder stands for in English)
READ = [
    # amounts, magnitudes
    ("总投资近80亿元的厂房", [("近80亿元", "nearly 8 billion yuan")]),
    ("实现产值4114.1亿元，占全市51.7%", [("4114.1亿元", "411.41 billion yuan"), ("51.7%", "51.7 percent")]),
    ("产值完成90亿元", [("90亿元", "9 billion yuan")]),
    ("补贴841万元", [("841万元", "8.41 million yuan")]),
    ("突破千亿元大关", [("千亿元", "100 billion yuan")]),
    ("总规模1.2万亿元", [("1.2万亿元", "1.2 trillion yuan")]),
    ("一万亿元的盘子", [("一万亿元", "1 trillion yuan")]),
    ("筹资1亿2000万元", [("1亿2000万元", "120 million yuan")]),
    ("结余2000多万元", [("2000多万元", "more than 20 million yuan")]),
    ("出口5.6亿美元", [("5.6亿美元", "$560 million")]),
    ("票价4000港元", [("4000港元", "HK$4,000")]),
    ("两亿五千万元", [("两亿五千万元", "250 million yuan")]),
    ("奖金3-5万元", [("3-5万元", "30,000 to 50,000 yuan")]),
    # counts, approximations
    ("40余个配套项目", [("40余", "more than 40")]),
    ("1.2万余人次参加轮训", [("1.2万余", "more than 12,000")]),
    ("万余名党员", [("万余", "more than 10,000")]),
    ("年产50万~60万辆", [("50万~60万", "500,000 to 600,000")]),
    ("7690户商家", [("7690", "7,690")]),
    ("跃升65名，位列第27位", [("65", "65"), ("第27", "27th")]),
    ("十余家企业", [("十余", "more than 10")]),
    ("一万二千名职工", [("一万二千", "12,000")]),
    ("逾1900人到场", [("逾1900", "more than 1,900")]),
    ("约1万名观众", [("约1万", "about 10,000")]),
    ("210多万种小商品", [("210多万", "more than 2.1 million")]),
    ("设4个工作组", [("4", "four")]),
    # percentages and points
    ("提升8个百分点", [("8个百分点", "8 percentage points")]),
    ("三点五个百分点", [("三点五个百分点", "3.5 percentage points")]),
    ("百分之五十一点七", [("百分之五十一点七", "51.7 percent")]),
    ("出席率达到八成", [("八成", "80 percent")]),
    ("近七成以上", [("近七成", "nearly 70 percent")]),
    ("增长5%至6%", [("5%至6%", "5 to 6 percent")]),
    ("上行24个基点", [("24个基点", "24 basis points")]),
    ("气温零下60摄氏度", [("零下60摄氏度", "minus 60 degrees Celsius")]),
    # measures
    ("新增绿地29万平方米", [("29万平方米", "290,000 square meters")]),
    ("全长138.6公里", [("138.6公里", "138.6 kilometers")]),
    ("粮食3.5万吨", [("3.5万吨", "35,000 tons")]),
    # dates
    ("9月28日揭牌", [("9月28日", "September 28")]),
    ("2023年2月20日上午", [("2023年2月20日", "February 20, 2023")]),
    ("27日召开会议", [("27日", "the 27th")]),
    ("2021年上半年", [("2021年上半年", "the first half of 2021")]),
    ("冲刺四季度", [("四季度", "the fourth quarter")]),
    ("前三季度", [("前三季度", "the first three quarters")]),
    ("10月3日至3月31日", [("10月3日至3月31日", "October 3 to March 31")]),
    ("26、27日连续两天", [("26、27日", "the 26th to the 27th")]),
    ("1至6月", [("1至6月", "January to June")]),
    ("2019年-2022年", [("2019年-2022年", "2019 to 2022")]),
    ("20世纪90年代", [("20世纪90年代", "the 1990s")]),
    ("二〇二一年十月一日", [("二〇二一年十月一日", "October 1, 2021")]),
    ("上午9时16分", [("上午9时16分", "9:16 a.m.")]),
    ("2021泵阀大会", [("2021", "2021")]),
    # durations, ranks, ratios: the number alone
    ("连续9年举办", [("9", "nine")]),
    ("为期5天", [("5", "five")]),
    ("培训2至3个月", [("2至3", "two to three")]),
    ("庆祝建厂100周年", [("100", "100th")]),
    ("第十七次会议", [("第十七", "17th")]),
    ("占三分之二", [("三分之二", "two-thirds")]),
    ("6比3获胜", [("6比3", "6-3")]),
]
# what stands in no placeholder, figure or not
NOT_MASKED = [
    "“11245”战略目标", "“314151”干部选育", "三个万亿级产业", "一主六双", "一汽", "丙二十九路",
    "十九届六中全会", "第一议题", "N+X矩阵", "重卡J7", "新车E-QM5", "5G基站", "4S店", "1+4体系", "12345678",
    "八字方针", "二十国集团", "千百年来", "最后一公里", "“90后”", "万一出事", "千方百计", "十分重要",
    "三心二意", "一带一路", "数十个", "上百万人", "几十家", "010-1234567", "平均降低1岁", "召开1次会议",
    "翻一番", "第12条规定", "三年行动", "两会", "双一流", "12号线", "三期工程",
]  # fmt: skip
DIRECTIONS = [
    ("同比增长12.5%", "up"),
    ("同比下降3%", "down"),
    ("整体提升8个百分点", "up"),
    ("占全市51.7%", None),
    ("总产值增长，其中汽车9亿元", None),
]


@pytest.mark.parametrize(("text", "wanted"), READ, ids=[text for text, _ in READ])
def test_what_a_placeholder_replaces_and_stands_for(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(text[slice(*f.mask)], render_en(f)) for f in find_masks(text, "zh")] == wanted


@pytest.mark.parametrize("text", NOT_MASKED)
def test_codes_idioms_and_vague_numbers_get_no_placeholder(text: str) -> None:
    assert find_masks(text, "zh") == ()


@pytest.mark.parametrize(("text", "direction"), DIRECTIONS)
def test_direction(text: str, direction: str | None) -> None:
    assert find_figures(text, "zh")[-1].direction == direction


def test_values_and_units_are_exact() -> None:
    (figure,) = find_figures("投资4114.1亿元", "zh")
    assert (str(figure.low), figure.unit, figure.kind) == ("411410000000", "CNY", "amount")


def test_a_change_from_one_figure_to_another_is_no_range() -> None:
    assert len(find_figures("从4500亿元到8000亿元的跨越", "zh")) == 2


def test_figures_left_to_the_model_are_still_figures() -> None:
    assert [f.text for f in find_figures("1次会议，产值翻一番", "zh")] == ["1次", "翻一番"]


@pytest.mark.parametrize(
    "unit", ["9", "万", "一", "1万", "9,999", "十万", "百分之", "第十", "1~", "9月9日至", "1比", "翻番"]
)
def test_long_lines_take_linear_time_and_never_fail(unit: str) -> None:
    line = unit * (10_000 // len(unit)) + "元"
    for figure in find_figures(line, "zh"):
        render_en(figure)
