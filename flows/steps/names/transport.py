"""Where trains and roads go: a place known by its paper (宛津日报) or station (宛津北站), and lines (宛桐铁路)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from flows.steps.names.kinds import KINDS
from flows.steps.names.pinyin import place
from flows.steps.names.unknown import coined

_PAPER = re.compile(r"([一-龥]{2})([市县区旗]?)(?:日报|晚报|早报|晨报|新闻网|融媒体中心|广播电视台|发布)")
_STATION = re.compile(r"(?<=[从到由在至抵达经停、])([一-龥]{2})([东南西北])站(?!点|位|台|长)")
_SIDES = {"东": "East", "南": "South", "西": "West", "北": "North"}
_ROADS = {"规划路": "Planned Road", "路": "Road", "大路": "Road", "街": "Street", "大街": "Street"}
_ROAD = re.compile(r"([一-龥]{2})([东南西北])(规划路|大?[路街])(?![线面段过由])")
_KINDS = {
    "铁路": "Railway", "高铁": "High-speed Railway", "高速铁路": "High-speed Railway", "城际铁路": "Intercity Railway",
    "高速公路": "Expressway", "高速": "Expressway", "公路": "Highway",
}  # fmt: skip
_LINE = re.compile(
    r"([一-龥])([一-龥])(" + "|".join(sorted(_KINDS, key=len, reverse=True)) + r")(?!网|局|公司|集团|路)"
)
_TWICE = 2  # mentions in the article before what a paper is called after counts as a place of it
_SHORT = 3  # characters: 宛津, 桐岭市


def find_heads(publishers: Iterable[str], sentences: Sequence[str], known: dict[str, str]) -> dict[str, str]:
    """Places that no dictionary has, by the paper that is called after them or by their station; and the stations."""
    text = "\n".join(sentences)
    heads: dict[str, str] = {}
    for match in filter(None, map(_PAPER.fullmatch, publishers)):
        head, kind = match.groups()
        if coined(head) and text.count(head + kind) >= (1 if kind else _TWICE):
            heads[head + kind] = f"{place(head)} {KINDS[kind]}" if kind else place(head)
    for match in _STATION.finditer(text):
        head = match.group(1)
        if head in known or head in heads or coined(head):
            english = known.get(head) or heads.setdefault(head, place(head))
            heads[match.group()] = f"{english} {_SIDES[match.group(2)]} Railway Station"
    return heads


def find_roads(sentences: Sequence[str], places: dict[str, str]) -> dict[str, str]:
    """Roads on one side of what another place of the article is called after: 西湖北路 where 西湖公园 stands."""
    heads = {zh[:2]: en.partition(" ")[0] for zh, en in places.items() if len(zh) > 2 and " " in en}
    found: dict[str, str] = {}
    for match in _ROAD.finditer("\n".join(sentences)):
        head, side, kind = match.groups()
        if head in heads and place(head) == heads[head]:
            found.setdefault(match.group(), f"{heads[head]} {_SIDES[side]} {_ROADS[kind]}")
    return found


def find_lines(sentences: Sequence[str], places: dict[str, str]) -> dict[str, str]:
    """Lines called after both their ends, where the article names one place for each: 宛桐铁路, 宛津 and 桐岭."""
    ends: dict[str, set[str]] = {}
    for zh, en in places.items():
        if 2 <= len(zh) <= _SHORT and " Railway" not in en:
            ends.setdefault(zh[0], set()).add(en.removesuffix(" City").removesuffix(" County"))
    found: dict[str, str] = {}
    for match in _LINE.finditer("\n".join(sentences)):
        one, two, kind = match.groups()
        if len(ends.get(one, ())) == len(ends.get(two, ())) == 1 and one != two:
            found.setdefault(match.group(), f"{min(ends[one])}-{min(ends[two])} {_KINDS[kind]}")
    return found
