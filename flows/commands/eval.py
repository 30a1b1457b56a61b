"""`zhbrief eval`: every score that this project claims, made again by one command each."""

from __future__ import annotations

import importlib
import pkgutil

import typer

from flows import evaluate


def register(app: typer.Typer) -> None:
    """Add the group to the application, with a command from each module of flows.evaluate that has one."""
    group = typer.Typer(no_args_is_help=True, help="Score cleaning, translation, summaries and the audit.")
    for module in sorted(found.name for found in pkgutil.iter_modules(evaluate.__path__)):
        add = getattr(importlib.import_module(f"flows.evaluate.{module}"), "register", None)
        if add:
            add(group)
    app.add_typer(group, name="eval")
