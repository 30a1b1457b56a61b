"""Briefs in a terminal: rich where somebody reads, plain lines where a program does."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from flows.steps.render import words
from flows.steps.render.escape import cell, shown, visible
from flows.steps.render.view import FigureRow, Parts, Passage, Point, View

if TYPE_CHECKING:
    from flows.steps.catalogue import Hit, Row
    from flows.steps.types import Brief

WIDTH = 92  # a comfortable measure for both scripts
MOST_FIGURES = 20  # on a screen, unless the full text is asked for: those that differ and the key points' come first
TICKS = {"ok": ("✓", "green"), "wrong": ("⚠", "yellow"), "absent": ("–", "dim")}


def tell(message: str) -> None:
    """Say something that is no result: on stderr."""
    sys.stderr.write(visible(message) + "\n")


def show_brief(brief: Brief, *, full: bool = False, console: Console | None = None) -> None:
    """Print a brief to read."""
    out = console or _console()
    view = View(brief)
    _head(out, view)
    _review(out, view)
    if view.points:
        _title(out, "Key points" + (", quoted from the article" if view.quoted else ""))
    for point in view.points:
        _point(out, point)
    _figures(out, view.figures, MOST_FIGURES if out.is_terminal and not full else None)
    _names(out, view)
    if full:
        _title(out, "Full text")
        for paragraph, passages in (*view.text, *view.captions):
            _paragraph(out, paragraph.kind, passages)
    elif out.is_terminal:
        out.print(Text(f"\nzhbrief show {visible(brief.id)} --full  for the aligned full text", style="dim"))


def print_rows(rows: Sequence[Row], *, as_json: bool = False) -> None:
    """Print briefs as a table, as tab-separated lines in a pipe, or as JSON lines."""
    if as_json:
        _json_lines([_row(row) for row in rows])
        return
    out = _console()
    if not out.is_terminal:
        for row in rows:
            _line([row.id, row.day, row.publisher, str(len(row.review)), row.title_en, row.title_zh])
        return
    table = Table(box=None, padding=(0, 2, 1, 0), header_style="dim", show_edge=False)
    for heading in ("Day", "Id", "Headline", "Review"):
        table.add_column(heading, overflow="fold" if heading == "Headline" else "ellipsis", ratio=None)
    for row in rows:
        headline = Text(visible(row.title_en) or words.NO_HEADLINE, style="bold")
        headline.append(f"\n{visible(row.title_zh)}  {visible(row.paper)}".rstrip(), style="not bold dim")
        review = Text(str(len(row.review)), style="yellow") if row.review else Text("✓", style="green")
        table.add_row(row.day or words.NO_DATE, Text(visible(row.id), style="cyan"), headline, review)
    out.print(table)


def print_hits(hits: Sequence[Hit], asked: Sequence[str], *, as_json: bool = False) -> None:
    """Print what a search found, with the line that shows it."""
    if as_json:
        _json_lines([{**_row(hit.row), "line": hit.line} for hit in hits])
        return
    out = _console()
    for hit in hits:
        if not out.is_terminal:
            _line([hit.row.id, hit.row.day, hit.row.title_en, hit.row.title_zh, hit.line])
            continue
        head = Text(visible(hit.row.id), style="cyan").append(f"  {hit.row.day or words.NO_DATE}", style="not bold dim")
        lines = [Text(visible(hit.row.title_en) or words.NO_HEADLINE, style="bold"), Text(visible(hit.row.title_zh))]
        lines.append(Text(visible(hit.line), style="dim"))
        for line in lines:
            line.highlight_regex(re.compile("|".join(map(re.escape, asked)), re.IGNORECASE), "yellow not dim")
        out.print(head, *lines, "", sep="\n")


def _console() -> Console:
    """Standard output: no wider than is good to read, and never folded in a pipe."""
    out = Console(highlight=False, markup=False, emoji=False, soft_wrap=not sys.stdout.isatty())
    if out.is_terminal:
        out.width = min(out.width, WIDTH)
    return out


def _line(cells: Sequence[str]) -> None:
    sys.stdout.write("\t".join(map(cell, cells)) + "\n")


def _json_lines(rows: Sequence[dict[str, object]]) -> None:
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace").decode() + "\n")


def _row(row: Row) -> dict[str, object]:
    return {
        "id": row.id,
        "day": row.day or None,
        "publisher": row.publisher or None,
        "publisher_en": row.publisher_en or None,
        "title": {"en": row.title_en or None, "zh": row.title_zh},
        "review": len(row.review),
        "untranslated": row.untranslated,
        "preview": row.preview,
        "files": list(row.files),
    }


def _head(out: Console, view: View) -> None:
    brief = view.brief
    out.print(Text(visible(view.title_en), style="bold"))
    ours = "  (headline generated by zhbrief)" if brief.title.origin == "generated" else ""
    out.print(Text(visible(brief.title.src or brief.title.zh)).append(ours, style="dim"))
    article = brief.article
    people = [view.bilingual(name) for name in article.authors]
    people += [f"editor {view.bilingual(name)}" for name in [article.editor] if name]
    publisher = view.bilingual(article.publisher) if article.publisher else "publisher unknown"
    said = [publisher, words.date_en(article.published), *people, brief.id]
    out.print(Text(" · ".join(visible(part) for part in said), style="dim"))
    if view.preview:
        out.print(Text("\n" + words.PREVIEW[0] + "\n" + words.PREVIEW[1], style="yellow"))


def _review(out: Console, view: View) -> None:
    if not view.open_review:
        return
    _title(out, f"To review ({len(view.open_review)})", "yellow")
    for at, said in view.to_review:
        place = Text(f"{words.place(at).capitalize()}: ", style="yellow")
        out.print(place.append(visible(" ".join(said)), style="default"))


def _title(out: Console, text: str, style: str = "red") -> None:
    out.print()
    out.print(Rule(Text(text, style=style), style="dim", align="left") if out.is_terminal else Text(text))


def _point(out: Console, point: Point) -> None:
    said = point.point
    text = Text()
    if said.state == "withheld":
        text.append("Withheld. ", style="yellow")
        text.append(visible(said.note.en) if said.note else "", style="dim")
        text.append(_gloss(point.gloss), style="dim")
        text.append(f"\n{visible(said.zh)}" if point.own_words else "", style="dim")
    else:
        text.append_text(_parts(point.en) if point.en else Text("Not translated", style="yellow"))
        text.append(f"\n{visible(said.zh)}", style="dim")
        if said.note:
            text.append(f"\nNote: {visible(said.note.en)} {visible(said.note.zh)}", style="dim")
    marks = [*point.marks, *(words.place(item.sentence.id) for item in point.evidence)]
    text.append(f"\n[{', '.join(marks)}]" if marks else "", style="cyan dim")
    _numbered(out, str(point.number), text)
    if out.is_terminal:
        out.print()


def _numbered(out: Console, number: str, text: Text) -> None:
    """A number in the margin of a terminal, or before the lines of a pipe."""
    if not out.is_terminal:
        out.print(Text(f"{number}. ").append_text(text))
        return
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=max(5, len(number)), justify="right", style="red")
    grid.add_column(overflow="fold")
    grid.add_row(number, text)
    out.print(grid)


def _parts(parts: Parts) -> Text:
    text = Text()
    for part, chinese in parts:
        text.append(f" ({visible(part)})" if chinese else shown(part), style="dim" if chinese else "")
    return text


def _figures(out: Console, rows: Sequence[FigureRow], most: int | None) -> None:
    if not rows:
        return
    _title(out, "Figures")
    table = Table(box=None, show_header=False, padding=(0, 3, 0, 0))
    for row in sorted(rows, key=lambda row: row.interest)[:most]:
        tick, style = TICKS[row.tick]
        where = ", ".join(map(words.place, row.wrong or row.places))
        cells = [row.fact.zh, row.fact.en, tick, where]
        if out.is_terminal:
            table.add_row(
                *(Text(visible(text)) for text in cells[:2]), Text(tick, style=style), Text(where, style="dim")
            )
        else:
            out.file.write("\t".join(map(cell, cells)) + "\n")
    if out.is_terminal:
        out.print(table)
    if most is not None and len(rows) > most:
        out.print(Text(f"and {len(rows) - most} more with --full", style="dim"))


def _names(out: Console, view: View) -> None:
    if not view.names:
        return
    _title(out, "Names")
    for label, group in view.names:
        said = " · ".join(f"{visible(forms[0].en)} {visible(' / '.join(name.zh for name in forms))}" for forms in group)
        out.print(Text(f"{label}: ", style="dim").append(said, style="not dim"))


def _gloss(gloss: str) -> str:
    return f" Gloss: {visible(gloss)}" if gloss else ""


def _paragraph(out: Console, kind: str, passages: Sequence[Passage]) -> None:
    """A heading in bold, a caption said to be one, every other sentence with its number."""
    for passage in passages:
        english = _parts(passage.en) if passage.en else Text("Not translated.", style="yellow")
        if not passage.en:
            english.append(_gloss(passage.rendering.gloss), style="dim")
        if passage.marks and passage.en:
            english.append(f" [{', '.join(passage.marks)}]", style="yellow")
        if kind == "heading":
            english.stylize("bold")
        english.append(f"\n{visible(passage.sentence.src or passage.sentence.zh)}", style="not bold dim")
        label = "" if kind == "heading" else words.place(passage.sentence.id)
        label = f"Caption {label}" if kind == "caption" and not out.is_terminal else label
        if out.is_terminal:
            _numbered(out, label, english)
        else:
            out.print(Text(f"{label} " if label else "").append_text(english))
    out.print()
