"""Can briefs be written here? Asked before any model is loaded."""

from __future__ import annotations

import secrets
from pathlib import Path

from flows.steps.errors import OutputsError
from flows.steps.store.atomic import explain, write_new


def probe(outputs: Path) -> None:
    """Make the folder, write a file into it and remove it; OutputsError or DiskFullError says why not."""
    staging = outputs / ".staging"
    trial = staging / f"probe-{secrets.token_hex(4)}"
    try:
        staging.mkdir(parents=True, exist_ok=True)
        write_new(trial, b"may I write here?\n")
        trial.unlink()
    except FileExistsError as error:
        raise OutputsError("is a file, not a folder", file=str(outputs)) from error
    except OSError as error:
        trial_error = explain(error, outputs)
        raise OutputsError(trial_error.what, file=str(outputs), todo=trial_error.todo) from error
