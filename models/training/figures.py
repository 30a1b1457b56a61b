"""Figures as index tokens on both sides of a training pair, by the pipeline's own parser."""

from __future__ import annotations

import random

from flows.steps.facts import find_masks, same_mask
from flows.steps.types import Figure

SLOTS = 64


def mask_pair(zh: str, en: str, rng: random.Random) -> tuple[str, str]:
    """Both texts with a placeholder for every figure that both state; the rest stands as written.

    A figure stated twice is only matched in order. Indices mostly count up from one, as the pipeline's do,
    else they are drawn at random, so that every index is learnt as a copy.
    """
    try:
        chinese, english = find_masks(zh, "zh"), list(find_masks(en, "en"))
    except (KeyError, ValueError, ArithmeticError):  # a figure beyond the parser: one row of a million stays as it is
        return zh, en
    matched: list[tuple[Figure, Figure]] = []
    for figure in chinese[:SLOTS]:
        other = next((one for one in english if same_mask(figure, one)), None)
        if other is not None:
            english.remove(other)
            matched.append((figure, other))
    ascending = rng.random() < 0.7
    numbers = list(range(1, len(matched) + 1)) if ascending else rng.sample(range(1, SLOTS + 1), len(matched))
    return (
        _replace(zh, [(one.mask, number) for (one, _), number in zip(matched, numbers, strict=True)]),
        _replace(en, [(two.mask, number) for (_, two), number in zip(matched, numbers, strict=True)]),
    )


def _replace(text: str, cuts: list[tuple[tuple[int, int], int]]) -> str:
    for (start, end), number in sorted(cuts, reverse=True):
        text = f"{text[:start]}N{number}{text[end:]}"
    return text
