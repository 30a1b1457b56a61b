"""`zhbrief doctor`: whether everything is in place."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

MARKS = {"ok": "green", "warning": "yellow", "problem": "red"}


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("doctor")(doctor)


def doctor(
    inbox: Annotated[Path | None, typer.Option(help="The folder of articles.  [default: seeds]")] = None,
    outputs: Annotated[Path | None, typer.Option(help="Where briefs are kept.  [default: outputs]")] = None,
    profile: Annotated[str | None, typer.Option(help="Which models to look at.  [default: builtin]")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Check Python, dependencies, models, disk, locks, Prefect and the clock; exit 1 where there is a problem.

    Example: zhbrief doctor
    """
    from flows.health import examine
    from flows.settings import load_settings

    findings = examine(load_settings(inbox=inbox, outputs=outputs, profile=profile))
    if as_json:
        sys.stdout.write(json.dumps([finding.to_dict() for finding in findings], ensure_ascii=True) + "\n")
    else:
        _table([(f.check, f.state, f.what + (f" ({f.todo})" if f.todo else "")) for f in findings])
    raise typer.Exit(int(any(finding.state == "problem" for finding in findings)))


def _table(rows: list[tuple[str, str, str]]) -> None:
    from flows.cli import printable
    from flows.table import write_table

    shown = [[check, state, printable(detail)] for check, state, detail in rows]
    write_table(sys.stdout, ("check", "state", "detail"), shown, MARKS)
