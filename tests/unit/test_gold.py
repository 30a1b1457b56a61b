"""The gold data agree with the samples that they describe."""

from __future__ import annotations

import csv
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "tests" / "gold"
LABELS = {"nav", "title", "caption", "body", "heading", "credit", "notice", "furniture", "meta", "blank"}
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")


def load(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


def lines_of(gold: dict[str, Any]) -> list[str]:
    text = (ROOT / gold["file"]).read_bytes().decode(gold.get("encoding", "utf-8"))
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    return lines[:-1] if lines[-1] == "" else lines


SAMPLES = sorted((GOLD / "seeds").glob("*.json"))
BRIEFS = sorted((GOLD / "briefs").glob("*.json"))


def test_every_sample_has_its_gold() -> None:
    assert [path.stem for path in SAMPLES] == sorted(path.stem for path in (ROOT / "seeds").iterdir())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_labels_cover_the_sample(path: Path) -> None:
    gold = load(path)
    lines = lines_of(gold)
    assert list(gold["labels"]) == [str(number) for number in range(1, len(lines) + 1)]
    assert set(gold["labels"].values()) <= LABELS
    blank = {number for number, label in gold["labels"].items() if label == "blank"}
    assert blank == {str(number) for number, line in enumerate(lines, 1) if not line.strip()}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_spans_joins_and_title_are_in_the_sample(path: Path) -> None:
    gold = load(path)
    lines = lines_of(gold)
    assert all(span["text"] in lines[span["line"] - 1] for span in gold["spans"])
    assert all(gold["labels"][str(n)] == "body" for pair in gold["joins"] for n in pair)
    assert gold["metadata"]["title"] is None or any(gold["metadata"]["title"] in line for line in lines)


@pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem)
def test_reference_briefs_keep_to_the_limits(path: Path) -> None:
    gold = load(path)
    count = len(lines_of(gold))
    assert 3 <= len(gold["summary"]) <= 5
    for point in gold["summary"]:
        assert len(point["zh"]) <= 60
        assert len(point["en"].split()) <= 35
        assert not HAN.search(point["en"])
        assert all(1 <= line <= count and line not in gold["not_evidence"] for line in point["lines"])


@pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem)
def test_reference_briefs_state_their_figures(path: Path) -> None:
    gold = load(path)
    for figure in gold["must_figures"]:
        assert any(figure["zh"] in point["zh"] for point in gold["summary"])
        assert any(
            figure["en"].replace(" ", "-") in point["en"] or figure["en"] in point["en"] for point in gold["summary"]
        )


def test_sixty_translations() -> None:
    with (GOLD / "translation.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) == 60
    assert len({row["id"] for row in rows}) == len({row["zh"] for row in rows}) == 60
    assert all(HAN.search(row["zh"]) and row["en"] and not HAN.search(row["en"]) for row in rows)


def test_no_passage_of_a_published_article() -> None:
    shared = Path(os.environ.get("ZHBRIEF_SHARED", ROOT.parent / "shared")) / "seeds"
    if not shared.is_dir():
        pytest.skip("the real articles are not here (ZHBRIEF_SHARED)")
    real = "".join(re.sub(r"\W", "", path.read_text(encoding="utf-8")) for path in shared.glob("*.txt"))
    grams = {real[i : i + 20] for i in range(len(real) - 19)}
    for path in SAMPLES:
        gold = load(path)
        kept = [line for n, line in enumerate(lines_of(gold), 1) if gold["labels"][str(n)] != "notice"]
        ours = re.sub(r"\W", "", "".join(kept))
        assert not [ours[i : i + 20] for i in range(len(ours) - 19) if ours[i : i + 20] in grams]
