"""Text by the line, for the commands that keep lines: a file's lines as one document."""

from __future__ import annotations

from collections.abc import Sequence

from flows.steps.script import normalise_punctuation, to_simplified
from flows.steps.types import Article, Paragraph, Sentence


def as_article(lines: Sequence[str]) -> Article:
    """An article of one paragraph a line, so that names are defined and rendered once over all lines."""
    return Article(
        title=None,
        paragraphs=tuple(
            Paragraph(f"p{n}", "text", (Sentence(f"p{n}.1", (n, n), line),)) for n, line in enumerate(lines, 1) if line
        ),
        script="Hans",
    )


def normal_lines(text: str) -> list[str]:
    """The lines of a text, Simplified and with full-width marks; only newline ends a line.

    The last line's newline ends it and opens none.
    """
    rows = text.split("\n")
    if rows[-1] == "":
        rows.pop()
    return [normalise_punctuation(to_simplified(row.rstrip("\r"))).strip() for row in rows]
