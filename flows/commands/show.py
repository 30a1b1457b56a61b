"""`zhbrief show`: a brief to read in the terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("show")(show)


def show(
    doc: Annotated[str, typer.Argument(help="A document: its id, file name or a unique beginning of the id.")],
    full: Annotated[bool, typer.Option("--full", help="The aligned full text as well.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The record, brief.json, as it is.")] = False,
    outputs: Annotated[Path | None, typer.Option(help="Where briefs are kept.  [default: outputs]")] = None,
) -> None:
    """Show a brief: headlines, what needs review, key points in both languages, figures and names.

    In a pipe it is plain text, a paragraph a line.

    Example: zhbrief show 004 --full
    """
    from flows.commands.where import outputs_folder
    from flows.steps.errors import UsageError
    from flows.steps.store import load_brief, resolve

    folder = outputs_folder(outputs)
    found = resolve(folder, doc)
    brief = load_brief(folder, found)
    if brief is None:
        raise UsageError("its record can't be read", file=str(folder / found), todo=f"zhbrief rerun {found}")
    if as_json:
        sys.stdout.buffer.write((folder / found / "brief.json").read_bytes())
        return
    from flows.steps.render.terminal import show_brief

    show_brief(brief, full=full)
