"""Variants of a training scored alike: which names count, how they are asked for, and what is recorded."""

from __future__ import annotations

import json
from pathlib import Path

from models.training.compare import Compared, Names, named, record, written
from models.training.corpora import Pair
from models.training.evaluate import TranslationScore, masked


def row(name: str, bleu: float) -> Compared:
    score = TranslationScore("dev_news", 400, bleu, 40.0, 0.9, 50.0, "signature")
    return Compared(name, ("data.figures=false",), 1000, 2_400_000, (score, score), Names(20, 10, 15))


def test_only_people_whose_pinyin_stands_in_the_reference_count() -> None:
    pairs = [
        Pair("记者李克强报道。", "Reporter Li Keqiang reports.", "t"),
        Pair("记者李克强报道。", "Mr Li reports.", "t"),
    ]
    assert named(pairs) == [(pairs[0], {"李克强": "Li Keqiang"})]


def test_names_are_written_as_the_pipeline_writes_them() -> None:
    assert written("记者李克强报道", {"李克强": "Li Keqiang"}) == "记者 Li Keqiang 报道"


def test_figures_are_left_for_a_model_that_knows_no_placeholders() -> None:
    assert masked("增长3.5%。") == ("增长N1。", ["3.5 percent"])
    assert masked("增长3.5%。", placeholders=False) == ("增长3.5%。", [])


def test_a_variant_measured_again_takes_its_own_place(tmp_path: Path) -> None:
    path = tmp_path / "ablation.json"
    for one in (row("a", 10.0), row("b", 9.0), row("a", 11.0)):
        record(one, path)
    rows = json.loads(path.read_text("utf-8"))
    assert [(one["name"], one["translation"][0]["bleu"]) for one in rows] == [("a", 11.0), ("b", 9.0)]
