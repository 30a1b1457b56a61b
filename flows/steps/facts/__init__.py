"""Figures: numbers with units, dates, ranks and ranges, read from both languages and written in English.

The mask contract, for training and for prompts alike. ``Figure.mask`` is the span that one placeholder (N1 … N64)
replaces, and ``render_en`` of the Chinese figure is what the placeholder stands for in English:

- amounts, percentages, points, measures and temperatures: number and unit (4114.1亿元 / 411.41 billion yuan,
  51.7% / 51.7 percent, 8个百分点 / 8 percentage points, 29万平方米 / 290,000 square meters);
- dates, quarters, decades, clock times: all of it (9月28日 / September 28, 27日 / the 27th, 2023年 / 2023), the
  English without its preposition;
- counts and durations: the number without measure word, noun or unit (50万~60万|辆 / 500,000 to 600,000,
  连续9|年 / nine, 7690|户 / 7,690); ranks: 第27|位 / 27th, 成立100|周年 / 100th;
- an approximation that touches the number belongs to the mask on both sides: 近80亿元 / nearly 8 billion yuan,
  1.2万余|人次 / more than 12,000, 40余|个 / more than 40;
- an EMPTY mask (start == end) means: a figure for the ledger and the audit that the model should translate by
  itself (one of something, 翻一番, Article 12). ``find_masks`` leaves these out and is what a prompt should use.

Two figures may be swapped for one placeholder where ``same_mask`` holds.
"""

from __future__ import annotations

from flows.steps.facts.compare import Comparison, compare
from flows.steps.facts.en import find_en
from flows.steps.facts.ledger import build_ledger
from flows.steps.facts.render import render_en, state_en
from flows.steps.facts.values import same_claim, same_mask, same_value
from flows.steps.facts.zh import find_zh
from flows.steps.types import Figure, Lang

__all__ = [
    "Comparison",
    "build_ledger",
    "compare",
    "find_figures",
    "find_masks",
    "render_en",
    "same_claim",
    "same_mask",
    "same_value",
    "state_en",
]


def find_figures(text: str, lang: Lang) -> tuple[Figure, ...]:
    """Every figure that the text states, in order and without overlap."""
    return find_zh(text) if lang == "zh" else find_en(text)


def find_masks(text: str, lang: Lang) -> tuple[Figure, ...]:
    """The figures that a placeholder may stand for: those with a mask."""
    return tuple(figure for figure in find_figures(text, lang) if figure.mask[0] < figure.mask[1])
