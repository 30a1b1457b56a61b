"""The command `zhbrief`: finds the command's module, runs it, turns errors into one line and an exit code."""

from __future__ import annotations

import importlib
import os
import pkgutil
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import Annotated, Literal

import typer

from flows import commands
from flows.light import light
from flows.steps.errors import ZhbriefError

SIGPIPE_EXIT = 141


class Terminated(KeyboardInterrupt):
    """SIGTERM, raised as Ctrl-C is, so that both clean up in the same way."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """The exit code of one command line; messages go to stderr."""
    ended: list[int] = []

    def terminate(number: int, _frame: FrameType | None) -> None:
        ended.append(number)
        raise Terminated

    signal.signal(signal.SIGTERM, terminate)
    try:
        light(typer.main.get_command(application(arguments)))(args=list(arguments), prog_name="zhbrief")
    except SystemExit as leaving:
        return 128 + ended[0] if ended else _code(leaving)
    except KeyboardInterrupt:
        return 128 + (ended or [signal.SIGINT])[0]
    except ZhbriefError as error:
        sys.stderr.write(f"zhbrief: {printable(str(error))}\n")
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the interpreter flushes stdout once more
        return SIGPIPE_EXIT
    except Exception:
        if ended:  # a library turned the signal into an error of its own, as pydantic does while Prefect is imported
            return 128 + ended[0]
        raise
    return 0


def application(arguments: Sequence[str]) -> typer.Typer:
    """The typer application with the command that ``arguments`` name; with all of them where they name none."""
    boxes: Literal["rich"] | None = "rich" if sys.stderr.isatty() else None  # they fold lines, which logs can't have
    app = typer.Typer(
        no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=boxes
    )
    app.callback()(_options)
    known = sorted(module.name for module in pkgutil.iter_modules(commands.__path__))
    wanted = next((word for word in arguments if not word.startswith("-")), None)
    if wanted is None and "--version" in arguments:
        known = []  # answered before any command is looked for
    for name in [wanted] if wanted in known else known:
        register = getattr(importlib.import_module(f"flows.commands.{name}"), "register", None)
        if register:
            register(app)
    return app


def printable(text: str) -> str:
    """The text with control characters, but for line feeds, written as escapes: names may hold anything."""
    return "".join(
        char if char.isprintable() or char == "\n" else char.encode("unicode_escape").decode() for char in text
    )


def _code(leaving: SystemExit) -> int:
    return leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"zhbrief {version('zhbrief')}")
        raise typer.Exit


def _options(
    _version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Bilingual briefs of Chinese local and industrial news, made on your own machine."""
