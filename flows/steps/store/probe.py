"""Can briefs be written here? Asked before any model is loaded."""

from __future__ import annotations

import secrets
from pathlib import Path

from flows.steps.errors import DiskFullError, OutputsError
from flows.steps.store.atomic import REAL, System, explain, write_new


def probe(outputs: Path, system: System = REAL) -> None:
    """Make the folder, write a file into it and remove it; OutputsError or DiskFullError says why not."""
    staging = outputs / ".staging"
    trial = staging / f"probe-{secrets.token_hex(4)}"
    try:
        staging.mkdir(parents=True, exist_ok=True)
        write_new(trial, b"may I write here?\n", system)
        trial.unlink(missing_ok=True)  # the sweep of a run that starts beside a rerun may have been first
    except FileExistsError as error:
        raise OutputsError("is a file, not a folder", file=str(outputs)) from error
    except OSError as error:
        found = explain(error, outputs)
        full = isinstance(found, DiskFullError)
        raise (found if full else OutputsError(found.what, file=str(outputs), todo=found.todo)) from error
