"""Gold for cleaning: pages with their body, title, date and publisher, and labels for the lines of the body.

A label file names lines by a hash of their letters and figures, never by their text. Every line of the gold body is
``body`` unless it is listed: ``furniture`` counts as wrong when kept, ``optional`` counts neither way, and so does an
``optional_span`` (characters from, to) of a line that is otherwise body.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

LABELS = Path(__file__).resolve().parents[2] / "tests" / "gold" / "pages"
_TOKEN = re.compile(r"[\u3400-\u9fff]|[A-Za-z]+|\d+(?:\.\d+)?")
_PAGES = (".html", ".htm", ".txt", ".md")


@dataclass(frozen=True, slots=True)
class Gold:
    """One page: its bytes, and what a perfect cleaner makes of it."""

    site: str
    name: str
    data: bytes
    body: tuple[str, ...]
    optional: tuple[str, ...]
    as_is: str
    titles: tuple[str, ...]
    date: str | None
    publisher: str | None

    @property
    def body_hashes(self) -> frozenset[str]:
        """The hashes of the lines that must be kept."""
        return frozenset(map(line_hash, self.body))


@dataclass(frozen=True, slots=True)
class Score:
    """Token precision, recall and F1 of one body."""

    precision: float
    recall: float
    f1: float


def line_hash(line: str) -> str:
    """The name of a line in a label file: a hash of its letters and figures."""
    bare = "".join(char for char in line if char.isalnum())
    return hashlib.sha256(bare.encode()).hexdigest()[:16]


def tokens(text: str) -> Counter[str]:
    """Its Han characters, words and numbers, counted."""
    return Counter(_TOKEN.findall(text))


def score(kept: str, body: str, optional: str = "") -> Score:
    """How well ``kept`` is the body; what else it has of the optional text counts neither way."""
    have, want = tokens(kept), tokens(body)
    right = sum((have & want).values())
    wrong = sum(((have - want) - tokens(optional)).values())
    precision, recall = right / max(1, right + wrong), right / max(1, sum(want.values()))
    return Score(precision, recall, 2 * precision * recall / max(1e-9, precision + recall))


def load_pages(folder: Path, labels: Path = LABELS) -> list[Gold]:
    """All pages of a folder that have their gold beside them, by site (the subfolder's name)."""
    pages = sorted(path for path in folder.rglob("*") if path.suffix in _PAGES and path.with_suffix(".json").is_file())
    return [_load(page, folder, labels) for page in pages]


def _load(page: Path, folder: Path, labels: Path) -> Gold:
    gold = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    site = page.parent.relative_to(folder).as_posix()
    path = labels / site / f"{page.stem}.json"
    marks = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    body, optional = _split(gold["content"].split("\n"), marks)
    shown = (gold.get("publish_time") or gold.get("publish_time_guess") or "")[:10]
    return Gold(
        site=site,
        name=page.name,
        data=page.read_bytes(),
        body=tuple(body),
        optional=(*optional, *_extra(page, marks)),
        as_is=gold["content"],
        titles=tuple(gold[key] for key in ("title", "title_clean") if gold.get(key)),
        date=shown or None,
        publisher=marks.get("publisher"),
    )


def _split(lines: list[str], marks: dict[str, object]) -> tuple[list[str], list[str]]:
    listed = {key: set(_strings(marks.get(key))) for key in ("optional", "furniture")}
    spans = marks.get("optional_spans")
    by_hash = spans if isinstance(spans, dict) else {}
    body: list[str] = []
    optional: list[str] = []
    for line in filter(str.strip, lines):
        name = line_hash(line)
        if name in listed["optional"]:
            optional.append(line)
        elif name not in listed["furniture"]:
            start, end = by_hash.get(name, (0, 0))
            body.append(line[:start] + line[end:])
            optional += [line[start:end]] if end else []
    return body, optional


def _strings(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _extra(page: Path, marks: dict[str, object]) -> list[str]:
    """Text of the page outside its gold body that may be kept as well, such as a summary above the article."""
    wanted = set(_strings(marks.get("extra")))
    if not wanted:
        return []
    from flows.steps.html.dom import blocks, parse

    root = parse(page.read_text(encoding="utf-8", errors="replace"))
    texts = [block.text for block in blocks(root)] if root is not None else []
    return [text for text in dict.fromkeys(texts) if line_hash(text) in wanted]
