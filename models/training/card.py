"""MODEL_CARD.md: a hand-written frame, ``card.md``, with tables made from ``scores.json`` and ``ablation.json``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FRAME = Path(__file__).with_name("card.md")
ABLATION = Path(__file__).with_name("ablation.json")
VARIANTS = {
    "": "**as the built-in model is trained**",
    "schedule.seed": "the same from another seed",
    "data.figures": "figures as written, not masked",
    "data.names": "names left in Chinese",
    "schedule.guide": "cross-attention not guided",
    "schedule.optimiser": "AdamW for everything, no Muon",
    "data.glossed": "plain Chinese, no glosses",
    "data.beside": "glosses beside the Chinese",
}
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


def ablation_table(rows: list[dict[str, Any]]) -> str:
    """BLEU / chrF, figures and names of small trainings that differ in one choice; those of equal steps compare."""
    head = "| steps | variant | dev_news | dev_written | lines with all figures right | names right: plain / written |"
    lines = [head, "|---:|---|---:|---:|---:|---:|"]
    for row in sorted(rows, key=lambda row: -row["steps"]):
        cells = [f"{one['bleu']:.1f} / {one['chrf']:.1f}" for one in row["translation"]]
        cells.append(" / ".join(f"{one['figures_right']:.0%}" for one in row["translation"]))
        cells.append(" / ".join(f"{row['names'][way] / row['names']['count']:.0%}" for way in ("plain", "written")))
        lines.append(f"| {row['steps']:,} | {_variant(row['changes'])} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _variant(changes: list[str]) -> str:
    keys = [change.partition("=")[0] for change in changes]
    return VARIANTS[next((key for key in keys if key in VARIANTS), "")]


def write_card(folder: Path) -> None:
    """Write MODEL_CARD.md from the frame and the scores beside the model."""
    scores = json.loads((folder / "scores.json").read_text("utf-8"))
    signatures = scores["translation"][0]["signatures"]
    text = FRAME.read_text("utf-8")
    tables = {
        "TRANSLATION": translation_table(scores),
        "SUMMARY": summary_table(scores),
        "SIGNATURES": f"`{signatures}`",
        "ABLATION": ablation_table(json.loads(ABLATION.read_text("utf-8"))),
    }
    for name, table in tables.items():
        text = text.replace(f"<!-- {name} -->", table)
    (folder / "MODEL_CARD.md").write_text(text, "utf-8")
