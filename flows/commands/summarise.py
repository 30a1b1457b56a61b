"""`zhbrief summarise`: Chinese key points of files, one sentence a line."""

from __future__ import annotations

import json
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("summarise")(summarise)


def summarise(  # noqa: PLR0913, PLR0917 - a command has a parameter for each of its flags
    files: Annotated[list[str], typer.Argument(help="Articles, or - for standard input.", metavar="FILE…")],
    length: Annotated[str, typer.Option(help="short (1-2 sentences), medium (3-5) or long (6-8).")] = "medium",
    title: Annotated[
        bool, typer.Option("--title", help="Print the headline first (ours where there is none).")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON line a file: file, title, summary.")] = False,
    profile: Annotated[str, typer.Option(help="Whose summariser to use.")] = "builtin",
    summariser: Annotated[str | None, typer.Option(help="A local model folder instead of the profile's.")] = None,
    glossary: Annotated[str | None, typer.Option(help="A desk's own glossary (TSV).")] = None,
) -> None:
    """Summarise articles in Chinese, one sentence per line.

    Example: zhbrief summarise --length short seeds/*.txt
    """
    from flows.commands.files import read_argument
    from flows.steps.compose import prepare
    from flows.steps.summarise import SummaryJob
    from flows.steps.summarise import summarise as run
    from flows.workshop import Choice, checked_length, open_engine_for, open_glossary

    wanted, entries = checked_length(length), open_glossary(glossary)
    documents = [prepare(read_argument(name), name, entries) for name in files]
    engine = open_engine_for("summariser", Choice(profile, summariser=summariser, glossary=glossary))
    jobs = [SummaryJob(doc.article, doc.register, wanted) for doc in documents]
    for doc, summary in zip(documents, run(jobs, engine), strict=True):
        headline = doc.article.title or summary.title
        lines = [point.zh for point in summary.sentences if point.state != "withheld"]
        row = {"file": doc.id, "title": headline.zh if headline else None, "summary": lines}
        head = [headline.zh] if title and headline else []
        typer.echo(json.dumps(row, ensure_ascii=False) if as_json else "\n".join([*head, *lines]))
