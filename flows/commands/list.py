"""`zhbrief list`: all briefs, newest first."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("list")(list_briefs)


def list_briefs(
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many.")] = None,
    review: Annotated[bool, typer.Option("--review", help="Only those that need review.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON line for each brief.")] = False,
    outputs: Annotated[Path | None, typer.Option(help="Where briefs are kept.  [default: outputs]")] = None,
) -> None:
    """List the briefs by publication day, newest first and undated last.

    A table in a terminal; in a pipe one line each, split by tabs: id, day, publisher, points to review, headlines.

    Example: zhbrief list --review
    """
    from flows.commands.where import outputs_folder
    from flows.steps.catalogue import open_catalogue
    from flows.steps.render.terminal import print_rows, tell

    folder = outputs_folder(outputs)
    if not folder.is_dir():
        tell(f"no briefs yet: {folder} does not exist")
        return
    with open_catalogue(folder) as catalogue:
        rows = [row for row in catalogue.rows() if row.review or not review][:limit]
    if not rows:
        tell(f"no briefs {'to review' if review else 'yet'} in {folder}")
    print_rows(rows, as_json=as_json)
