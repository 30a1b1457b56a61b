"""`zhbrief review`: what a person should look at in a brief, and settling it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from flows.steps.types import Brief, ReviewPoint


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("review")(review)


def review(
    doc: Annotated[str, typer.Argument(help="An id, a file name or a unique prefix.", metavar="DOC")],
    accept: Annotated[list[str] | None, typer.Option(help="Settle the points of a sentence; may be repeated.")] = None,
    accept_all: Annotated[bool, typer.Option("--all", help="Settle every open point.")] = False,
    reviewer: Annotated[str | None, typer.Option(help="Who decides.  [default: your account]")] = None,
    outputs: Annotated[Path | None, typer.Option(help="Where briefs are kept.  [default: outputs]")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the open points of a brief, or settle them with a name and the sentence's hash.

    A settled point opens again when the sentence or its English changes.

    Example: zhbrief review 01-lanchuan --accept s2 --reviewer "Ann Lee"
    """
    from flows.commands.desk import opened, reviewer_name
    from flows.steps import review as decide
    from flows.steps.errors import UsageError

    with opened(outputs, doc) as desk:
        points = decide.open_points(desk.brief)
        wanted = {point.at for point in points} if accept_all else set(accept or ())
        if unknown := wanted - {point.at for point in points}:
            there = ", ".join(dict.fromkeys(point.at for point in points)) or "none"
            raise UsageError(f"no open point at {', '.join(sorted(unknown))}", file=doc, todo=f"open: {there}")
        brief = desk.brief
        if wanted:
            brief = desk.save(decide.accept(brief, desk.edits, wanted, reviewer_name(reviewer)))
            sys.stderr.write(f"{sum(point.at in wanted for point in points)} points settled\n")
        show(brief, as_json)


def show(brief: Brief, as_json: bool) -> None:
    """The points that are still open."""
    from flows.steps.render.reasons import reason
    from flows.steps.review import open_points

    points = open_points(brief)
    if as_json:
        rows = [row(brief, point) for point in points]
        sys.stdout.write(json.dumps({"id": brief.id, "open": rows}, ensure_ascii=False) + "\n")
        return
    for point in points:
        data = row(brief, point)
        sys.stdout.write(f"{point.at}  {reason(point)}\n  {data['zh']}\n  {data['en'] or '(no English)'}\n")
    if not points:
        sys.stdout.write("nothing to review\n")


def row(brief: Brief, point: ReviewPoint) -> dict[str, str]:
    """A point with the sentence it is about."""
    from flows.steps.review import shown

    zh, en = shown(brief, point.at)
    return {"at": point.at, "check": point.check, "why": point.why, "zh": zh, "en": en}
