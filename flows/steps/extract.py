"""The source's own words as a key point: a whole sentence, or its best run of clauses, never re-worded."""

from __future__ import annotations

import re

from flows.steps.facts import find_figures
from flows.steps.overlap import recall

LIMIT = 60  # characters of a key point (DESIGN.md, section 5)
_CLAUSE = re.compile(r"[^，；：。！？]*[，；：。！？]+[”’」』）]*|[^，；：。！？]+$")
_DEPENDENT = re.compile(r"^(并|且|同时|也|更|而|其|该|这|从而|以及|还|又|但|使|让|为了|则|就|均|都|再|既|不仅|其中)")
_PURPOSE = re.compile(r"^(为|为了|在|随着|按照|根据|围绕|通过|以|从|据)[^，]{4,}，$")
_LEAD_IN = re.compile(r"(表示|指出|强调|要求|认为|介绍|说|称|获悉|了解到)[，：]?$|——$|：$")
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
        for high in range(low + 1, len(parts) + 1)
        if _stands("".join(parts[low:high]), low)
    ]
    if not runs:
        return None
    *_, low, high = max(runs)
    return close("".join(parts[low:high]))


def _stands(run: str, low: int) -> bool:
    bare = run.rstrip("，；。")
    if not 10 <= len(run) <= LIMIT or _LEAD_IN.search(bare) or not balanced(run):
        return False
    return low == 0 or not _DEPENDENT.match(run)


def _value(parts: list[str], low: int, high: int, title: str) -> float:
    """Figures and the title's words count, a subject at the start counts, a purpose clause does not."""
    run = "".join(parts[low:high])
    value = 1.0 * min(len(find_figures(run, "zh")), 4) + 2.0 * recall(title, run) + len(run) / LIMIT
    if low == 0 or _PURPOSE.match(parts[low - 1]):
        value += 1.5
    if high == len(parts):
        value += 0.5
    return value - (1.0 if _PURPOSE.match(parts[low]) and low == 0 else 0.0)


def close(zh: str) -> str:
    """End a key point with a full stop."""
    return re.sub(r"[，；：、。\s]+([”」]?)$", r"\1", zh).rstrip() + ("" if zh[-1:] in "！？" else "。")
