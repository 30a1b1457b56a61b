"""Flags that are read without pydantic mean what typer makes of them; the rest is still checked by typer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import pytest
import typer

from flows.light import light

LINES = [
    [],
    ["--outputs", "a/b", "--name", "x", "one"],
    ["--size", "7", "--many", "a", "--many", "b"],
    ["--loud", "--factor", "0.5"],
    ["--here", "."],
    ["--size", "99"],
    ["--size", "seven"],
    ["--here", "no/such/place"],
    ["--unknown"],
]


def told(arguments, change):
    """What a command of every kind of flag is given, or its exit code."""
    app, seen = typer.Typer(add_completion=False, pretty_exceptions_enable=False), []

    @app.command()
    def try_it(  # noqa: PLR0917 - a flag of each kind
        word: Annotated[str, typer.Argument()] = "-",
        outputs: Annotated[Path | None, typer.Option()] = None,
        name: Annotated[str | None, typer.Option()] = None,
        size: Annotated[int, typer.Option(min=1, max=16)] = 4,
        factor: Annotated[float | None, typer.Option()] = None,
        many: Annotated[list[str] | None, typer.Option()] = None,
        here: Annotated[Path, typer.Option(exists=True)] = Path(),
        loud: Annotated[bool, typer.Option("--loud")] = False,
    ):
        seen.append((word, outputs, name, size, factor, many, here, loud))

    try:
        change(typer.main.get_command(app))(args=list(arguments), prog_name="try")
    except SystemExit as leaving:
        return leaving.code, seen
    return 0, seen


@pytest.mark.parametrize("arguments", LINES, ids=" ".join)
def test_a_flag_is_read_as_typer_reads_it(arguments, capsys):
    plain = told(arguments, lambda command: command), capsys.readouterr()
    assert (told(arguments, light), capsys.readouterr()) == plain


def test_pydantic_stays_out():
    code = "import sys, flows.cli; flows.cli.run(['show', 'x', '--outputs', '.']); print('pydantic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
