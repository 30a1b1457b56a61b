"""The audit: what a model wrote, checked against what it read.

``audit_translation`` and ``audit_summary`` ask each question of the very text that the model read and answer with
checks; ``score`` ranks hypotheses by them and ``decide`` says what becomes of a sentence. docs/trust.md tells what
each check asks, how often it is right, and what it can't see.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from flows.steps.audit.copied import check_copied
from flows.steps.audit.decision import Decision, decide, score
from flows.steps.audit.direction import check_direction, check_point_direction
from flows.steps.audit.empty import check_empty
from flows.steps.audit.figures import check_figures, check_point_figures
from flows.steps.audit.han import check_han
from flows.steps.audit.language import check_chinese, check_english
from flows.steps.audit.length import check_length, check_point_length
from flows.steps.audit.names import check_names, check_point_names, check_terms, find_names
from flows.steps.audit.negation import check_negation, check_point_negation
from flows.steps.audit.omission import check_omission
from flows.steps.audit.places import strange_places
from flows.steps.audit.repetition import check_repetition, check_zh_repetition
from flows.steps.audit.support import check_support
from flows.steps.audit.words import tighten
from flows.steps.types import Check, CheckName, Name

if TYPE_CHECKING:
    from flows.steps.names import Register

__all__ = ["Decision", "audit_rival", "audit_summary", "audit_translation", "decide", "score"]


# Every question about one Chinese sentence and its English, in a fixed order.
_QUESTIONS: dict[CheckName, Callable[[str, str, Sequence[Name]], Check]] = {
    "han": lambda _zh, en, _names: check_han(en),
    "copied": lambda zh, en, _names: check_copied(zh, en),
    "language": lambda _zh, en, _names: check_english(en),
    "repetition": lambda zh, en, _names: check_repetition(zh, en),
    "length": lambda zh, en, _names: check_length(zh, en),
    "figures": lambda zh, en, _names: check_figures(zh, en),
    "names": lambda zh, en, names: check_names(names, en, strange_places(zh, en, names)),
    "terms": lambda _zh, en, names: check_terms(names, en),
    "negation": lambda zh, en, _names: check_negation(zh, en),
    "direction": lambda zh, en, _names: check_direction(zh, en),
    "omission": lambda zh, en, _names: check_omission(zh, en),
}


def audit_translation(zh: str, en: str, register: Register) -> tuple[Check, ...]:
    """Every question about one Chinese sentence and its English, in a fixed order."""
    return audit_rival(zh, en, register, lambda _: True) or ()


def audit_rival(
    zh: str, en: str, register: Register, wins: Callable[[float], bool], doubts: Sequence[CheckName] = ()
) -> tuple[Check, ...] | None:
    """The same checks, or None as soon as no score that is left ``wins``; ``doubts`` are the checks to ask first."""
    if not wins(0.0):
        return None
    zh = tighten(zh)
    empty = check_empty(zh, en)
    if not empty.ok or not en.strip():
        return (empty,) if wins(score((empty,))) else None
    names = find_names(zh, register)
    answers: dict[CheckName, Check] = {}
    for name in dict.fromkeys((*doubts, *_QUESTIONS)):
        answers[name] = _QUESTIONS[name](zh, en, names)
        if not answers[name].ok and not wins(score(tuple(answers.values()))):
            return None
    return (empty, *(answers[name] for name in _QUESTIONS))


def audit_summary(zh: str, evidence: Sequence[str], register: Register) -> tuple[Check, ...]:
    """Every question about one Chinese key point and the article sentences it rests on, in a fixed order."""
    if not zh.strip():
        return (Check("empty", False, "nothing was written", fatal=True),)
    text = "\n".join(evidence)
    return (
        check_empty(text, zh),
        check_chinese(zh),
        check_zh_repetition(zh),
        check_point_length(zh),
        check_point_figures(zh, evidence),
        check_point_names(zh, text, register),
        check_point_negation(zh, text),
        check_point_direction(zh, evidence),
        check_support(zh, evidence, register),
    )
