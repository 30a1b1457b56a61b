"""What the article itself defines: short forms in brackets, short forms of its own full forms, English in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flows.steps.segment import words
from flows.steps.types import Name, NameKind

_SHORT = re.compile(r"[（(](?:以下)?(?:简称|下称)[：:]?[“\"]?([\u4e00-\u9fff]{2,8})[”\"]?[）)]")
_ENGLISH = re.compile(r"([\u4e00-\u9fff·]{2,20})[”》]?[（(]([A-Z][a-z][A-Za-z .&'’-]{1,60})[）)]")
_ZONE = re.compile(r"[\u4e00-\u9fff]{2,6}?区(?=党工委|管委会)")
_GENERIC = frozenset(
    {
        "集团", "公司", "广场", "指数", "大学", "学院", "协会", "组织", "机构", "中心", "项目", "系统", "平台", "利率",
        "教授", "先生", "女士",
    }
)  # fmt: skip
_BARE_BODIES = ("党工委", "管委会", "委", "政府")


def find_short_forms(
    sentences: Iterable[str], known: dict[str, tuple[str, NameKind]]
) -> dict[str, tuple[str, NameKind]]:
    """全称（以下简称“简称”）: the short form is rendered as the full one that stands right before, if that is known."""
    found: dict[str, tuple[str, NameKind]] = {}
    for zh in sentences:
        for match in _SHORT.finditer(zh):
            full = next(
                (word for word in sorted(known, key=len, reverse=True) if zh.endswith(word, 0, match.start())), None
            )
            if full is not None and abbreviates(match.group(1), full):
                found.setdefault(match.group(1), known[full])
    return found


def find_english(sentences: Iterable[str]) -> dict[str, str]:
    """Names whose English or Latin spelling stands in brackets behind them."""
    found: dict[str, str] = {}
    for zh in sentences:
        for match in _ENGLISH.finditer(zh):
            name = _last_name(match.group(1))
            if name:
                found.setdefault(name, match.group(2).strip())
    return found


def _last_name(run: str) -> str:
    """The last word before the bracket, with a foreign name's other parts; none where it is a common noun."""
    if "·" in run:
        parts = run.split("·")
        head = words(parts[0])[-1]
        return "·".join([head, *parts[1:]])
    last = words(run)[-1]
    return last if len(last) >= 2 and last not in _GENERIC else ""


def expand_zone(sentences: list[str], places: Iterable[str]) -> dict[str, str]:
    """区党工委 stands for the body of the zone that the article names: 区党工委 -> 长春汽开区党工委."""
    text = "\n".join(sentences)
    zones = [place for place in places if place.endswith("区") and len(place) > 2]
    counts = {zone: len(re.findall(re.escape(zone) + r"(?:党工委|管委会)", text)) for zone in zones}
    best = max(counts, key=lambda zone: (counts[zone], len(zone)), default=None)
    if best is None or not counts[best]:
        return {}
    return {f"区{body}": f"{best}{body}" for body in _BARE_BODIES[:2] if f"区{body}" in text}


def abbreviates(short: str, full: str) -> bool:
    """Whether the characters of the short form stand in the full form in their order."""
    rest = iter(full)
    return len(short) < len(full) and all(char in rest for char in short)


def as_names(found: dict[str, tuple[str, NameKind]]) -> tuple[Name, ...]:
    """The definitions as names of the register."""
    return tuple(Name(zh, en, kind, "article") for zh, (en, kind) in found.items())
