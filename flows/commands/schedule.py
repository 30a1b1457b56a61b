"""`zhbrief schedule`: brief the inbox on a cron."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("schedule")(schedule)


def schedule(  # noqa: PLR0913, PLR0917 - a command has a parameter for each of its flags
    cron: Annotated[str, typer.Option(help='When, as in "0 7 * * *".')],
    timezone: Annotated[str, typer.Option(help="Whose clock: an IANA name.")] = "Asia/Shanghai",
    inbox: Annotated[Path | None, typer.Option(help="The folder of articles.  [default: seeds]")] = None,
    outputs: Annotated[Path | None, typer.Option(help="Where briefs are kept.  [default: outputs]")] = None,
    profile: Annotated[str | None, typer.Option(help="Which models to use.  [default: builtin]")] = None,
    limit: Annotated[int | None, typer.Option(help="Brief at most so many documents a run.")] = None,
    length: Annotated[str | None, typer.Option(help="Key points: short, medium or long.  [default: medium]")] = None,
    glossary: Annotated[Path | None, typer.Option(help="A desk's own glossary (TSV).")] = None,
) -> None:
    """Serve the inbox flow on a cron, one run at a time, until Ctrl-C; the schedule stays on.

    Example: zhbrief schedule --cron "0 7 * * *" --timezone Asia/Shanghai
    """
    from flows.server import prefect_server
    from flows.settings import load_settings
    from flows.steps.errors import UsageError
    from flows.steps.store import probe

    settings = load_settings(
        inbox=inbox, outputs=outputs, profile=profile, limit=limit, length=length, glossary=glossary
    )
    if not settings.inbox.is_dir():
        raise UsageError("there is no such inbox", file=str(settings.inbox), todo="name a folder with --inbox")
    probe(settings.outputs)
    with prefect_server(settings.prefect_home, lasting=True) as api:
        from flows.schedule import cron_schedule, serve

        ui = api.removesuffix("/api")
        terminated = serve(settings, cron_schedule(cron, timezone), lambda text: say(f"{text}; the UI is at {ui}"))
    raise typer.Exit(143 if terminated else 0)


def say(text: str) -> None:
    """A line on stderr."""
    sys.stderr.write(f"zhbrief: {text}\n")
    sys.stderr.flush()
