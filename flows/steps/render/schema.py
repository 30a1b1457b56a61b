"""Plain JSON data read as our frozen dataclasses, with every key, type and literal checked by hand."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

Reader = Callable[[object, str], Any]


def read(kind: Any, data: object, where: str) -> Any:
    """Read ``data`` as a value of the type ``kind``; ValueError names the place of whatever is foreign."""
    return _reader(kind)(data, where)


def keys(data: object, where: str, need: frozenset[str], may: frozenset[str] = frozenset()) -> Mapping[str, Any]:
    """The object ``data`` if it has exactly the keys of ``need``, and of ``may`` what it likes."""
    if not isinstance(data, dict):
        raise ValueError(f"{where}: expected an object")
    if missing := need - data.keys():
        raise ValueError(f"{where}: without {', '.join(sorted(missing))}")
    if foreign := data.keys() - need - may:
        raise ValueError(f"{where}: foreign {', '.join(sorted(map(repr, foreign)))}")
    return data


def items(data: object, where: str) -> list[Any]:
    """The list ``data``, or a ValueError."""
    if not isinstance(data, list):
        raise ValueError(f"{where}: expected a list")
    return data


@cache
def _reader(kind: Any) -> Reader:
    """The reader of a type; types are few, so each is worked out once."""
    origin = get_origin(kind)
    if kind in (str, int, bool):
        return _plain(kind)
    if kind is types.NoneType:
        return _none
    if origin is Literal:
        return _literal(get_args(kind))
    if origin in (Union, types.UnionType):
        return _union(tuple(_reader(arm) for arm in get_args(kind)))
    if origin is tuple:
        return _tuple(get_args(kind))
    if is_dataclass(kind):
        return _record(kind)
    raise TypeError(f"no reader for {kind}")


def _plain(kind: type) -> Reader:
    def check(data: object, where: str) -> object:
        if type(data) is not kind:  # not isinstance: True is no number of lines
            raise ValueError(f"{where}: expected {kind.__name__}")
        return data

    return check


def _none(data: object, where: str) -> None:
    if data is not None:
        raise ValueError(f"{where}: expected null")


def _literal(allowed: tuple[object, ...]) -> Reader:
    def check(data: object, where: str) -> object:
        if not isinstance(data, str) or data not in allowed:
            raise ValueError(f"{where}: not one of {', '.join(map(str, allowed))}")
        return data

    return check


def _union(arms: tuple[Reader, ...]) -> Reader:
    def check(data: object, where: str) -> object:
        problem = ""
        for arm in arms:
            try:
                return arm(data, where)
            except ValueError as error:
                problem = problem or str(error)
        raise ValueError(problem)

    return check


def _tuple(args: tuple[Any, ...]) -> Reader:
    if len(args) == 2 and args[1] is Ellipsis:
        each = _reader(args[0])
        return lambda data, where: tuple(each(item, f"{where}[{n}]") for n, item in enumerate(items(data, where)))
    readers = tuple(_reader(arg) for arg in args)

    def check(data: object, where: str) -> tuple[object, ...]:
        found = items(data, where)
        if len(found) != len(readers):
            raise ValueError(f"{where}: expected {len(readers)} items")
        return tuple(reader(item, where) for reader, item in zip(readers, found, strict=True))

    return check


def _record(kind: Any) -> Reader:
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in fields(kind)}
    optional = frozenset(f.name for f in fields(kind) if f.default is not MISSING or f.default_factory is not MISSING)
    need = frozenset(readers) - optional

    def check(data: object, where: str) -> object:
        found = keys(data, where, need, optional)
        return kind(**{name: readers[name](value, f"{where}.{name}") for name, value in found.items()})

    return check
