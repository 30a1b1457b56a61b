"""The digest of a run: ten lines and links."""

from __future__ import annotations

from flows.steps.catalogue.rows import Row
from flows.steps.render.escape import markdown, path
from flows.steps.render.words import NO_HEADLINE

MOST = 10


def digest_md(rows: list[Row]) -> str:
    """The digest as Markdown: what the run brought, a line each."""
    lines = ["# Digest of the latest run", "", said(rows), ""]
    lines += [_line(row) for row in rows[:MOST]]
    if len(rows) > MOST:
        lines.append(f"- and {len(rows) - MOST} more on [the index page](index.html)")
    return "\n".join(lines) + "\n"


def said(rows: list[Row]) -> str:
    """One sentence about the run."""
    new = sum(row.news == "new" for row in rows)
    review = sum(bool(row.review) for row in rows)
    return f"{new} new, {len(rows) - new} changed, {review} to review." if rows else "Nothing new."


def _line(row: Row) -> str:
    point = row.first_point
    deck = f" {markdown(point[0] or point[1])}" if point else ""
    review = f" *({len(row.review)} to review)*" if row.review else ""
    title = markdown(row.title_en or NO_HEADLINE)
    return f"- [{title}]({path(row.id)}/brief.md) {markdown(row.title_src or row.title_zh)}.{deck}{review}"
