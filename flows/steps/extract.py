"""The source's own words as a key point: a whole sentence, or its best run of clauses, never re-worded."""

from __future__ import annotations

import re

from flows.steps.news import newsworth
from flows.steps.overlap import recall

LIMIT = 60  # characters of a key point (DESIGN.md, section 5)
_LEAST = 10
_CLAUSE = re.compile(r"[^，；：。！？]*[，；：。！？]+[”’」』）]*|[^，；：。！？]+$")
_DEPENDENT = re.compile(
    r"^(并|且|同时|也|更|而|其|该|这|那|从而|以及|还|又|但|使|让|为|则|就|均|都|再|既|不仅|不是|唯有|才能|进而|由此|此|他|她)"
)
_PURPOSE = re.compile(r"^(为|为了|在|随着|按照|根据|围绕|通过|以|从|据|面对|面向|结合)[^，]{3,}，$")
_LEAD_IN = re.compile(
    r"(表示|指出|强调|要求|认为|介绍|说|称|获悉|了解到|提出|明确|截至目前|目前|近日|日前|其中)$|——$|：$|"
    r"由(?!.*(?:组成|担任|负责|主办|承办|承建|投资|升|降|增|变|提高|扩大))"
)
_FRAGMENT = re.compile(r"^(在|从|随着|通过|按照|根据|围绕|面对|面向|对于|关于|作为|为了)[^，]*$")
_TIME = re.compile(r"^(?:\d+月|\d+日|今年|去年|明年|当天|当日|截至|日前|近日|\d{4}年|上半年|下半年|全年|预计)")
_SUBJECT = re.compile(
    r"^[^，]{0,14}(?:区|市|县|镇|村|省|局|委|会|院|厂|公司|集团|企业|项目|园|港|校|部门|中心|基地|产值|总值|收入|投资)"
)
_PAIRS = {"“": "”", "‘": "’", "（": "）", "《": "》", "「": "」", "『": "』"}


def clauses(zh: str) -> list[str]:
    """The clauses of a sentence with their marks; joined they give it back. Quotations and brackets stay whole."""
    merged: list[str] = []
    held = ""
    for part in _CLAUSE.findall(zh):
        held += part
        if balanced(held):
            merged.append(held)
            held = ""
    return [*merged, held] if held else merged


def balanced(text: str) -> bool:
    """Whether every quotation mark and bracket in the text is closed."""
    return all(text.count(opening) == text.count(closing) for opening, closing in _PAIRS.items())


def extract(zh: str, title: str = "") -> str | None:
    """The sentence itself within the limit, else its best run of clauses; None where no run stands by itself."""
    if len(zh) <= LIMIT:
        return close(zh) if balanced(zh) else None
    parts = clauses(zh)
    runs = [
        (_value(parts, low, high, title), -low, low, high)
        for low in range(len(parts))
        for high in range(low + 1, min(low + 8, len(parts)) + 1)
        if _stands(parts, low, high)
    ]
    if not runs:
        return None
    *_, low, high = max(runs)
    return close("".join(parts[low:high]))


def _stands(parts: list[str], low: int, high: int) -> bool:
    """A run reads as a sentence: it has a length, an end that is no lead-in, a start that leans on nothing."""
    run, last = "".join(parts[low:high]), parts[high - 1].rstrip("，；：。")
    if not _LEAST <= len(run) <= LIMIT or not balanced(run):
        return False
    if len(last) < 4 or _LEAD_IN.search(last) or (_FRAGMENT.match(last) and high < len(parts)):
        return False
    return low == 0 or not _DEPENDENT.match(run)


def _value(parts: list[str], low: int, high: int, title: str) -> float:
    """News and the title's words count; so does a start with a subject or a time, and an end at a full stop."""
    run = "".join(parts[low:high])
    value = newsworth(run) + 1.5 * recall(title, run) + 0.6 * len(run) / LIMIT
    if _TIME.match(run) or (low == 0 and not _PURPOSE.match(parts[0])):
        value += 1.2
    elif _SUBJECT.match(run):
        value += 0.8
    if parts[high - 1][-1] in "。；！？":
        value += 0.4
    return value


def close(zh: str) -> str:
    """End a key point with a full stop."""
    if zh[-1:] in "！？":
        return zh
    return re.sub(r"[，；：、。…—\s]+([”」]?)$", r"\1", zh).rstrip() + "。"
