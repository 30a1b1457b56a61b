"""`zhbrief run`: brief what is new or changed in the inbox."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from flows.report import Report
    from flows.run import Run
    from flows.settings import Settings
    from flows.telling import Teller


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("run")(run)


def run(  # noqa: PLR0913, PLR0917 - a command has a parameter for each of its flags
    inbox: Annotated[Path | None, typer.Option(help="The folder of articles.  [default: seeds]")] = None,
    outputs: Annotated[Path | None, typer.Option(help="Where briefs are kept.  [default: outputs]")] = None,
    profile: Annotated[str | None, typer.Option(help="Which models to use.  [default: builtin]")] = None,
    summariser: Annotated[str | None, typer.Option(help="A local model folder instead of the profile's.")] = None,
    translator: Annotated[str | None, typer.Option(help="A local model folder instead of the profile's.")] = None,
    limit: Annotated[int | None, typer.Option(help="Brief at most so many documents.")] = None,
    length: Annotated[str | None, typer.Option(help="Key points: short, medium or long.  [default: medium]")] = None,
    beam_size: Annotated[int | None, typer.Option(help="Beams to search.  [default: 4]")] = None,
    glossary: Annotated[Path | None, typer.Option(help="A desk's own glossary (TSV).")] = None,
    runner: Annotated[str | None, typer.Option(help="local or dask.  [default: local]")] = None,
    address: Annotated[str | None, typer.Option(help="A Dask scheduler, tcp://…; else a local cluster.")] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Stay, and brief each file when it has landed.")] = False,
    fail_on: Annotated[str | None, typer.Option(help="Exit 1 on: failed or review.  [default: failed]")] = None,
    log_json: Annotated[bool, typer.Option("--log-json", help="Log JSON lines on stderr.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the run's report as JSON.")] = False,
) -> None:
    """Brief what is new or changed in the inbox; nothing new costs a second or two.

    Example: zhbrief run --inbox seeds --outputs outputs
    """
    from flows.settings import load_settings
    from flows.telling import telling

    settings = load_settings(
        inbox=inbox, outputs=outputs, profile=profile, summariser=summariser, translator=translator, limit=limit,
        length=length, beam_size=beam_size, glossary=glossary, runner=runner, address=address, fail_on=fail_on,
    )  # fmt: skip
    with telling(as_json=log_json) as teller:
        if watch:
            _watch(settings, teller)
        report = brief_once(settings, teller)
    show(report, as_json=as_json, quiet=log_json)
    raise typer.Exit(report.exit_code(settings.fail_on))


def brief_once(settings: Settings, teller: Teller) -> Report:
    """One run: settled without Prefect where nothing is due, else as the inbox flow."""
    from flows.run import open_run

    with open_run(settings, teller) as opened:
        teller.begin(len(opened.plan.jobs))
        if not opened.plan.jobs:
            return opened.finish()
        return in_flow(opened, "inbox", limit=settings.limit)


def in_flow(opened: Run, name: str, **parameters: Any) -> Report:
    """Start our server, run the flow of this name in this process, wait until the server has kept all of it."""
    from flows.headstart import head_start
    from flows.memory import settle_memory
    from flows.server import prefect_server

    settle_memory()  # before there are threads
    with head_start(opened) as engines_at_work:

        def meanwhile() -> None:
            engines_at_work()
            import flows.inprocess  # noqa: F401 - imports Prefect: after the server has set its environment

        with prefect_server(opened.settings.prefect_home, meanwhile=meanwhile) as api:
            from flows.inprocess import run_flow

            return run_flow(opened, api, name, parameters)


def _watch(settings: Settings, teller: Teller) -> None:
    """A run now, and one whenever something has landed and is still; Ctrl-C ends it."""
    from flows.server import prefect_server
    from flows.steps.errors import BusyError
    from flows.watch import settled_states

    with prefect_server(settings.prefect_home):
        for _ in settled_states(settings.inbox):
            try:
                show(brief_once(settings, teller), as_json=False)
            except BusyError as busy:
                sys.stderr.write(f"zhbrief: {busy}\n")


def show(report: Report, *, as_json: bool, quiet: bool = False) -> None:
    """The report: JSON on stdout where asked for, a table on stderr unless JSON lines are logged there."""
    if as_json:
        sys.stdout.write(json.dumps(report.to_dict(), ensure_ascii=True) + "\n")
    if not quiet:
        _table(report)


def _table(report: Report) -> None:
    from flows.cli import printable
    from flows.report import rows
    from flows.table import write_table

    shown = [[printable(cell) for cell in row] for row in rows(report, most_unchanged=12)]
    if shown:
        write_table(sys.stderr, ("outcome", "document", "detail"), shown, {})
    sys.stderr.write(f"{printable(report.summary())}\n")
