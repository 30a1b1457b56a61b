"""Which way a figure goes: the direction word that binds it, in either language."""

from __future__ import annotations

import re

from flows.steps.types import Direction, Figure

_ZH_UP = re.compile("(?:增长|增加|增|上升|上涨|涨|提高|提升|跃升|升|扩大|攀升|回升|高出|高|多|快)了?$")
_ZH_DOWN = re.compile("(?:下降|减少|降低|下跌|跌|回落|下滑|缩减|缩短|收窄|减|降|低|少|慢)了?$")
_ADVERBS = re.compile(r"(?: by| to| about| nearly| around| another| more than| over| almost| [a-z]+ly)+$")
_EN_UP = re.compile(
    r"\b(?:up|rose|grew|gained|climbed|surged|jumped|soared|increas(?:ed|ing|e of)|(?:rise|growth) of|growing|rising)$"
)
_EN_DOWN = re.compile(
    r"\b(?:down|fell|dropped|declined|slid|plunged|slumped|lost|shrank|decreas(?:ed|ing|e of)"
    r"|(?:fall|drop|decline|reduction) of|falling|reduc(?:ed|ing)|cut|cutting)$"
)
_CLAUSE = re.compile("[,.;]")
_AFTER_UP = re.compile(r"^[\w ]{0,24}?\b(?:higher|increase|growth|more|rise|faster)\b")
_AFTER_DOWN = re.compile(r"^[\w ]{0,24}?\b(?:lower|decrease|decline|drop|fall|fewer|less|reduction|slower)\b")


def zh_bearing(zh: str, figure: Figure) -> Direction | None:
    """The direction that stands right before a Chinese figure: 同比增长6.2%."""
    before = zh[: figure.span[0]].rstrip("约近超逾达")
    return "up" if _ZH_UP.search(before) else "down" if _ZH_DOWN.search(before) else None


def en_bearing(en: str, figure: Figure) -> Direction | None:
    """The direction right before or, in the same clause, after an English figure: "up 6.2 percent"."""
    before = _ADVERBS.sub("", en[: figure.span[0]].rstrip().lower())
    if _EN_UP.search(before):
        return "up"
    if _EN_DOWN.search(before):
        return "down"
    after = _CLAUSE.split(en[figure.span[1] :].lower(), maxsplit=1)[0]
    return "up" if _AFTER_UP.search(after) else "down" if _AFTER_DOWN.search(after) else None
