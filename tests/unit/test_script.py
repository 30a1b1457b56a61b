"""Script detection, conversion and punctuation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.steps.script import convert, detect_script, is_mixed, normalise_punctuation, terms, to_simplified

CHINESE = st.text(alphabet="乾安县發展着著汽车車,.:;?!()\"'“”「」3 5%Aa。，\n\u3000", max_size=60)

PUNCTUATION = [
    ("云溪区12日召开会议,部署工作.", "云溪区12日召开会议，部署工作。"),
    ("产值4,500亿元,占51.7%,增长8%(去年为7%)。", "产值4,500亿元，占51.7%，增长8%（去年为7%）。"),
    ("2020-07-01 09:13:28來源:云溪日报", "2020-07-01 09:13:28來源：云溪日报"),
    ("怎么看?怎么干!见http://a.example/x?y=1", "怎么看？怎么干！见http://a.example/x?y=1"),
    ('他说"好"。', "他说“好”。"),
    ("「雙城」『計畫』", "“雙城”‘計畫’"),
    ("Ａ１２％\u3000云溪", "A12% 云溪"),
    ("f(x)=2; Hello, world: 3:2", "f(x)=2; Hello, world: 3:2"),
    ("1.加强建设", "1.加强建设"),
]

CONVERTED = [
    ("把握髮展機遇", "把握发展机遇"),
    ("隨著著力點的轉移", "随着着力点的转移"),
    ("推動經濟高品質發展", "推动经济高质量发展"),
    ("服務水準和感測器", "服务水平和传感器"),
    ("在學中乾、幹中學", "在学中干、干中学"),
    ("車規級晶片", "车规级芯片"),
    ("水準儀與方程式賽車", "水准仪与方程式赛车"),
]

UNCHANGED = ["乾安县的晶片厂", "吕著先生", "核心、互动、新增、执行", "软体动物与资料"]


@pytest.mark.parametrize(("raw", "expected"), PUNCTUATION)
def test_punctuation(raw, expected):
    assert normalise_punctuation(raw) == expected


@pytest.mark.parametrize(("raw", "expected"), CONVERTED)
def test_traditional_is_converted(raw, expected):
    assert to_simplified(raw, "Hant") == expected


@pytest.mark.parametrize("text", UNCHANGED)
def test_simplified_is_never_touched(text):
    assert to_simplified(text) == text


@pytest.mark.xfail(reason="OpenCC reads 著 after a pronoun as the particle", strict=True)
def test_known_failure_zhu_as_a_verb():
    assert to_simplified("他著有專著", "Hant") == "他著有专著"


def test_protected_names_keep_their_wording():
    text, changes = convert("晶片之星公司的晶片", protected=("晶片之星",))
    assert text == "晶片之星公司的芯片"
    assert [(change.before, change.after) for change in changes] == [("晶片", "芯片")]


def test_script_needs_a_margin():
    assert detect_script("云溪区推动发展") == "Hans"
    assert detect_script("雲溪區推動發展") == "Hant"
    assert detect_script("12345") == "Hans"
    assert is_mixed("云溪区推动发展雲溪區推動發展")
    assert not is_mixed("云溪区推动发展，加快建设，全面实现目标。")


def test_table_keeps_lengths():
    assert all(len(term.before) == len(term.after) and term.before != term.after for term in terms())


@given(CHINESE)
def test_normalising_keeps_length_and_is_idempotent(text):
    once = normalise_punctuation(text)
    assert len(once) == len(text)
    assert normalise_punctuation(once) == once


@given(CHINESE)
def test_conversion_keeps_length(text):
    assert len(to_simplified(text, "Hant")) == len(text)
