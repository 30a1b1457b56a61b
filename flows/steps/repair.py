"""Repair of one certain figure or name; everything else is left to a person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from flows.steps.audit.figures import check_figures, firm_differences
from flows.steps.audit.names import find_names, fold, rendered
from flows.steps.audit.places import strange_places
from flows.steps.audit.words import HAN
from flows.steps.facts import render_en
from flows.steps.fragments import made_whole
from flows.steps.names import Register
from flows.steps.types import Check, Figure, Name

# How alike a wrong name must be to the right one: "Sui Ruizhe" is 0.89 like Sun Ruizhe, "Li Weimin" 0.63 like
# Li Weishu. A phrase that is another name of the document is never taken for a slip (Zhang Wei, Zhang Wen: 0.88).
ALIKE = 0.82
GIVEN = 5  # letters of a given name that stands for a person: Yicheng, but not Wei
_SAME_MASK = ({"percent", "points"},)
# "in Jiangsu" before a mark, a conjunction or the end: a phrase of its own, and no part of a name ("in Jiangsu Park").
_WHERE = r",? (?:in|across|throughout) {}(?: (?:Province|City|province|city))?(?=[,.;:!?]|$| and | as | after | with )"
_CAPITALS = re.compile(r"[A-Z][\w'’-]*(?: (?:of |and |the )?[A-Z][\w'’-]*)*")


def repair(zh: str, en: str, register: Register, checks: Sequence[Check]) -> str | None:
    """The English with its one wrong figure or name put right, or None where that is not certain."""
    failed = {check.name for check in checks if not check.ok}
    if "figures" in failed:
        return _repair_figure(zh, en)
    if failed & {"names", "terms", "han"}:
        return _repair_name(zh, en, register)
    return None


def _repair_figure(zh: str, en: str) -> str | None:
    """One figure lost and one invented, of one kind: the lost one stands where the invented one stood."""
    lost, new = firm_differences(zh, en)
    if len(lost) != 1 or len(new) != 1 or not _exchangeable(lost[0], new[0]):
        return None
    start, end = new[0].mask
    mended = en[:start] + _like(en[start:end], render_en(lost[0])) + en[end:]
    return mended if check_figures(zh, mended).ok else None


def _exchangeable(lost: Figure, new: Figure) -> bool:
    """Whether the mask of the one covers the same part of its phrase as the mask of the other."""
    kinds = {lost.kind, new.kind}
    masked = lost.mask[0] < lost.mask[1] and new.mask[0] < new.mask[1]
    return masked and (len(kinds) == 1 or kinds in _SAME_MASK)


def _like(before: str, after: str) -> str:
    """The spaces around a figure as they were."""
    return " " * (len(before) - len(before.lstrip())) + after + " " * (len(before) - len(before.rstrip()))


def _repair_name(zh: str, en: str, register: Register) -> str | None:
    """Each missing name that left its Chinese or one misspelling of it in the English; None where none did."""
    names = find_names(zh, register)
    mended = _exchanged(zh, en, names)
    for name in names:
        if not rendered(name, mended):
            others = [other for other in register.names if other.zh != name.zh]
            named = _named(name, others, mended)
            mended = named if named != mended else made_whole(name, others, zh, mended) or mended
    return None if mended == en or HAN.search(mended) else re.sub(r" {2,}", " ", mended)


def _exchanged(zh: str, en: str, names: Sequence[Name]) -> str:
    """The place that was lost where a real one was invented, if one is each; else what only said where is cut."""
    strange = strange_places(zh, en, names)
    lost = [name for name in names if name.kind == "place" and not rendered(name, en)]
    if len(strange) != 1 or len(re.findall(rf"\b{re.escape(strange[0])}\b", en)) != 1:
        return en
    if len(lost) == 1:
        return re.sub(rf"\b{re.escape(strange[0])}\b", lost[0].en, en)
    return en if lost else re.sub(_WHERE.format(re.escape(strange[0])), "", en)


def _named(name: Name, others: Sequence[Name], en: str) -> str:
    """The English with this name put right where that is certain, or as it was."""
    if en.count(name.zh) == 1:
        return en.replace(name.zh, name.en)
    wrong = _misspelt(name, others, en)
    return re.sub(rf"\b{re.escape(wrong)}\b", name.en, en) if wrong else en


def _misspelt(name: Name, others: Sequence[Name], en: str) -> str | None:
    """The one capitalised phrase that is nearly this name and is no other name of the document, nor a part of one.

    It may be torn in two ("FA W Jiefang") or, standing alone, have lost a word ("Main and Six Doubles").
    """
    size = len(name.en.split())
    runs = [match.group() for match in _CAPITALS.finditer(en)]
    phrases = {phrase for run in runs for n in (size, size + 1) for phrase in _windows(run, n)}
    phrases |= {run for run in runs if len(run.split()) == size - 1}
    taken = {other.en for other in others}
    near = {phrase: _likeness(phrase, name) for phrase in phrases - taken if _likeness(phrase, name) >= ALIKE}
    best = max(sorted(near), key=lambda phrase: near[phrase], default="")
    apart = any(phrase not in best and best not in phrase for phrase in near)
    part = any(best in other and other in en for other in taken)
    return None if apart or part else best or None


def _likeness(phrase: str, name: Name) -> float:
    """How alike they are; a person's given name alone is that person."""
    alone = name.kind == "person" and phrase == name.en.partition(" ")[2] and len(phrase) >= GIVEN
    return 1.0 if alone else _alike(phrase, name.en)


def _windows(phrase: str, size: int) -> list[str]:
    words = phrase.split()
    return [" ".join(words[i : i + size]) for i in range(len(words) - size + 1)]


def _alike(one: str, two: str) -> float:
    return SequenceMatcher(None, "".join(fold(one)), "".join(fold(two))).ratio()
