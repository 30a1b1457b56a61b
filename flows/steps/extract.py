"""The source's own words as a key point: a whole sentence, or its best clauses in order, never re-worded."""

from __future__ import annotations

import re

from flows.steps.complete import dangles
from flows.steps.news import newsworth
from flows.steps.overlap import recall
from flows.steps.segment import run_in_head

LIMIT = 60  # characters of a key point (DESIGN.md, section 5)
_LEAST = 10
_DATE = 16  # characters: the longest clause that only dates a sentence (截至2024年12月31日，)
_CLAUSE = re.compile(r"[^，；：。！？]*[，；：。！？]+[”’」』）]*|[^，；：。！？]+$")
_DEPENDENT = re.compile(
    r"^(并|且|同时|也|更|而|其|该|这|那|从而|以及|还|又|但|使|让|为|则|就|均|都|再|既|不仅|不是|唯有|才能|进而|由此|此|他|她|占|比|较|分别|达|同比|环比|增幅|位于|相当于)"
)
_HEAD = re.compile(r"(?!.*(?:之一|的是)——)[^。！？；：\d]{4,24}——(?!”)")
_PURPOSE = re.compile(r"^(为|为了|在|随着|按照|根据|围绕|通过|以|从|据|面对|面向|结合)[^，]{3,}，$")
_LEAD_IN = re.compile(
    r"(表示|指出|强调|要求|认为|介绍|说|称|获悉|了解到|提出|明确|截至目前|目前|近日|日前|其中)$|——$|：$|"
    r"由(?!.*(?:组成|担任|负责|主办|承办|承建|投资|升|降|增|变|提高|扩大))"
)
_FRAGMENT = re.compile(
    r"^(?:(?:随着|通过|按照|根据|围绕|面对|面向|对于|关于|作为|为了)[^，]*|"
    r"(?:在|从)[^，]*(?:中|上|下|里|后|前|时|以来|方面|之际|期间|之间))$"
)
_TIME = re.compile(
    r"^(?:到|至|自|从)?(?:\d+月|\d+日|今年|去年|明年|今后|未来|当天|当日|截至|日前|近日|\d{4}年|前\d|上半年|下半年|全年|预计|如今)"
)
_SUBJECT = re.compile(
    r"^(?!在|从|由|将|把|对|向|为|联合|随着|通过|按|以|并|建成|完成|新增|帮助|发放|实现|达到|占|包保)[^，]{0,14}(?:区|市|县|镇|村|省|局|委|会|院|厂|公司|集团|企业|项目|园|港|校|部门|中心|基地|产值|总值|收入|投资)"
)
_PAIRS = {"“": "”", "‘": "’", "（": "）", "《": "》", "「": "」", "『": "』"}
_PAIRED = re.compile("[" + "".join((*_PAIRS, *_PAIRS.values())) + "]")


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
    if not _PAIRED.search(text):
        return True
    return all(text.count(opening) == text.count(closing) for opening, closing in _PAIRS.items())


def extract(zh: str, title: str = "") -> str | None:
    """The sentence itself within the limit, else its best run of clauses; None where no run stands by itself.

    The clause that dates the sentence stays in front of a run that has no date of its own: a figure without its
    period is a wrong figure. A head that runs in (保增长，……——) is never part of it.
    """
    zh = _without_head(zh)
    if len(zh) <= LIMIT:
        return close(zh) if balanced(zh) else None
    parts = clauses(zh)
    runs = [
        (_value(parts, low, high, run, title), -low, run)
        for low in range(len(parts))
        for high in range(low + 1, min(low + 8, len(parts)) + 1)
        if _stands(parts, low, high, run := _written(parts, low, high))
    ]
    return close(max(runs)[2]) if runs else None


def _without_head(zh: str) -> str:
    head = run_in_head(zh)
    end = head[1] if head and zh[: head[1]].endswith("——") else 0
    if not end and (slogan := _HEAD.match(zh)):
        end = slogan.end()
    return zh[end:] if len(zh) - end >= 2 * _LEAST else zh


def _written(parts: list[str], low: int, high: int) -> str:
    """A run with the clause that dates it."""
    run = "".join(parts[low:high])
    dated = parts[0] if low and _TIME.match(parts[0]) and len(parts[0]) <= _DATE and not _TIME.match(run) else ""
    return dated + run


def _stands(parts: list[str], low: int, high: int, run: str) -> bool:
    """A run reads as a sentence: it has a length, an end that is no lead-in, a start that leans on nothing."""
    last = parts[high - 1].rstrip("，；：。")
    if not _LEAST <= len(run) <= LIMIT or not balanced(run):
        return False
    if len(last) < 4 or _LEAD_IN.search(last) or (_FRAGMENT.match(last) and high < len(parts)):
        return False
    if high < len(parts) and dangles(run.rstrip("，；：")):
        return False
    if low > 1 and run != "".join(parts[low:high]) and not _SUBJECT.match(parts[low]):
        return False  # the date would lean on a verb whose subject was left out
    return low == 0 or not _DEPENDENT.match(parts[low])


def _value(parts: list[str], low: int, high: int, run: str, title: str) -> float:
    """News and the title's words count; so does a start with a subject or a time, and an end at a full stop."""
    value = newsworth(run) + 2.5 * recall(title, run) + 0.6 * len(run) / LIMIT
    if _TIME.match(run) or (low == 0 and not _PURPOSE.match(parts[0])):
        value += 1.2
    elif _SUBJECT.match(run) or (_PURPOSE.match(parts[low]) and high > low + 1 and _SUBJECT.match(parts[low + 1])):
        value += 0.8
    elif low:
        value -= 0.8
    if parts[high - 1][-1] in "。；！？":
        value += 0.4
    return value


def close(zh: str) -> str:
    """End a key point with a full stop."""
    if zh[-1:] in "！？":
        return zh
    return re.sub(r"[，；：、。…—\s]+([”」]?)$", r"\1", zh).rstrip() + "。"
