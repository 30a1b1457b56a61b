"""Whether a key point rests on its evidence.

Content words and character pairs of the key point are looked for in the evidence; two names around the same
relation must stand in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from flows.steps.audit.words import HAN
from flows.steps.segment import words
from flows.steps.types import Check, Span

if TYPE_CHECKING:
    from flows.steps.names import Register

WORD_RECALL = 0.5
BIGRAM_RECALL = 0.5
_RELATION = re.compile(
    "比|向|对|给|为|击败|战胜|收购|起诉|超过|高于|低于|领先|落后|投资|援助|支持|反对|批评|会见|访问|邀请|接替|隶属|来自|前往|抵达|由|被|把|将|与|和"
)
_TWO_WAY = frozenset({"与", "和", "会见"})


def bigrams(text: str) -> set[str]:
    """The pairs of neighbouring Han characters of a text."""
    return {text[i : i + 2] for i in range(len(text) - 1) if len(HAN.findall(text[i : i + 2])) == 2}


def bigram_recall(point: str, evidence: str) -> float:
    """The share of a key point's character pairs that stand in its evidence."""
    asked = bigrams(point)
    return len(asked & bigrams(evidence)) / len(asked) if asked else 1.0


def word_recall(point: str, evidence: str) -> float:
    """The share of a key point's words of two characters and more that stand in its evidence."""
    asked = {word for word in words(point) if len(HAN.findall(word)) > 1}
    return sum(word in evidence for word in asked) / len(asked) if asked else 1.0


def check_support(point: str, evidence: Sequence[str], register: Register) -> Check:
    """The words of the key point stand in its evidence, and who does what to whom is the same."""
    text = "\n".join(evidence)
    found, pairs = word_recall(point, text), bigram_recall(point, text)
    why = ""
    if not text.strip():
        why = "rests on nothing"
    elif found < WORD_RECALL and pairs < BIGRAM_RECALL:
        why = f"only {found:.0%} of its words stand in its evidence"
    why = why or swapped(point, text, register)
    return Check("support", not why, why, fatal=bool(why))


def swapped(point: str, evidence: str, register: Register) -> str:
    """Two names around a relation that the evidence has only the other way round, or an empty string."""
    found = register.find(point)
    for (one, first), (two, second) in pairwise(found):
        relation = _between(point, one, two)
        if relation and first.zh != second.zh and _reversed(evidence, (first.zh, relation, second.zh)):
            return f"the other way round in its evidence: {first.zh}{relation}{second.zh}"
    return ""


def _between(text: str, one: Span, two: Span) -> str:
    middle = text[one[1] : two[0]]
    match = _RELATION.search(middle)
    return match.group() if match and len(middle) <= 8 and match.group() not in _TWO_WAY else ""


def _reversed(evidence: str, claim: tuple[str, str, str]) -> bool:
    """Whether the evidence has B-relation-A and nowhere A-relation-B, within a clause."""
    first, relation, second = (re.escape(part) for part in claim)
    gap = "[^。；！？\n]{0,8}"
    backward = re.search(f"{second}{gap}{relation}{gap}{first}", evidence)
    return bool(backward) and not re.search(f"{first}{gap}{relation}{gap}{second}", evidence)
