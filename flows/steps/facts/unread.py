"""Numerals that look like figures and can't be read: listed, never assumed equal."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.steps.types import Figure, Span

_CANDIDATE = re.compile(
    r"(?:[数几好上成][十百千万亿]+|[十百千][数几]十?)(?=[余多]?[名个家项件人场次户辆台万亿元吨亩里年天])"
    r"|\d+(?:\.\d+)?折|(?<![\dA-Za-z.\-])\d{5,}(?![\dA-Za-z.\-])"
)
_QUOTED = re.compile(r"[“‘\"「]\d+[”’\"」]")


def find_unread(zh: str, figures: Sequence[Figure]) -> tuple[Span, ...]:
    """Spans of vague or unclear numerals (数十个, 上百万, 8折) outside the figures that were read and the codes."""
    taken = [figure.span for figure in figures] + [hit.span() for hit in _QUOTED.finditer(zh)]
    return tuple(
        hit.span()
        for hit in _CANDIDATE.finditer(zh)
        if not any(start < hit.end() and hit.start() < end for start, end in taken)
    )
