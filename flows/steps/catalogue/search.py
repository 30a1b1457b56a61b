"""Words in either language to briefs: trigrams for Chinese, stems for English; every word must be there."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass

from flows.steps.catalogue.catalogue import Catalogue
from flows.steps.catalogue.rows import Row

_WORD = re.compile(r'"([^"]+)"|(\S+)')
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_AROUND = 60


@dataclass(frozen=True, slots=True)
class Hit:
    """A brief that has all the words, and the line that shows it."""

    row: Row
    line: str


def search(catalogue: Catalogue, query: str, limit: int = 50) -> list[Hit]:
    """The briefs that hold every word of the query; those with words in the headline first, then the newest."""
    words = [phrase or word for phrase, word in _WORD.findall(query)]
    if not words:
        return []
    found: set[int] = set.intersection(*(_numbers(catalogue.db, word) for word in words))
    # Headlines alone decide the order; whole texts are read only for what is shown.
    heads = catalogue.db.execute(
        "SELECT number, day, id, title_en, title_zh, title_src FROM text JOIN brief ON brief.id = text.doc"
    )
    ranked = sorted(
        (head for head in heads if head["number"] in found), key=lambda head: (head[1], head[2]), reverse=True
    )
    ranked.sort(key=lambda head: -_in_headline(head, words))
    hits = (_hit(catalogue, head["number"], words) for head in ranked[:limit])
    return [hit for hit in hits if hit]


def _numbers(db: sqlite3.Connection, word: str) -> set[int]:
    if _HAN.search(word):
        like = "%" + re.sub(r"([%_\\])", r"\\\1", word) + "%"
        # Two characters are no trigram: SQLite then reads all texts, 5,000 in a tenth of a second.
        rows = db.execute("SELECT rowid FROM text_zh WHERE zh LIKE ? ESCAPE '\\'", (like,))
    else:
        quoted = '"' + word.replace('"', '""') + '"'
        rows = db.execute("SELECT rowid FROM text_en WHERE text_en MATCH ?", (f"{quoted} *",))
    return {row[0] for row in rows}


def _hit(catalogue: Catalogue, number: int, words: list[str]) -> Hit | None:
    text = catalogue.db.execute("SELECT doc, zh, en FROM text WHERE number = ?", (number,)).fetchone()
    row = catalogue.row(text["doc"]) if text else None
    return Hit(row, _line(text["zh"] + "\n" + text["en"], words, row)) if row else None


def _line(text: str, words: list[str], row: Row) -> str:
    """The line of the brief with most of the words, cut to what stands around the first; headlines are shown anyway."""
    stems = [word.casefold() for word in words]
    shown = {row.title_en, row.title_zh}
    lines = [line for line in text.split("\n") if line not in shown]
    best = max(lines, key=lambda line: sum(stem in line.casefold() for stem in stems), default="")
    at = min((found for stem in stems if (found := best.casefold().find(stem)) >= 0), default=0)
    start = max(0, at - _AROUND)
    cut = best[start : at + 2 * _AROUND]
    return ("…" if start else "") + cut + ("…" if at + 2 * _AROUND < len(best) else "")


def _in_headline(head: sqlite3.Row, words: list[str]) -> int:
    headline = f"{head['title_en']}\n{head['title_zh']}\n{head['title_src'] or ''}".casefold()
    return sum(word.casefold() in headline for word in words)
