"""A gloss line for a sentence that could not be translated: its names, terms and figures in the Chinese order."""

from __future__ import annotations

from flows.steps.audit.words import HAN
from flows.steps.facts import find_figures, state_en
from flows.steps.names import Register
from flows.steps.types import Span

NOTHING = "no name or figure in this sentence"


def gloss(zh: str, register: Register) -> str:
    """Names, terms and figures in English, parted by middle dots; never a Han character. The caller marks it."""
    names = [(span, name.en) for span, name in register.find(zh)]
    taken = [span for span, _ in names]
    figures = [(f.span, state_en(f)) for f in find_figures(zh, "zh") if not any(_cross(f.span, t) for t in taken)]
    parts = [text for _, text in sorted(names + figures) if text and not HAN.search(text)]
    return " · ".join(dict.fromkeys(parts)) or NOTHING


def _cross(one: Span, two: Span) -> bool:
    return one[0] < two[1] and two[0] < one[1]
