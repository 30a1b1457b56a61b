"""MODEL_CARD.md: a hand-written frame, ``card.md`` beside this file, with tables made from ``scores.json``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FRAME = Path(__file__).with_name("card.md")
PUBLIC = """\
| argos-translate | 20.0 / 51.2 | – | 23.4 / 53.6 |
| opus-mt-zh-en (78 M parameters) | 21.2 / 51.7 | – | 23.0 / 53.6 |
| NLLB-200-600M | 20.4 / 51.0 | – | 24.7 / 54.6 |
| Firefox base-memory | 32.6 / 61.5 | – | 27.8 / 57.5 |"""


def translation_table(scores: dict[str, Any]) -> str:
    """BLEU / chrF of ours, of the lexicon alone, and of public systems."""
    rows = ["| system | dev_news | dev_written | dev_flores |", "|---|---:|---:|---:|"]
    for label, kind in (("**this model**", "translation"), ("its lexicon alone, in Chinese order", "gloss")):
        cells = (f"{row['bleu']:.1f} / {row['chrf']:.1f}" for row in scores[kind])
        rows.append(f"| {label} | " + " | ".join(cells) + " |")
    right = " | ".join(f"{row['figures_right']:.0%}" for row in scores["translation"])
    rows += [PUBLIC, f"| *lines whose figures are all right, this model* | {right} |"]
    return "\n".join(rows)


def summary_table(scores: dict[str, Any]) -> str:
    """ROUGE-1/2/L of one generated sentence against the first sentence and TextRank."""
    rows = ["| set | this model | first sentence | TextRank |", "|---|---:|---:|---:|"]
    for row in scores["summary"]:
        cells = (" / ".join(f"{row[kind][n]:.1f}" for n in ("r1", "r2", "rl")) for kind in ("ours", "lead", "textrank"))
        rows.append(f"| {row['name']} ({row['rows']} rows) | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def write_card(folder: Path) -> None:
    """Write MODEL_CARD.md from the frame and the scores beside the model."""
    scores = json.loads((folder / "scores.json").read_text("utf-8"))
    signatures = scores["translation"][0]["signatures"]
    text = FRAME.read_text("utf-8")
    tables = {
        "TRANSLATION": translation_table(scores),
        "SUMMARY": summary_table(scores),
        "SIGNATURES": f"`{signatures}`",
    }
    for name, table in tables.items():
        text = text.replace(f"<!-- {name} -->", table)
    (folder / "MODEL_CARD.md").write_text(text, "utf-8")
