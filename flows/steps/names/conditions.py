"""When a word means what the glossary says: conditions on the text around it.

A context is a list of conditions joined by ``|``. ``X_`` asks that X stands right before the word, ``_X`` right
after it, a plain ``X`` anywhere in the sentence; ``!`` in front forbids. A word counts where nothing forbidden
stands and, if any condition asks, one of those that ask is met.
"""

from __future__ import annotations

from collections.abc import Sequence

from flows.steps.types import Span


def holds(conditions: Sequence[str], zh: str, span: Span) -> bool:
    """Whether the conditions of an entry hold for its occurrence at ``span`` of a sentence."""
    asks = False
    met = False
    for condition in conditions:
        forbids = condition.startswith("!")
        found = _stands(condition.lstrip("!"), zh, span)
        if forbids and found:
            return False
        asks = asks or not forbids
        met = met or (found and not forbids)
    return met or not asks


def _stands(condition: str, zh: str, span: Span) -> bool:
    start, end = span
    if condition.endswith("_"):
        return zh.endswith(condition[:-1], 0, start)
    if condition.startswith("_"):
        return zh.startswith(condition[1:], end)
    return condition in zh[:start] or condition in zh[end:]
