"""Places by pinyin and kind: 西湖公园 is Xihu Park, 东风大街 Dongfeng Street."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import rjieba

from flows.steps.facts.numerals import chinese_number
from flows.steps.names.kinds import KINDS, PEOPLES
from flows.steps.names.pinyin import place
from flows.steps.names.unknown import NAME_TAGS, unknown
from flows.steps.names.wordlists import word_list
from flows.steps.types import Name

_FREE = (
    "公园",
    "广场",
    "大街",
    "大路",
    "大道",
    "路",
    "街",
    "河",
    "湖",
    "水库",
    "大桥",
    "机场",
    "火车站",
    "湿地公园",
    "森林公园",
    "立交桥",
    "街道",
    "县",
    "镇",
    "村",
    "自治县",
    "自治州",
)
_CHAINED = (
    "州",
    "盟",
    "自治州",
    "自治县",
    "县",
    "区",
    "旗",
    "镇",
    "乡",
    "村",
    "街道",
    "社区",
    "市",
    "路",
    "街",
    "大街",
    "开发区",
    "经开区",
    "高新区",
    "新区",
    "经济技术开发区",
    "高新技术产业开发区",
    "工业园区",
    "产业园",
    "产业园区",
)
_BETWEEN = re.compile(r"[一-龥]{1,6}?(?:" + "|".join(sorted(_CHAINED, key=len, reverse=True)) + ")")
_CYCLIC = re.compile(r"([甲乙丙丁戊己庚辛壬癸])([一二三四五六七八九十]+)(路|街)")
_COMPOUNDS = word_list("common_compounds")
_ABROAD = re.compile(
    "日本|韩国|美国|英国|法国|德国|俄罗斯|乌克兰|伊拉克|叙利亚|以色列|印度|越南|泰国|加拿大|澳大利亚|墨西哥|西班牙"
    "|意大利"
)
_SPELT = frozenset("尔斯贾瓦莫拉克蒂弗赫")
_TWICE = 2  # mentions before an unknown word counts as a place
_STREETS = ("大街", "大道", "大路")
_PREFIXES = ("新", "东", "西", "南", "北", "中", "老", "大", "小")
_WORDS = word_list("not_places")

_NOUNS = frozenset(
    {
        "历史", "文化", "现代", "世界", "海洋", "港口", "革命", "教育", "医疗", "商贸", "物流", "金融", "旅游", "温泉",
        "冰雪", "林业", "渔业", "牧业", "石化", "钢铁", "煤炭",
    }
)  # fmt: skip


def find_places(sentences: Sequence[str], known: Iterable[str]) -> dict[str, str]:
    """Places to English, where both ends are certain: tagged by the segmenter, or right after a known place."""
    found: dict[str, str] = {}
    heads = sorted(set(known), key=len, reverse=True)
    after = re.compile("(?:" + "|".join(map(re.escape, heads)) + ")") if heads else None
    home = [zh for zh in sentences if not _ABROAD.search(zh)]
    for zh in home:
        for name, kind in _tagged(zh):
            own = _without_head(name, heads)
            if own != kind:
                found.setdefault(own, render(own, kind))
        for match in _CYCLIC.finditer(zh):
            found.setdefault(match.group(), _cyclic(match))
    found |= _repeated(home, found)
    for zh in home:
        if after:
            for name, kind in _chained(zh, after):
                found.setdefault(name, render(name, kind))
    return found


_ADMIN = "经济技术开发区|高新技术产业开发区|经开区|高新区|新区|开发区|县|市|区|镇|乡|村|港|街道"
_AT_START = re.compile(rf"(?:^|[，。、；：！？“”（）《》\s]|[在到从对向由为是赴驻于])([一-龥]{{2}}(?:{_ADMIN}))")


def _repeated(sentences: list[str], found: dict[str, str]) -> dict[str, str]:
    """A place that the segmenter does not know, named again and again where a clause begins (沛宁县, 岚川高新区)."""
    text = "\n".join(sentences)
    new: dict[str, str] = {}
    for match in _AT_START.finditer(text):
        name = match.group(1)
        head = name[:2]
        if (
            text.startswith(tuple("场域线村"), match.end())
            or text.count(head) < _TWICE
            or name in found
            or not _may_be_place(name)
        ):
            continue
        new[name] = render(name, name[2:]) if name[2:] in KINDS else ""
        new.setdefault(head, place(head))
    return {zh: en for zh, en in new.items() if en}


def _may_be_place(name: str) -> bool:
    """Neither 让农村 nor 老城区 nor 三个县."""
    return name[1:3] not in _COMPOUNDS and unknown(name[:2])


def render(name: str, kind: str) -> str:
    """The pinyin of the proper part, the peoples of an autonomous place, and the English of the kind."""
    head = name.removesuffix(kind)
    peoples: list[str] = []
    while kind.startswith("自治") and (people := next((p for p in PEOPLES if head.endswith(p)), "")):
        head = head.removesuffix(people)
        peoples.insert(0, PEOPLES[people])
    return " ".join([place(head), *([" and ".join(peoples)] if peoples else []), KINDS[kind]])


def as_names(places: dict[str, str]) -> tuple[Name, ...]:
    """The places as names of the register."""
    return tuple(Name(zh, en, "place", "rule") for zh, en in places.items())


def _cyclic(match: re.Match[str]) -> str:
    """Planned roads are numbered under a stem: 丙二十九路 is Bing 29 Road."""
    number = chinese_number(match.group(2))
    return f"{place(match.group(1))} {number} {KINDS[match.group(3)]}"


def _tagged(zh: str) -> Iterator[tuple[str, str]]:
    tokens = rjieba.tag(zh)
    for i, (word, tag) in enumerate(tokens):
        kind = _kind_of(word, _FREE)
        if kind and tag in NAME_TAGS and 1 < len(word) - len(kind) <= 4 and _proper(word, kind):
            yield word, kind
        elif word in _FREE and i and _may_head(tokens[i - 1][1], word):
            before = tokens[i - 1][0]
            if i > 1 and tokens[i - 2][0] in _PREFIXES and word in _STREETS:
                before = tokens[i - 2][0] + before
            if 2 <= len(before) <= 3 and _proper(before + word, word):
                yield before + word, word


def _without_head(name: str, heads: list[str]) -> str:
    """北京中山公园 is Zhongshan Park in a place that has its own entry."""
    head = next((h for h in heads if name.startswith(h) and len(name) - len(h) > 2), "")
    return name.removeprefix(head)


def _may_head(tag: str, kind: str) -> bool:
    """Streets are named after common nouns too (东风大街)."""
    return tag in NAME_TAGS or (tag == "n" and kind in _STREETS)


def _kind_of(word: str, kinds: Iterable[str]) -> str:
    return max((kind for kind in kinds if word.endswith(kind) and word != kind), key=len, default="")


def _proper(name: str, kind: str) -> bool:
    head = name.removesuffix(kind)
    return (
        head not in _WORDS
        and name not in KINDS
        and not (head[-1] + kind in _COMPOUNDS and (len(head) > 2 or kind == "村"))
        and not set(head) & _SPELT
        and not any(head.endswith(word) for word in _WORDS if len(word) > 1)
        and not any(c in head for c in "的和与及在到等、，。各全个")
        and not (set(head) & set("一二三四五六七八九十百千万") and chinese_number(head) is not None)
    )


def _chained(zh: str, heads: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """X区, X镇, X村 one after the other behind a place that is known."""
    at = 0
    while (head := heads.search(zh, at)) is not None:
        at = head.end()
        while (match := _BETWEEN.match(zh, at)) is not None:
            name = match.group()
            kind = _kind_of(name, _CHAINED)
            if not kind or len(name) - len(kind) < (1 if kind == "县" else 2) or not _proper(name, kind):
                break
            if name[0] in "省市县区" or not _bounded(zh, match.end()) or _common(zh, at, match.end() - len(kind)):
                break
            yield name, kind
            at = match.end()


def _common(zh: str, start: int, end: int) -> bool:
    """最大城市, 历史城区: a word of everyday language, not a name, stands before the kind."""
    tags = rjieba.tag(zh[start:end])
    return any(
        word in _NOUNS or (len(word) > 1 and tag not in NAME_TAGS and tag not in ("n", "x", "g", "zg"))
        for word, tag in tags
    )


def _bounded(zh: str, end: int) -> bool:
    """路 of 路线 and 区 of 区域 end no name."""
    return not zh.startswith(tuple("线村域委党政长民口况由径官内级属别块间位道"), end)
