"""Publishers by their place or style and their kind: 岚川日报 is Lanchuan Daily, 清栾县融媒体中心 a media center.

Papers are known abroad by the pinyin of what they are called after; words of a trade are translated. What is neither
a name nor such a word is left in Chinese: a reader is not helped by the sound of a common noun.
"""

from __future__ import annotations

from collections.abc import Iterable

import rjieba

from flows.steps.names.kinds import KINDS as PLACES
from flows.steps.names.pinyin import place
from flows.steps.names.unknown import coined, unknown
from flows.steps.types import Name

KINDS = {
    "日报": "Daily", "晚报": "Evening News", "早报": "Morning News", "晨报": "Morning Post", "时报": "Times",
    "都市报": "Metropolis Daily", "商报": "Business News", "新闻网": "News Network", "在线": "Online",
    "融媒体中心": "Converged Media Center", "广播电视台": "Radio and Television Station",
    "电视台": "Television Station", "发布": "Release",
}  # fmt: skip
# Papers called after a trade or readers, not after a place.
_WORDS = {
    "中国": "China", "环球": "Global", "经济": "Economic", "证券": "Securities", "青年": "Youth", "工人": "Workers'",
    "农民": "Farmers'", "法治": "Legal", "法制": "Legal", "科技": "Science and Technology", "教育": "Education",
    "人民": "People's", "国际": "International", "商务": "Business", "消费": "Consumer", "健康": "Health",
    "交通": "Transport", "建设": "Construction", "工业": "Industry", "农业": "Agriculture", "环境": "Environment",
    "电力": "Electric Power", "水利": "Water Resources", "旅游": "Tourism", "文化": "Culture", "体育": "Sports",
}  # fmt: skip
_CHANNELS = {
    "园区": "Parks", "财经": "Finance", "汽车": "Autos", "科技": "Tech", "地方": "Local", "经济": "Economy",
    "客户端": "App", "新闻": "News", "频道": "Channel",
}  # fmt: skip
_PAPERS = ("日报", "晚报", "早报", "晨报", "时报", "都市报", "商报")
_AREAS = frozenset("省市县区州盟旗")
_MOST = 4  # characters of a name; more is a phrase


def find_media(publishers: Iterable[str], places: dict[str, str], known: dict[str, str]) -> dict[str, str]:
    """Each publisher that has a rendering by rule, with it; ``known`` are bodies of the glossary."""
    found = {zh: _render(zh, places) or _channel(zh, known) for zh in publishers}
    return {zh: en for zh, en in found.items() if en}


def as_names(media: dict[str, str]) -> tuple[Name, ...]:
    """The publishers as names of the register."""
    return tuple(Name(zh, en, "organisation", "rule") for zh, en in media.items())


def _render(zh: str, places: dict[str, str]) -> str:
    kind = max((kind for kind in KINDS if zh.endswith(kind)), key=len, default="")
    head = zh.removesuffix(kind)
    if not kind or len(head) < 2:
        return ""
    english = places.get(head) or _translated(head) or _called(head, kind)
    return f"{english} {KINDS[kind]}" if english else ""


def _channel(zh: str, known: dict[str, str]) -> str:
    """A part of a medium that is known: 中国网园区."""
    name = next((name for name in sorted(known, key=len, reverse=True) if zh.startswith(name)), "")
    part = _CHANNELS.get(zh.removeprefix(name)) if name else None
    return f"{known[name]} {part}" if part else ""


def _translated(head: str) -> str:
    words = rjieba.cut(head)
    return " ".join(_WORDS[word] for word in words) if all(word in _WORDS for word in words) else ""


def _called(head: str, kind: str) -> str:
    """By the sound of what it is called after: a county or city in full, a paper's style, a word that is none."""
    if head[-1] in _AREAS:
        return f"{place(head[:-1])} {PLACES[head[-1]]}" if 3 <= len(head) <= _MOST and unknown(head[:2]) else ""
    return place(head) if len(head) <= _MOST and (kind in _PAPERS or coined(head)) else ""
