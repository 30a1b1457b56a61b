"""The model card is what its frame and the measurements beside it make, and nothing written into it by hand."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from models.paths import BUILTIN
from models.training.card import ABLATION, ablation_table, write_card


def test_the_card_is_made_from_its_frame_and_the_scores(tmp_path: Path) -> None:
    shutil.copyfile(BUILTIN / "scores.json", tmp_path / "scores.json")
    write_card(tmp_path)
    assert (tmp_path / "MODEL_CARD.md").read_text("utf-8") == (BUILTIN / "MODEL_CARD.md").read_text("utf-8")


def test_every_variant_has_a_row_with_its_figures() -> None:
    score = {"bleu": 10.04, "chrf": 40.0, "figures_right": 0.9}
    row = {
        "changes": ["schedule.steps=400", "schedule.guide=0"],
        "steps": 400,
        "translation": [score, score],
        "names": {"count": 40, "plain": 10, "written": 30},
    }
    assert ablation_table([row]).split("\n")[2:] == [
        "| 400 | cross-attention not guided | 10.0 / 40.0 | 10.0 / 40.0 | 90% / 90% | 25% / 75% |"
    ]


def test_every_variant_stands_beside_one_that_changes_nothing_and_saw_as_many_steps() -> None:
    rows = json.loads(ABLATION.read_text("utf-8"))
    usual = {row["steps"] for row in rows if all(change.startswith("schedule.steps=") for change in row["changes"])}
    assert {row["steps"] for row in rows} == usual
