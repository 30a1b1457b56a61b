"""Do a Chinese and an English text state the same figures?"""

from __future__ import annotations

import pytest

from flows.steps.facts import compare, find_figures, same_mask, same_value

AGREE = [
    ("总投资90亿元。", "The total investment is 9 billion yuan."),
    ("27日召开会议。", "The meeting was held on September 27."),
    ("27日召开会议。", "The meeting was held on the 27th."),
    ("连续9年举办。", "It has been held for nine consecutive years."),
    ("历时24小时。", "It took one day."),
    ("面积29万平方米。", "It covers 0.29 square kilometers."),
    ("增长3倍。", "It grew threefold."),
    ("位列第27位。", "It ranked No. 27."),
    ("庆祝建厂100周年。", "They marked the centenary of the plant."),
    ("学习十九届六中全会精神。", "They studied the sixth plenary session of the 19th CPC Central Committee."),
    ("“十四五”开局。", "The 14th Five-Year Plan begins."),
    ("从5%提高到6%。", "It rose from 5 to 6 percent."),
    ("补贴4000港元。", "A subsidy of $4,000."),
    ("开机率不足五成。", "They run at less than half capacity."),
    ("设计时速80公里。", "The design speed is 80 kilometers per hour."),
    ("气温从零下3摄氏度升到12摄氏度。", "It rises from minus 3 degrees Celsius to 12 degrees Celsius."),
    ("出口下降近两成。", "Exports fell by nearly 20 percent."),
    ("占1/6。", "It accounts for one sixth."),
    ("截至23日24时。", "As of midnight on the 23rd."),
    ("3000亿专项再贷款。", "A special relending facility of 300 billion yuan."),
    ("10月3日至次年3月31日。", "From October 3 to March 31 of the next year."),
    ("培育3个万亿级产业。", "Foster 3 trillion-yuan industries."),
]
MISSING = [
    ("总投资90亿元。", "The total investment is 900 million yuan.", "90亿元"),
    ("总投资90亿元。", "The total investment is 9 billion dollars.", "90亿元"),
    ("增长5.6%。", "It rose 6.5 percent.", "5.6%"),
    ("9月28日揭牌。", "It was unveiled on September 18.", "9月28日"),
    ("40余个项目落位。", "Projects have settled.", "40余个"),
    ("提升8个百分点。", "It rose 8 basis points.", "8个百分点"),
    ("长1.3公里。", "It is 1.3 meters long.", "1.3公里"),
]
ADDED = [
    ("工厂建成。", "The plant, worth 300 million yuan, is done.", "300 million yuan"),
    ("会议召开。", "The meeting was held on May 17.", "May 17"),
]


@pytest.mark.parametrize(("zh", "en"), AGREE)
def test_agreement(zh: str, en: str) -> None:
    found = compare(zh, en)
    assert found.ok, (found.missing, found.extra)


@pytest.mark.parametrize(("zh", "en", "figure"), MISSING)
def test_wrong_magnitude_unit_digit_or_date_is_missing(zh: str, en: str, figure: str) -> None:
    assert [f.text for f in compare(zh, en).missing] == [figure]


@pytest.mark.parametrize(("zh", "en", "figure"), ADDED)
def test_an_invented_figure_is_extra(zh: str, en: str, figure: str) -> None:
    assert [f.text for f in compare(zh, en).extra] == [figure]


def test_a_placeholder_may_not_swap_nearly_for_more_than() -> None:
    (zh,) = find_figures("近80亿元", "zh")
    (nearly,) = find_figures("nearly 8 billion yuan", "en")
    (over,) = find_figures("more than 8 billion yuan", "en")
    assert same_mask(zh, nearly) and same_value(zh, over) and not same_mask(zh, over)


def test_a_placeholder_may_not_add_a_month() -> None:
    (zh,) = find_figures("27日", "zh")
    (en,) = find_figures("September 27", "en")
    assert same_value(zh, en) and not same_mask(zh, en)
