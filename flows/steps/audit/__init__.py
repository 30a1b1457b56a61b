"""The audit: what a model wrote, checked against what it read.

``audit_translation`` and ``audit_summary`` ask each question of the very text that the model read and answer with
checks; ``score`` ranks hypotheses by them and ``decide`` says what becomes of a sentence. docs/trust.md tells what
each check asks, how often it is right, and what it can't see.
"""

from __future__ import annotations

from collections.abc import Sequence
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
from flows.steps.audit.repetition import check_repetition, check_zh_repetition
from flows.steps.audit.support import check_support
from flows.steps.audit.words import tighten
from flows.steps.types import Check

if TYPE_CHECKING:
    from flows.steps.names import Register

__all__ = ["Decision", "audit_summary", "audit_translation", "decide", "score"]


def audit_translation(zh: str, en: str, register: Register) -> tuple[Check, ...]:
    """Every question about one Chinese sentence and its English, in a fixed order."""
    zh = tighten(zh)
    empty = check_empty(zh, en)
    if not empty.ok or not en.strip():
        return (empty,)
    names = find_names(zh, register)
    return (
        empty,
        check_han(en),
        check_copied(zh, en),
        check_english(en),
        check_repetition(zh, en),
        check_length(zh, en),
        check_figures(zh, en),
        check_names(names, en),
        check_terms(names, en),
        check_negation(zh, en),
        check_direction(zh, en),
        check_omission(zh, en),
    )


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
