"""`zhbrief models`: which models are here, bring one here, check them."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from models.fetch import Bar, BarMaker
    from models.registry import ModelRef

_models = typer.Typer(no_args_is_help=True, help="Models: what is here, under which licence; bring one here; check.")


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.add_typer(_models, name="models")


@_models.command("list")
def list_(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON list.")] = False,
) -> None:
    """Show every model of the registry: is it here, its size, its licence, what it is for.

    Example: zhbrief models list
    """
    from flows.workshop import model_errors
    from models.registry import describe, known_models, profile_names

    with model_errors():
        rows = [describe(model) for model in known_models()]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    from flows.table import write_table

    write_table(sys.stdout, ("model", "here", "size", "licence", "for", "about"), [_cells(row) for row in rows], {})
    typer.echo(f"profiles: {', '.join(profile_names())}; any local folder in Hugging Face layout works, too")


@_models.command()
def pull(
    names: Annotated[list[str], typer.Argument(help="Models or profiles.", metavar="NAME…")],
    update: Annotated[bool, typer.Option("--update", help="Take what the hub has now, not what was pulled.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON line a model: name, folder, revision.")] = False,
) -> None:
    """Download models from the hub, resume, check size and hash, and publish each at once.

    HF_HOME, HF_ENDPOINT and HF_TOKEN are honoured. Nothing else of zhbrief ever downloads.

    Example: zhbrief models pull opus
    """
    from flows.workshop import model_errors
    from models.hub import pull as run
    from models.registry import describe

    with model_errors():
        for model in _chosen(names):
            with _bars() as bars:
                run(model, bars, update)
            row = describe(model)
            told = f"{row['name']}: {row['bytes'] / 1e6:,.0f} MB in {row['folder']}, revision {row['revision']}"
            typer.echo(json.dumps(row, ensure_ascii=False) if as_json else told)


@_models.command()
def verify(
    names: Annotated[list[str] | None, typer.Argument(help="Models, profiles or folders; all where none.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON line a model: name, fingerprint.")] = False,
) -> None:
    """Hash every file again, look for code and pickles, and see that the tokenizer fits.

    Example: zhbrief models verify builtin
    """
    from flows.workshop import model_errors
    from models.errors import ModelProblem
    from models.registry import expected_files, known_models, located
    from models.verify import verify as run

    with model_errors():
        chosen = _chosen(names) if names else [model for model in known_models() if model.place]
    problems: list[ModelProblem] = []
    for model in chosen:
        try:
            found = run(located(model), model.options, expected_files(model), again=True)
        except ModelProblem as problem:
            problems.append(problem)
            continue
        row = {"name": model.name, "fingerprint": found.fingerprint, "files": sorted(found.digests)}
        told = f"{model.name}: sound, {len(found.digests)} files, fingerprint {found.fingerprint}"
        typer.echo(json.dumps(row, ensure_ascii=False) if as_json else told)
    for earlier in problems[:-1]:
        typer.echo(f"zhbrief: {earlier}", err=True)
    with model_errors():
        if problems:
            raise problems[-1]


def _cells(row: Mapping[str, Any]) -> list[str]:
    size = f"{row['bytes'] / 1e6:,.0f} MB" if row["bytes"] else ""
    here = "yes" if row["here"] else "no"
    return [row["name"], here, size, row["licence"], " ".join(row["roles"]), row["about"]]


def _chosen(names: list[str]) -> list[ModelRef]:
    """Models by name; a profile stands for both of its models."""
    from models.registry import find_model, load_profile, profile_names

    found: list[ModelRef] = []
    for name in names:
        if name in profile_names():
            profile = load_profile(name)
            found += [profile.summariser, profile.translator]
        else:
            found.append(find_model(name))
    return list({(model.name, model.folder): model for model in found}.values())


@contextlib.contextmanager
def _bars() -> Iterator[BarMaker]:
    """Progress bars on stderr, where that is a terminal."""
    from models.fetch import no_bar

    if not sys.stderr.isatty():
        yield no_bar
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    columns = (
        TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True)) as progress:

        @contextlib.contextmanager
        def bar(name: str, total: int, done: int) -> Iterator[Bar]:
            task = progress.add_task(name, total=total, completed=done)

            class Advance:
                def update(self, size: int, /) -> None:
                    progress.advance(task, size)

            yield Advance()

        yield bar
