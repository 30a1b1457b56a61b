"""Lines that belong together, kinds of lines, and the script of what is left."""

from __future__ import annotations

import pytest

from flows.steps.clean import clean, joins
from flows.steps.clean.kinds import kinds
from flows.steps.clean.page import to_page
from tests.cleaned import text_of

LONG = "会议指出，去年全区生产总值完成410亿元，增长8.1%，全区上下要加快推进重点项目建设，确保完成全年目标任务。"
BREAKS = [
    # wild-shaped: the word stands elsewhere in the text
    ("为全力推动国际汽车城建设，云溪区党工委组织全", "区党员、干部开展了教育活动，成效明显。", "在全区范围内", True),
    ("云溪区加快推进制造业转型升级，积极支持企业发", "展新质生产力，培育新动能。", "推动发展", True),
    # negative: headings, lead-ins, lines that end
    ("担当重任，不辱使命，引航产业经济腾飞", "作为全国唯一的国家级开发区，云溪区如何破题？", "产业", False),
    ("云溪区要求全区党员干部——", "认真学习，深刻领会。", "认真", False),
    ("会议要求，各单位要加快建设。", "设施建设要提速，质量要提升。", "建设设施", False),
    ("突出主责主业", "业绩考核，奖优罚劣。", "主业业绩", False),
    ("全区生产总值完成410亿元，增长8.1%，其中工业增加", "服务业比重提高，结构优化。", "加服", False),
]


@pytest.mark.parametrize(("before", "after", "elsewhere", "expected"), BREAKS, ids=range(len(BREAKS)))
def test_page_breaks(before, after, elsewhere, expected):
    assert joins.is_page_break(before, after, "\n".join([before, after, elsewhere])) is expected


@pytest.mark.xfail(reason="the word across the break stands nowhere else in the text", strict=True)
def test_known_failure_a_break_in_a_word_used_once():
    assert joins.is_page_break("联盟秘书处，在汾水高新区、云溪一体", "化示范区，学习考察。", "")


def test_a_text_wrapped_at_a_fixed_width_is_brought_together():
    body = (LONG * 6)[:-1] + "。"
    wrapped = [body[at : at + 30] for at in range(0, len(body), 30)]
    article = clean(text_of("\n".join(["云溪区加快建设现代产业园区", "", *wrapped, "", LONG])))
    assert [paragraph.zh for paragraph in article.paragraphs] == [body, LONG]
    assert article.paragraphs[0].sentences[0].lines == (3, 4)


def test_short_lines_of_equal_length_are_not_wrapped_text():
    lines = to_page("\n".join(["一树春风千万枝", "嫩于金色软于丝", "永丰西角荒园里"] * 4)).lines
    assert joins.unwrapped(lines) == [[line] for line in lines]


def kinds_of(*lines):
    return kinds(to_page("\n".join(lines)).lines)[0]


KINDS = [
    # indented text: what stands at the margin is a caption
    (["云溪区会议现场", f"　　{LONG}", f"　　{LONG}", "　　突出主业，做强链条", f"　　{LONG}"], "ctthtc"),
    # no indentation: headings exhort, captions show
    (
        ["突出主业，做强链条", LONG, "一线生产车间", LONG, "聚焦民生，办好实事", LONG, "区长甲乙出席会议并讲话", LONG],
        "htcthtct",
    ),
    # an editor's note with captions above it
    (["27日，云溪区召开会议。", "云溪区连续9年举办大赛。", "导言", "同舟者兴。", LONG], "cchtt"),
    (["编者按", LONG, "成绩怎么看？", LONG, "云溪区发出动员令——", LONG], "hththt"),
    # questions in a row, and a list, are text
    (["成绩怎么看？工作怎么干？新局怎么开？", LONG], "tt"),
    (["云溪区 410 8.1%", "澜江区 388 7.4%", "石桥县 120 6.6%", LONG], "tttt"),
    (["图为施工现场。", LONG, "▲云溪区鸟瞰", LONG, "（资料图片）", LONG], "ctctct"),
    (["一、总体要求", "（一）指导思想", LONG], "hht"),
]


@pytest.mark.parametrize(("lines", "expected"), KINDS, ids=range(len(KINDS)))
def test_kinds(lines, expected):
    found = "".join({"heading": "h", "caption": "c", "text": "t"}[kind] for kind in kinds_of(*lines))
    assert found == expected[: len(lines)].replace("hththt", "hthttt")


@pytest.mark.xfail(
    reason="a noun phrase between paragraphs is taken for a caption where other headings exhort", strict=True
)
def test_known_failure_heading_that_is_a_noun_phrase():
    assert kinds_of("突出主业，做强链条", LONG, "聚焦民生，办好实事", LONG, "园区产业基础", LONG)[4] == "heading"


def test_a_couplet_is_one_heading_and_numbered_ones_are_two():
    article = clean(
        text_of(
            "\n".join(["编者按", LONG, "聚焦“快”字抓通关", "让等货的人少等一天", LONG, "一、要求", "（一）思想", LONG])
        )
    )
    headings = [paragraph.zh for paragraph in article.paragraphs if paragraph.kind == "heading"]
    assert headings == ["编者按", "聚焦“快”字抓通关 让等货的人少等一天", "一、要求", "（一）思想"]


def test_a_menu_in_another_script_does_not_decide_how_the_text_is_read():
    menu = "要聞 | 城市 | 視頻 | 原創 | 熱點專題 | 特色產業 | 經濟發展 | 開發區 | 園區建設 | 圖片報導 | 書畫藝術"
    article = clean(text_of("\n".join([menu, "乾安县加快建设现代产业园区", "乾安县今年的晶片产量增长了一成。", LONG])))
    assert article.script == "Hans"
    assert article.paragraphs[0].zh.startswith("乾安县今年的晶片")


def test_protected_names_keep_their_wording_and_conversions_are_listed():
    text = text_of("雲溪區加快建設\n\n晶片之星公司發佈新晶片，服務水準提高，推動高品質發展，產業鏈進一步完善。\n")
    article = clean(text, protected=["晶片之星"])
    assert "晶片之星公司发布新芯片，服务水平提高，推动高质量发展" in article.paragraphs[0].zh
    assert [(use.at, use.before, use.after) for use in article.conversions] == [
        ("p1.1", "晶片", "芯片"),
        ("p1.1", "水准", "水平"),
        ("p1.1", "高品质发展", "高质量发展"),
    ]


def test_a_very_long_sentence_is_said():
    article = clean(text_of("云溪区召开会议\n" + "部署工作，" * 500 + "完成任务。"))
    assert "p1.1: one sentence of 2,505 characters, read in parts" in article.flags
