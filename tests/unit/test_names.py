"""The register: definitions first, then the glossary by words and context, then rules."""

from __future__ import annotations

import pytest

from flows.steps.glossary import load_glossary
from flows.steps.names import Register, build_register, people, pinyin
from flows.steps.names.conditions import holds
from flows.steps.types import Article, Paragraph, Sentence

PEOPLE = [
    ("沛宁县副县长程宇任组长。", {"程宇": "Cheng Yu"}),
    ("市政府副秘书长刘任远出席会议。", {"刘任远": "Liu Renyuan"}),
    ("解决方案总经理霍嘉等业内人士授课。", {"霍嘉": "Huo Jia"}),
    ("（岚川日报记者 邓珂）", {"邓珂": "Deng Ke"}),
    ("撰稿：柳青", {"柳青": "Liu Qing"}),
    (
        "董事长单晓明、总经理解文博、副总经理曾庆远出席。",
        {"单晓明": "Shan Xiaoming", "解文博": "Xie Wenbo", "曾庆远": "Zeng Qingyuan"},
    ),
    ("县长仇建安主持会议。", {"仇建安": "Qiu Jian'an"}),
    ("校长欧阳娜、教授司马文达说。", {"欧阳娜": "Ouyang Na", "司马文达": "Sima Wenda"}),
    ("书记吕长乐表示。", {"吕长乐": "Lyu Changle"}),
    ("记者张三、李四报道。", {"张三": "Zhang San", "李四": "Li Si"}),
    ("专家李扬则从另一角度谈起。", {"李扬": "Li Yang"}),
    ("由副总经理韩雪代为宣读声明。", {"韩雪": "Han Xue"}),
    ("总经理丁秋阳算了一笔账。", {"丁秋阳": "Ding Qiuyang"}),
    ("村党支部书记彭䶮说。", {"彭䶮": "Peng Yan"}),
    ("区委书记闻一苇在大会上说，", {"闻一苇": "Wen Yiwei"}),
    ("班长尉迟刚提出调整配比。", {"尉迟刚": "Yuchi Gang"}),
    ("厂长柏舟、工程师靳苇表示，", {"柏舟": "Bai Zhou", "靳苇": "Jin Wei"}),
]
NOBODY = [
    "发言人曾表示，方案已定。", "会长于当日抵达。", "市民齐尽心。", "白皮书称，道路已通。", "委员会成立了。",
    "代表和平力量。", "主任高度重视。", "书记强调，要真抓实干。", "党员应当带头。", "记者从江苏省获悉。",
    "主席团会议举行。", "总经理关于改革的报告。", "部长卢贾宁认为，", "总经理施瓦布说。", "武契奇表示，",
    "作者简介：", "市长柏林之行结束。", "教授闻讯赶来。",
]  # fmt: skip
PLACES = [
    ("完成建达路、岱山公园改造", {"建达路": "Jianda Road", "岱山公园": "Daishan Park"}),
    ("打造东风大街、西湖公园", {"东风大街": "Dongfeng Street", "西湖公园": "Xihu Park"}),
    ("维护丙二十九路", {"丙二十九路": "Bing 29 Road"}),
    ("沛宁县召开会议。沛宁县将新建工厂，沛宁人高兴。", {"沛宁县": "Peining County", "沛宁": "Peining"}),
    ("岚川高新区开工。岚川高新区管委会说。", {"岚川高新区": "Lanchuan High-tech Zone"}),
    ("河北省张家口市崇礼区开赛", {"崇礼区": "Chongli District"}),
    ("广西融水苗族自治县修路", {"融水苗族自治县": "Rongshui Miao Autonomous County"}),
    ("北京中山公园开园", {"中山公园": "Zhongshan Park"}),
]
NOWHERE = [
    "全区上下齐心",
    "汽车公园里",
    "各地区踊跃",
    "口袋公园建成",
    "社区和街道",
    "最大城市明尼",
    "澳门历史城区",
    "省公路管理局",
    "高速公路",
]
# sentence, word, its rendering or none
CONTEXT = [
    ("服务大局、引领大众，开创新局面", "大众", None),
    ("大众新技术中心落位", "大众新技术中心", "Volkswagen New Technology Center"),
    ("一汽-大众生产线", "一汽-大众", "FAW-Volkswagen"),
    ("汽开区解放思想大讨论", "解放", None),
    ("解放J7整车项目", "解放", "Jiefang"),
    ("红旗党建工程", "红旗", None),
    ("首批红旗E-QM5上市", "红旗", "Hongqi"),
    ("对标一汽找弱项", "一汽", "FAW"),
    ("大型奔驰的骏马", "奔驰", None),
    ("美的享受", "美的", None),
    ("小米粥", "小米", None),
    ("种植小米、玉米和大豆", "小米", None),
    ("华为、小米等企业", "小米", "Xiaomi"),
    ("引领大众、服务大局", "大众", None),
    ("丰田、大众等车企", "大众", "Volkswagen"),
    ("西湖北规划路", "湖北", None),
    ("产品销往开罗和柏林", "开罗", "Cairo"),
    ("订单来自罗马尼亚", "罗马", None),
    ("在印度尼西亚设厂", "印度", None),
    ("湖北省武汉市", "湖北省", "Hubei Province"),
    ("日产量提高", "日产", None),
    ("中国银行业协会", "中国银行", None),
    ("交通运输部门", "交通运输部", None),
    ("阿尔马兹别克·阿坦巴耶夫", "别克", None),
]


def _register(*sentences: str, authors: tuple[str, ...] = ()) -> Register:
    row = tuple(Sentence(f"p1.{n}", (n, n), zh) for n, zh in enumerate(sentences, 1))
    return build_register(Article(None, (Paragraph("p1", "text", row),), "Hans", authors=authors), load_glossary())


def _named(register: Register, kind: str, origin: str = "rule") -> dict[str, str]:
    return {n.zh: n.en for n in register.names if n.kind == kind and n.origin == origin}


@pytest.mark.parametrize(("zh", "wanted"), PEOPLE, ids=[zh for zh, _ in PEOPLE])
def test_people_by_surname_and_place(zh: str, wanted: dict[str, str]) -> None:
    assert people.find_people([zh]) == wanted


@pytest.mark.parametrize("zh", NOBODY)
def test_what_looks_like_a_person_and_is_none(zh: str) -> None:
    assert people.find_people([zh]) == {}


@pytest.mark.parametrize(("zh", "wanted"), PLACES, ids=[zh for zh, _ in PLACES])
def test_places_by_pinyin_and_kind(zh: str, wanted: dict[str, str]) -> None:
    found = _named(_register(*zh.split("。")), "place")
    assert {name: found.get(name) for name in wanted} == wanted


@pytest.mark.parametrize("zh", NOWHERE)
def test_common_words_before_a_kind_are_no_places(zh: str) -> None:
    assert _named(_register(*zh.split("。")), "place") == {}


@pytest.mark.parametrize(("zh", "word", "en"), CONTEXT, ids=[zh for zh, _, _ in CONTEXT])
def test_terms_match_on_words_and_context(zh: str, word: str, en: str | None) -> None:
    found = {zh[slice(*span)]: name.en for span, name in _register(zh).find(zh)}
    assert found.get(word) == en


def test_the_article_defines_its_short_forms() -> None:
    register = _register("岚川高新区党工委开会。", "岚川高新区党工委书记说。", "区党工委部署工作。")
    assert _named(register, "organisation", "article") == {
        "区党工委": "Lanchuan High-tech Zone Party Working Committee"
    }


def test_a_short_form_in_brackets_is_rendered_as_its_full_form() -> None:
    register = _register("中国第一汽车集团有限公司（以下简称“一汽集团”）成立。")
    assert {n.en for n in register.names if n.zh == "一汽集团"} == {"China FAW Group"}


def test_english_in_brackets_is_taken_at_its_word() -> None:
    assert _named(_register("诺尔（Ayman Nour）说。"), "organisation", "article") == {"诺尔": "Ayman Nour"}


def test_organisations_are_composed_of_known_parts() -> None:
    register = _register("长春市教育局与德惠市委、吉林省人民政府调研。", "沛宁县委说。", "沛宁县开会。", "沛宁县好。")
    found = _named(register, "organisation") | _named(register, "organisation", "glossary")
    assert (
        found.items()
        >= {
            "长春市教育局": "Changchun Municipal Education Bureau",
            "德惠市委": "CPC Dehui Municipal Committee",
            "吉林省人民政府": "Jilin Provincial People's Government",
            "沛宁县委": "CPC Peining County Committee",
        }.items()
    )


def test_one_name_has_one_rendering() -> None:
    register = _register("一汽与中国一汽，程宇任组长。", "县长程宇说，一汽很好。")
    assert len({n.zh for n in register.names}) == len(register.names)


def test_matches_are_in_order_apart_and_longest_first() -> None:
    zh = "汽车产业集群“上台阶”工程与汽车产业集群"
    found = _register(zh).find(zh)
    assert [zh[slice(*span)] for span, _ in found] == ["汽车产业集群“上台阶”工程", "汽车产业集群"]


def test_credited_people_are_in_the_register() -> None:
    assert _named(_register("会议召开。", authors=("尹墨林", "园区投稿01")), "person") == {"尹墨林": "Yin Molin"}


def test_pinyin_is_a_suggestion_where_another_romanisation_may_hold() -> None:
    (name,) = [n for n in _register("香港特区政府局长罗安平说。").names if n.kind == "person"]
    assert (name.en, name.hard) == ("Luo Anping", False)


@pytest.mark.parametrize(
    ("han", "en"), [("六安", "Lu'an"), ("西安", "Xi'an"), ("长治", "Changzhi"), ("绿园", "Lyuyuan"), ("东阿", "Dong'e")]
)
def test_places_in_pinyin(han: str, en: str) -> None:
    assert pinyin.place(han) == en


def test_conditions() -> None:
    assert holds(("_中心", "上汽_"), "大众中心", (0, 2)) and not holds(("上汽_",), "大众中心", (0, 2))
    assert not holds(("!_中心",), "大众中心", (0, 2)) and holds((), "大众", (0, 2))
    assert holds(("汽车",), "汽车与大众", (3, 5)) and not holds(("汽车", "!与"), "汽车与大众", (3, 5))


@pytest.mark.parametrize("unit", ["书记王", "一汽", "沛宁县", "记者张三、", "（以下简称“甲乙”）", "长春市", "解放思想"])
def test_long_lines_take_linear_time(unit: str) -> None:
    zh = unit * (20_000 // len(unit))
    _register(zh).find(zh)


PUBLISHERS = [
    ("岚川日报", "Lanchuan Daily"), ("青浦日报", "Qingpu Daily"), ("吉林日报", "Jilin Daily"),
    ("清栾县融媒体中心", "Qingluan County Converged Media Center"), ("大众日报", "Dazhong Daily"),
    ("国际在线", "CRI Online"), ("远桥在线", "Yuanqiao Online"), ("中国网财经", "China.org.cn Finance"),
    ("齐鲁晚报", "Qilu Evening News"), ("青年时报", "Youth Times"), ("中国工业报", None), ("园区观察网", None),
    ("县政府办公室", None), ("在线", None),
]  # fmt: skip


def published(publisher: str, *lines: str) -> Register:
    sentences = tuple(Sentence(f"p1.{n}", (n, n), zh) for n, zh in enumerate(lines, 1))
    article = Article(None, (Paragraph("p1", "text", sentences),), "Hans", publisher=publisher)
    return build_register(article, load_glossary())


@pytest.mark.parametrize(("zh", "en"), PUBLISHERS)
def test_a_publisher_has_a_rendering_where_its_parts_do(zh: str, en: str | None) -> None:
    found = {name.zh: name.en for name in published(zh, "项目开工。").names}
    assert found.get(zh) == en


@pytest.mark.parametrize(
    ("publisher", "zh", "known"),
    [
        (
            "宛津日报",
            "列车从宛津北站开出，宛津开行首趟列车。",
            {"宛津": "Wanjin", "宛津北站": "Wanjin North Railway Station"},
        ),
        ("清栾县融媒体中心", "清栾县禾渡村丰收。", {"清栾县": "Qingluan County", "禾渡村": "Hedu Village"}),
        ("都市晨报", "都市生活，都市圈里的都市人。", {}),
        ("宛津日报", "宛津铁路开工。", {}),
        ("某日报", "列车从长春西站开出。", {"长春西站": "Changchun West Railway Station"}),
        ("某日报", "工作人员从这东站开出。", {}),
        ("宛津日报", "桐岭市开工，宛津人高兴，桐岭市与宛津合建宛桐铁路。", {"宛桐铁路": "Wanjin-Tongling Railway"}),
        ("某日报", "中老铁路运输繁忙。", {}),
        ("某日报", "打造西湖公园，维护西湖北规划路。", {"西湖北规划路": "Xihu North Planned Road"}),
        ("某日报", "城市北路改造。", {}),
    ],
)
def test_places_by_paper_station_and_line(publisher: str, zh: str, known: dict[str, str]) -> None:
    found = {name.zh: name.en for name in published(publisher, zh).names if name.kind == "place"}
    assert {word: found.get(word) for word in known} == known
    assert known or not found
