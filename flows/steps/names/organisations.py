"""Organisations whose every part is known: a place and its committee, government, court or bureau."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flows.steps.types import Name

_LEVELS = {
    "Province": "Provincial",
    "City": "Municipal",
    "County": "County",
    "District": "District",
    "Banner": "Banner",
}
# {0}: the place's own name, {1}: its level, {2}: the place in full
_BODIES = {
    "委": "CPC {0} {1} Committee", "纪委": "CPC {0} {1} Commission for Discipline Inspection",
    "监委": "{0} {1} Supervisory Commission",
    "纪委监委": "{0} {1} commissions for discipline inspection and supervision",
    "委组织部": "Organization Department of the CPC {0} {1} Committee",
    "委宣传部": "Publicity Department of the CPC {0} {1} Committee",
    "委统战部": "United Front Work Department of the CPC {0} {1} Committee",
    "委政法委": "Political and Legal Affairs Commission of the CPC {0} {1} Committee",
    "委办公室": "General Office of the CPC {0} {1} Committee", "委党校": "Party School of the CPC {0} {1} Committee",
    "政府": "{0} {1} Government", "人民政府": "{0} {1} People's Government", "人大": "{0} {1} People's Congress",
    "人大常委会": "Standing Committee of the {0} {1} People's Congress", "政协": "CPPCC {0} {1} Committee",
    "人民法院": "{0} {1} People's Court", "人民检察院": "{0} {1} People's Procuratorate",
    "总工会": "{0} {1} Federation of Trade Unions", "妇联": "{0} {1} Women's Federation",
    "团委": "{0} {1} Committee of the Communist Youth League",
    "工商联": "{0} {1} Federation of Industry and Commerce", "科协": "{0} {1} Association for Science and Technology",
    "发改委": "{0} {1} Development and Reform Commission",
    "发展和改革委员会": "{0} {1} Development and Reform Commission",
    "国资委": "{0} {1} State-owned Assets Supervision and Administration Commission",
    "卫健委": "{0} {1} Health Commission",
}  # fmt: skip
_BUREAUS = {
    "教育": "Education", "科技": "Science and Technology", "工信": "Industry and Information Technology",
    "工业和信息化": "Industry and Information Technology", "公安": "Public Security", "民政": "Civil Affairs",
    "司法": "Justice", "财政": "Finance", "人社": "Human Resources and Social Security",
    "人力资源和社会保障": "Human Resources and Social Security", "自然资源": "Natural Resources",
    "生态环境": "Ecology and Environment", "住建": "Housing and Urban-Rural Development",
    "住房和城乡建设": "Housing and Urban-Rural Development", "交通运输": "Transport", "水务": "Water Affairs",
    "水利": "Water Resources", "农业农村": "Agriculture and Rural Affairs", "商务": "Commerce",
    "文旅": "Culture and Tourism", "文化和旅游": "Culture and Tourism",
    "文化广电和旅游": "Culture, Radio, Television and Tourism", "应急管理": "Emergency Management", "审计": "Audit",
    "市场监管": "Market Regulation", "市场监督管理": "Market Regulation", "统计": "Statistics",
    "医保": "Healthcare Security", "医疗保障": "Healthcare Security", "税务": "Taxation", "气象": "Meteorological",
    "林业和草原": "Forestry and Grassland", "体育": "Sports", "信访": "Public Complaints and Proposals",
    "退役军人事务": "Veterans Affairs", "政务服务和数字化建设管理": "Government Services and Digital Development",
    "城市管理": "Urban Management", "粮食和物资储备": "Grain and Material Reserves",
}  # fmt: skip
_ZONE_BODIES = {"党工委": "{0} Party Working Committee", "管委会": "{0} Administrative Committee"}
_NO_BODY_AFTER = {"委": "员托派任培", "政府": "性", "政协": "委"}


def find_organisations(sentences: Iterable[str], places: dict[str, str]) -> dict[str, str]:
    """Organisations to English for every known place of the document."""
    heads = sorted((zh for zh in places if _level(places[zh], zh) or _is_zone(zh)), key=len, reverse=True)
    if not heads:
        return {}
    bodies = sorted([*_BODIES, *_ZONE_BODIES], key=len, reverse=True)
    bureau = "|".join(sorted(_BUREAUS, key=len, reverse=True))
    pattern = re.compile(rf"({'|'.join(map(re.escape, heads))})(?:({'|'.join(bodies)})|({bureau})([局厅]))")
    found: dict[str, str] = {}
    for zh in sentences:
        for match in pattern.finditer(zh):
            english = _render(match, places, zh[match.end() : match.end() + 1])
            if english:
                found.setdefault(match.group(), english)
    return found


def as_names(organisations: dict[str, str]) -> tuple[Name, ...]:
    """The organisations as names of the register."""
    return tuple(Name(zh, en, "organisation", "rule") for zh, en in organisations.items())


def _level(en: str, zh: str) -> str:
    last = en.rsplit(" ", 1)[-1]
    if last in _LEVELS:
        return _LEVELS[last]
    return (
        {"省": "Provincial", "市": "Municipal", "县": "County", "区": "District"}.get(zh[-1], "")
        if not _is_zone(zh)
        else ""
    )


def _is_zone(zh: str) -> bool:
    return zh.endswith(("开发区", "高新区", "经开区", "汽开区", "新区", "园区", "示范区", "汽车城", "保税区"))


def _render(match: re.Match[str], places: dict[str, str], after: str) -> str | None:
    head, body, bureau, kind = match.groups()
    english = places[head]
    if body in _ZONE_BODIES:
        return _ZONE_BODIES[body].format(english)
    level = _level(english, head)
    if not level or after in _NO_BODY_AFTER.get(body or "", ""):
        return None
    own = english.rsplit(" ", 1)[0] if english.rsplit(" ", 1)[-1] in _LEVELS else english
    if bureau:
        word = "Department" if kind == "厅" else "Bureau"
        return (
            f"{own} {level} {word} of {_BUREAUS[bureau]}"
            if kind == "厅"
            else f"{own} {level} {_BUREAUS[bureau]} {word}"
        )
    return _BODIES[body].format(own, level, english)
