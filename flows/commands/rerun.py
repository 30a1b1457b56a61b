"""`zhbrief rerun`: one document again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from flows.report import Report
    from flows.settings import Settings
    from flows.telling import Teller


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("rerun")(rerun)


def rerun(  # noqa: PLR0913, PLR0917 - a command has a parameter for each of its flags
    doc: Annotated[str, typer.Argument(help="An id, a file name or a unique prefix.", metavar="DOC")],
    start: Annotated[
        str | None, typer.Option("--from", help="clean, summarise, translate or render; else what has changed.")
    ] = None,
    inbox: Annotated[Path | None, typer.Option(help="The folder of articles.  [default: seeds]")] = None,
    outputs: Annotated[Path | None, typer.Option(help="Where briefs are kept.  [default: outputs]")] = None,
    profile: Annotated[str | None, typer.Option(help="Which models to use.  [default: builtin]")] = None,
    length: Annotated[str | None, typer.Option(help="Key points: short, medium or long.  [default: medium]")] = None,
    glossary: Annotated[Path | None, typer.Option(help="A desk's own glossary (TSV).")] = None,
    log_json: Annotated[bool, typer.Option("--log-json", help="Log JSON lines on stderr.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Brief one document again and say which stages were recomputed, and why.

    Example: zhbrief rerun 004 --from translate
    """
    from flows.commands.run import show
    from flows.settings import load_settings
    from flows.telling import telling

    settings = load_settings(inbox=inbox, outputs=outputs, profile=profile, length=length, glossary=glossary)
    with telling(as_json=log_json) as teller:
        report = _rerun(settings, doc, start, teller)
    show(report, as_json=as_json, quiet=log_json)
    raise typer.Exit(report.exit_code(settings.fail_on))


def _rerun(settings: Settings, doc: str, start: str | None, teller: Teller) -> Report:
    from flows.commands.run import in_flow
    from flows.rerun import open_rerun

    with open_rerun(settings, doc, start, teller) as opened:
        if not opened.plan.jobs:
            return opened.finish()
        return in_flow(opened, "document", doc=opened.plan.jobs[0].doc, start=start)
