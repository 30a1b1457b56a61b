"""Floors of cleaning on the shared pages; raise them when cleaning gets better, never lower one silently."""

from __future__ import annotations

import pytest

from flows.evaluate.cleaners import ours
from flows.evaluate.cleaning import summarise
from flows.evaluate.pages import load_pages
from flows.evaluate.rules import count_rules
from tests.cleaned import SHARED

FLOORS = {"f1": 0.990, "f1_as_is": 0.985, "title": 0.97, "date": 0.97, "publisher": 0.94}
SITES = {"cctv": 0.995, "gne": 0.985}
WRONG_CUTS = 2  # lines of gold bodies that any rule may cut


@pytest.mark.slow
@pytest.mark.skipif(not (SHARED / "pages").is_dir(), reason="the shared pages are not here (ZHBRIEF_SHARED)")
def test_cleaning_keeps_its_floors_on_the_shared_pages():
    gold = load_pages(SHARED / "pages")
    answers = [ours(page.data) for page in gold]
    scores = summarise("zhbrief", gold, answers)
    assert scores.pages == 40
    assert {name: getattr(scores, name) for name in FLOORS if getattr(scores, name) < FLOORS[name]} == {}
    assert {site: scores.sites[site] for site in SITES if scores.sites[site] < SITES[site]} == {}
    rules = count_rules([(page, answer.article) for page, answer in zip(gold, answers, strict=True) if answer.article])
    assert sum(rule.wrong for rule in rules) <= WRONG_CUTS
