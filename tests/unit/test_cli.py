"""The command line: exit codes, one line for an error, nothing heavy imported."""

from __future__ import annotations

import signal
import subprocess
import sys
from types import SimpleNamespace

import pytest
import typer

from flows import cli
from flows.steps.errors import BusyError, ModelError, OutputsError, UsageError

HEAVY = ("prefect", "torch", "transformers", "pydantic_settings", "distributed")
ERRORS = [(UsageError, 2), (ModelError, 3), (OutputsError, 4), (BusyError, 75)]


@pytest.fixture
def command(monkeypatch):
    """A way to say what the command `try` does."""

    def use(action):
        def register(app):
            app.command("try")(action)

        monkeypatch.setattr(cli.pkgutil, "iter_modules", lambda path: [SimpleNamespace(name="try")])
        real = cli.importlib.import_module  # pydantic asks it too, as late as it can

        def load(name, package=None):
            return SimpleNamespace(register=register) if name == "flows.commands.try" else real(name, package)

        monkeypatch.setattr(cli.importlib, "import_module", load)

    before = signal.getsignal(signal.SIGTERM)
    yield use
    signal.signal(signal.SIGTERM, before)


def throw(error):
    def action():
        raise error

    return action


@pytest.mark.parametrize(("kind", "code"), ERRORS)
def test_an_error_is_one_line_and_a_code(command, capsys, kind, code):
    command(throw(kind("went wrong", file="a\x1b[2J.txt", todo="try again")))
    assert cli.run(["try"]) == code
    assert capsys.readouterr().err == "zhbrief: a\\x1b[2J.txt: went wrong (try again)\n"


def test_interruptions_have_their_codes(command):
    command(throw(KeyboardInterrupt()))
    assert cli.run(["try"]) == 130
    command(lambda: signal.raise_signal(signal.SIGTERM))
    assert cli.run(["try"]) == 143
    command(throw(typer.Exit(7)))
    assert cli.run(["try"]) == 7


def test_a_signal_that_a_library_turns_into_an_error_still_ends_the_run(command):
    def swallow():
        try:
            signal.raise_signal(signal.SIGTERM)
        except KeyboardInterrupt:
            raise ValueError("an error of the library's own") from None

    command(swallow)
    assert cli.run(["try"]) == 143


def test_a_closed_pipe_is_quiet():
    code = "import sys; from flows import cli; sys.exit(cli.run(['--help']))"
    done = subprocess.run(
        ["bash", "-c", f'{sys.executable} -c "{code}" | true'], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""


def test_an_unknown_command_is_a_usage_error(capsys):
    assert cli.run(["frobnicate"]) == 2
    assert "frobnicate" in capsys.readouterr().err


def test_a_usage_error_is_not_folded_off_a_terminal(command, capsys, monkeypatch):
    def action(number: int):
        return number

    monkeypatch.setenv("COLUMNS", "40")
    command(action)
    assert cli.run(["try", "x" * 100]) == 2
    problem = [line for line in capsys.readouterr().err.split("\n") if "Invalid value" in line]
    assert len(problem) == 1
    assert problem[0].startswith("Error: ")
    assert "unable to parse" in problem[0]


def test_help_and_version_load_nothing_heavy():
    code = (
        "import sys; from flows import cli; cli.run(['--version']); cli.run(['--help'])\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("zhbrief 0.")
    assert done.stdout.endswith("[]\n")
