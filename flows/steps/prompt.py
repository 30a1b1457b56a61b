"""What the translator reads: figures as N1 … N64, names in their English; and the way back."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from flows.steps.facts import find_masks, render_en
from flows.steps.names import Register
from flows.steps.phrases import find_phrases
from flows.steps.types import Span
from models.engine import ModelSpec

SLOTS = 64
_NOISE = re.compile(r"N\d+|\d{12,}")  # a placeholder grown into a word ("N4s"), digits without end
_SLOT = re.compile(r"(?<![A-Za-z0-9])N([1-9][0-9]?)(?![A-Za-z0-9])")


@dataclass(frozen=True, slots=True)
class Prompt:
    """One unit as the model reads it; ``slots[i]`` is the English that the placeholder N(i+1) stands for."""

    zh: str
    text: str
    slots: tuple[str, ...] = ()


def build_prompt(zh: str, register: Register, spec: ModelSpec) -> Prompt:
    """Write figures as placeholders and names as English, as far as the model was trained on either."""
    cuts: list[tuple[Span, str, bool]] = []
    if spec.placeholders:
        cuts += [(span, english, True) for span, english in _verbatim(zh)]
        cuts += [(_whole_year(zh, figure.mask), render_en(figure), True) for figure in find_masks(zh, "zh")]
    if spec.copies:
        cuts += [(span, name.en, False) for span, name in register.find(zh) if name.hard]
        taken = [span for span, _, _ in cuts]
        cuts += [(span, said, False) for span, said in find_phrases(zh) if not any(_meet(span, one) for one in taken)]
    return _write(zh, _disjoint(cuts))


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _whole_year(zh: str, mask: Span) -> Span:
    """2023年度 is the year, not "2023 degrees"."""
    start, end = mask
    return (start, end + 1) if zh[end - 1 : end + 1] == "年度" and zh[end : end + 2] != "度过" else mask


def _verbatim(zh: str) -> list[tuple[Span, str]]:
    """A source that spells a placeholder itself ("N3") gets it back as it stood, never as a figure of ours."""
    return [(match.span(), match.group()) for match in _SLOT.finditer(zh)]


def _disjoint(cuts: list[tuple[Span, str, bool]]) -> list[tuple[Span, str, bool]]:
    """In order and without overlap: the longer cut wins, as a name holds its own figures (第一汽车)."""
    kept: list[tuple[Span, str, bool]] = []
    for cut in sorted(cuts, key=lambda cut: (cut[0][0] - cut[0][1], cut[0][0])):
        if all(cut[0][1] <= other[0][0] or other[0][1] <= cut[0][0] for other in kept):
            kept.append(cut)
    return sorted(kept)


def _write(zh: str, cuts: list[tuple[Span, str, bool]]) -> Prompt:
    parts: list[str] = []
    slots: list[str] = []
    at = 0
    for (start, end), english, is_slot in cuts:
        if is_slot and len(slots) == SLOTS:
            continue
        if is_slot:
            slots.append(english)
        parts += [zh[at:start], f"N{len(slots)}" if is_slot else f" {english} "]
        at = end
    text = re.sub(r" {2,}", " ", "".join([*parts, zh[at:]])).strip()
    return Prompt(zh, text, tuple(slots))


def repeats(output: str) -> int:
    """How many placeholders too many a model's output holds."""
    found = [match.group(1) for match in _SLOT.finditer(output)]
    return len(found) - len(set(found))


def restore(prompt: Prompt, output: str) -> str | None:
    """Put the figures back into a model's output; None where it names one never given, or one three times (a loop)."""
    numbers = Counter(int(match.group(1)) for match in _SLOT.finditer(output))
    if any(number > len(prompt.slots) or count > 2 for number, count in numbers.items()):
        return None
    left = _SLOT.sub("", output)
    if any(mark.group() not in prompt.zh for mark in _NOISE.finditer(left)):
        return None
    return _SLOT.sub(lambda match: prompt.slots[int(match.group(1)) - 1], output)
