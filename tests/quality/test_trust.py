"""The audit's floors: what it must see, and how seldom it may stop a correct sentence. Never lowered silently."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from flows.evaluate.trust import Trust, measure, read_pairs

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "tests" / "gold"
SHARED = Path(os.environ.get("ZHBRIEF_SHARED", ROOT.parent / "shared")) / "corpora" / "mt"

FLOORS = {
    "magnitude": 0.95,
    "digit": 0.95,
    "date": 0.95,
    "unit": 0.95,
    "dropped figure": 0.95,
    "invented figure": 0.95,
    "swapped name": 0.90,
    "dropped negation": 0.90,
    "untranslated run": 0.90,
    "repeated phrase": 0.90,
    "omitted clause": 0.70,
    "reversed direction": 0.70,
}
FALSE_ALARMS, FALSE_FIGURES = 0.05, 0.01
LEAST = 15  # planted errors of a kind, for its rate to mean anything


@pytest.fixture(scope="module")
def ours() -> Trust:
    return measure("ours", read_pairs(GOLD / "pairs.tsv") + read_pairs(GOLD / "translation.tsv"))


@pytest.fixture(scope="module")
def references() -> Trust:
    files = [SHARED / name for name in ("dev_news.tsv", "dev_written.tsv")]
    if not all(file.exists() for file in files):
        pytest.skip("the development sets are not here (ZHBRIEF_SHARED)")
    return measure("references", [pair for file in files for pair in read_pairs(file)])


@pytest.mark.parametrize("kind", FLOORS)
def test_our_own_pairs(ours: Trust, kind: str) -> None:
    rate = next(rate for rate in ours.rates if rate.kind == kind)
    assert rate.planted >= LEAST
    assert ours.rate(kind) >= FLOORS[kind], rate.missed[:3]


def test_few_false_alarms_on_our_own_pairs(ours: Trust) -> None:
    assert ours.false_alarms("figures") <= FALSE_FIGURES, ours.alarms
    assert ours.false_alarms() <= FALSE_ALARMS, ours.alarms


@pytest.mark.slow
@pytest.mark.parametrize("kind", FLOORS)
def test_human_references(references: Trust, kind: str) -> None:
    rate = next(rate for rate in references.rates if rate.kind == kind)
    assert rate.planted >= LEAST
    assert references.rate(kind) >= FLOORS[kind], rate.missed[:3]


@pytest.mark.slow
def test_few_false_alarms_on_human_references(references: Trust) -> None:
    assert references.false_alarms("figures") <= FALSE_FIGURES, [why for _, _, why in references.alarms]
    assert references.false_alarms() <= FALSE_ALARMS, [why for _, _, why in references.alarms]
