"""Flags that need no checking are taken as they are: typer loads pydantic, 0.1 s, even to read a plain string."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from typer._click import Command, Context
    from typer._coercion import TypeDescriptor
    from typer.core import _TyperParameter


@dataclass(frozen=True, slots=True)
class _AsGiven:
    """Reads one flag; what is neither plain nor of the right type already is left to typer's own reader."""

    descriptor: TypeDescriptor

    def coerce(self, value: Any, param: _TyperParameter, ctx: Context) -> Any:
        annotation = self.descriptor.annotation
        if value is None or (isinstance(annotation, type) and isinstance(value, annotation)):
            return value
        if annotation is Path and isinstance(value, str) and not _checked(self.descriptor):
            return Path(value)
        from typer._coercion import build_runtime_param

        return build_runtime_param(self.descriptor).coerce(value, param, ctx)


def _checked(descriptor: TypeDescriptor) -> bool:
    """Whether more is asked of a path than to be one."""
    info = descriptor.parameter_info
    return bool(info.exists or info.resolve_path or info.path_type or info.parser)


def light(command: Command) -> Command:
    """The command, its plain flags and those of its subcommands read without pydantic."""
    for param in command.get_params(typer.Context(command)):  # with --help, which is made late
        descriptor = getattr(param, "type_descriptor", None)  # another typer may have none: it reads its own flags
        if descriptor is not None and not _many(param) and descriptor.parameter_info.parser is None:
            param._runtime_param = _AsGiven(descriptor)  # type: ignore[attr-defined]  # of typer, untyped
    for inner in getattr(command, "commands", {}).values():
        light(inner)
    return command


def _many(param: Any) -> bool:
    return bool(param.multiple) or param.nargs != 1
