"""Real places that a translation names and its Chinese does not: 宛津北站 as "Tianjin North Station".

A model that does not know a place writes one that it knows. A place is vouched for by its Chinese, by the character
that stands for a province where it does (在京, 沪苏浙), by a name of the register, or by Chinese that sounds the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from flows.steps.audit.words import word_set
from flows.steps.memo import per_sentence
from flows.steps.names.conditions import holds
from flows.steps.types import Name

_LEAST = 4  # letters: shorter ones are parts of people's names
_WORD = re.compile(r"[A-Z][A-Za-z-]+(?:'[a-z]{2,})?")  # Xi'an, and Tianjin of "Tianjin's"
_GENERAL = word_set(
    "Province City County District Town Township Village Prefecture Banner League "
    "Autonomous Region Municipality Uygur Zhuang Hui"
)
# These come with phrases that name none of them (我国, 中央, 港府, 宝岛), or are common words.
_NEVER = word_set("China Beijing Macao Taiwan West Cape Pearl") | {"Hong Kong", "Palace Museum", "Great Wall"}
# Places that models write often and the glossary does not have, with the Chinese that they are.
_MORE = {
    "Yangtze": {"长江", "长三角", "江淮"}, "Yangtze River": {"长江", "长三角", "江淮"},
    "Yellow River": {"黄河", "沿黄"}, "Pearl River": {"珠江", "珠三角"}, "Qianhai": {"前海"},
    "Pudong": {"浦东", "浦发"}, "Shanghai": {"浦东", "浦发", "北上广", "长三角"},
    "Jiangsu": {"长三角"}, "Zhejiang": {"长三角"}, "Anhui": {"长三角"},
}  # fmt: skip
_SHORT = {
    "津": "Tianjin", "沪": "Shanghai", "渝": "Chongqing", "冀": "Hebei", "晋": "Shanxi", "辽": "Liaoning",
    "吉": "Jilin", "黑": "Heilongjiang", "苏": "Jiangsu", "浙": "Zhejiang", "皖": "Anhui", "闽": "Fujian",
    "赣": "Jiangxi", "鲁": "Shandong", "豫": "Henan", "鄂": "Hubei", "湘": "Hunan", "粤": "Guangdong", "桂": "Guangxi",
    "琼": "Hainan", "川": "Sichuan", "蜀": "Sichuan", "黔": "Guizhou", "滇": "Yunnan", "云": "Yunnan", "藏": "Xizang",
    "陕": "Shaanxi", "秦": "Shaanxi", "甘": "Gansu", "陇": "Gansu", "青": "Qinghai", "宁": "Ningxia",
    "新": "Xinjiang", "蒙": "Inner Mongolia", "深": "Shenzhen", "穗": "Guangzhou", "蓉": "Chengdu", "杭": "Hangzhou",
    "甬": "Ningbo", "昌": "Nanchang",
}  # fmt: skip
_ALL = "京港澳台" + "".join(_SHORT)
_READ_SO = re.compile(
    rf"(?<=[在来赴抵离返驻进入到回援{_ALL}])[{_ALL}]|[{_ALL}](?=[{_ALL}企商籍警股剧菜语军省市]|高速|高铁|铁路)"
)


_Chinese = tuple[str, tuple[str, ...]]  # a word, and the conditions under which it is the place


@dataclass(frozen=True, slots=True)
class _Place:
    """A place in English with the Chinese that it may stand for; abroad, a character of it is enough (中美, 东欧)."""

    en: str
    chinese: tuple[_Chinese, ...]
    abroad: bool

    def stands_in(self, zh: str) -> bool:
        """Whether the Chinese names it, under the conditions that the glossary sets (西湖北路 is not in 湖北)."""
        return any(
            any(holds(context, zh, hit.span()) for hit in re.finditer(word, zh))
            or (self.abroad and any(char in zh for char in word))
            for word, context in self.chinese
        )


@lru_cache(maxsize=1)
def gazetteer() -> dict[str, tuple[_Place, ...]]:
    """The places of our glossary by the first word of their English, the longest first; those abroad are soft there."""
    from flows.steps.glossary import load_glossary

    home: dict[str, set[_Chinese]] = {en: {(one, ()) for one in zh} for en, zh in _MORE.items()}
    abroad: dict[str, set[_Chinese]] = {}
    entries = load_glossary().entries
    words = {entry.zh for entry in entries}
    for entry in entries:
        short = entry.zh.rstrip("省市县区州")
        # What may not stand before a word forbids it (西湖|北路); what follows makes another name of it (安徽省|委).
        before = tuple(condition for condition in entry.context if condition.endswith("_"))
        chinese = (entry.zh, before) if short in words else (short, ())
        own = " ".join(word for word in entry.en.split() if word not in _GENERAL)
        if entry.kind == "place" and len(own) >= _LEAST and own.count(" ") <= 1 and own not in _NEVER:
            (home if entry.hard else abroad).setdefault(own, set()).add(chinese)
    found: dict[str, list[_Place]] = {}
    for en in sorted({*home, *abroad}, key=len, reverse=True):
        place = _Place(en, tuple(sorted(home.get(en, set()) | abroad.get(en, set()))), en in abroad)
        found.setdefault(en.partition(" ")[0], []).append(place)
    return {word: tuple(rows) for word, rows in found.items()}


def strange_places(zh: str, en: str, names: Sequence[Name]) -> list[str]:
    """The real places of the English for which nothing stands in the Chinese."""
    words = gazetteer().keys() & set(_WORD.findall(en.replace("’", "'")))
    places = [place for word in sorted(words) for place in _unnamed(word, zh) if _stands(place.en, en)]
    longest = [place for place in places if not any(place.en in other.en for other in places if other is not place)]
    strange = [place for place in longest if not any(_stands(place.en, name.en) for name in names)]
    return [place.en for place in strange if not _meant(place, zh)]


def _stands(place: str, en: str) -> bool:
    return place in en and re.search(rf"\b{re.escape(place)}\b", en) is not None


@per_sentence
def _unnamed(word: str, zh: str) -> tuple[_Place, ...]:
    """The places that begin with an English word and have nothing in the Chinese; hypotheses ask the same again."""
    return tuple(place for place in gazetteer()[word] if not place.stands_in(zh))


def _meant(place: _Place, zh: str) -> bool:
    """Whether a character alludes to the place, or the Chinese sounds like it."""
    if place.en in _abbreviated(zh):
        return True
    misread = any(word in zh for word, _ in place.chinese)
    return not misread and re.sub("[^a-z]", "", place.en.lower()) in _sounds(zh)


@per_sentence
def _abbreviated(zh: str) -> frozenset[str]:
    """The provinces and cities that a single character names where it can be read so."""
    return frozenset(_SHORT[mark] for mark in _READ_SO.findall(zh) if mark in _SHORT)


@per_sentence
def _sounds(zh: str) -> frozenset[str]:
    """Two and three characters in a row in letters: 桐岭 is Tongling, whatever the glossary calls so."""
    from flows.steps.names.pinyin import syllables

    read = syllables("".join(char for char in zh if "\u4e00" <= char <= "\u9fff"))
    return frozenset("".join(read[at : at + size]) for size in (2, 3) for at in range(len(read) - size + 1))
