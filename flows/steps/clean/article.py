"""From a settled page to an Article, and back to a text dump."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.steps.clean import build, joins, kinds
from flows.steps.clean.language import refuse_thin
from flows.steps.clean.page import Line, Page
from flows.steps.clean.people import read_metadata
from flows.steps.types import Article, Paragraph, Text, Title

_LONG = 1_000  # characters of one sentence: it will be translated in parts, and the brief says so


def assemble(text: Text, page: Page, original: Sequence[Line], title_line: int | None) -> Article:
    """The article that the rules left, with metadata from what they cut; ``text`` holds the page's raw lines."""
    body = _body(page, title_line)
    refuse_thin(body, len(original))
    title = next((_title(line) for line in page.rest if line.number == title_line), None)
    paragraphs, doubtful = _paragraphs(body)
    meta = read_metadata(page, original)
    return Article(
        title=title,
        paragraphs=tuple(paragraphs),
        script=page.script,
        published=meta.published,
        publisher=meta.publisher,
        republisher=meta.republisher,
        authors=meta.authors,
        editor=meta.editor,
        credits=meta.credits,
        set_aside=build.set_aside(page, text.text.split("\n")),
        conversions=build.conversions(paragraphs, page.protected),
        flags=(*text.flags, *_flags(page, paragraphs, doubtful)),
    )


def _body(page: Page, title_line: int | None) -> list[Line]:
    """The lines of the body; one whose photographer was cut is a caption."""
    shot = {cut.lines[0] for cut in page.cuts if cut.rule == "caption credit"}
    rest = (line for line in page.rest if line.number != title_line)
    return [replace(line, hint="caption") if line.number in shot else line for line in rest]


def _paragraphs(body: Sequence[Line]) -> tuple[list[Paragraph], list[Line]]:
    runs = joins.unwrapped(body)
    wholes = [joins.whole(run) for run in runs]
    found, doubtful = kinds.kinds(wholes)
    paragraphs: list[Paragraph] = []
    parts = {run[0].number: run for run in runs}
    for kind, lines in joins.joined(wholes, found):
        built = build.paragraph(len(paragraphs) + 1, kind, [part for line in lines for part in parts[line.number]])
        if built.sentences:
            paragraphs.append(built)
    return paragraphs, [wholes[at] for at in doubtful]


def _title(line: Line) -> Title:
    src, zh = ("".join(wording[at] for at in build.squeeze(line.zh)) for wording in (line.src, line.zh))
    return Title(zh, src if src != zh else None)


def _flags(page: Page, paragraphs: Sequence[Paragraph], doubtful: Sequence[Line]) -> list[str]:
    flags = ["two scripts in one document: each line read in its own"] if page.mixed else []
    if any(cut.rule == "paywall" for cut in page.cuts):
        flags.append("the page gives only a part of the article")
    flags += [f"line {line.number}: kept, though it is unclear what it is" for line in doubtful]
    sentences = (sentence for paragraph in paragraphs for sentence in paragraph.sentences)
    long = [sentence for sentence in sentences if len(sentence.zh) > _LONG]
    return flags + [
        f"{sentence.id}: one sentence of {len(sentence.zh):,} characters, read in parts" for sentence in long
    ]


def to_text(article: Article) -> str:
    """The article as a text dump: headline, blank line, text set in by two, captions by one; it cleans to itself."""
    title = [article.title.src or article.title.zh, ""] if article.title else []
    return "\n".join([*title, *map(_dumped, article.paragraphs)]) + "\n"


def _dumped(paragraph: Paragraph) -> str:
    wording = "".join(sentence.src or sentence.zh for sentence in paragraph.sentences)
    return ("\u3000" if paragraph.kind == "caption" else "\u3000\u3000") + wording
