"""outputs/edits/<id>.toml, read with all its problems at once and written for people to read."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, asdict, fields
from pathlib import Path
from typing import Any, TypeVar, get_args

from flows.steps.edits.model import Edits, NameEdit, Part, Resolution, SentenceEdit
from flows.steps.errors import UsageError
from flows.steps.store import write_atomic
from flows.steps.types import CheckName

Row = TypeVar("Row", SentenceEdit, NameEdit, Resolution)
_HEAD = """# Corrections and decisions of people; a run applies them and never changes this file.
# A sentence is found by the hash of its Chinese, so its place may change; "at", "zh" and "was" are for reading.
"""
_ALLOWED: dict[str, tuple[str, ...]] = {"part": get_args(Part), "check": get_args(CheckName)}


def path_of(outputs: Path, doc: str) -> Path:
    """Where the edits of a document are kept."""
    return outputs / "edits" / f"{doc}.toml"


def load(outputs: Path, doc: str) -> Edits:
    """The edits of a document; none where there is no file. Raises UsageError that lists every problem."""
    path = path_of(outputs, doc)
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Edits()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"the edits can't be read: {error}", file=str(path), todo="correct the file") from error
    problems: list[str] = [f"unknown key {key!r}" for key in data if key not in ("sentence", "name", "resolved")]
    found = Edits(
        tuple(_rows(data, "sentence", SentenceEdit, problems)),
        tuple(_rows(data, "name", NameEdit, problems)),
        tuple(_rows(data, "resolved", Resolution, problems)),
    )
    if problems:
        raise UsageError("; ".join(problems), file=str(path), todo="correct the file")
    return found


def _rows(data: Mapping[str, Any], table: str, kind: Callable[..., Row], problems: list[str]) -> list[Row]:
    rows = data.get(table, [])
    if not isinstance(rows, list):
        problems.append(f"{table} is no array of tables: write [[{table}]]")
        return []
    return [kind(**row) for number, row in enumerate(rows, 1) if not _faults(row, table, number, kind, problems)]


def _faults(row: Any, table: str, number: int, kind: Callable[..., Row], problems: list[str]) -> bool:
    known = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]
    where = f"{table} {number}"
    found = [f"{where}: unknown key {key!r}" for key in row if key not in known]
    for name, field in known.items():
        if name not in row:
            found += [f"{where}: no {name}"] if field.default is MISSING else []
        elif not _fits(name, row[name]):
            found.append(f"{where}: {name} can't be {row[name]!r}")
    problems += found
    return bool(found)


def _fits(name: str, value: object) -> bool:
    if name == "occurrence":
        return isinstance(value, int) and value > 0
    if not isinstance(value, str) or (
        name in ("hash", "en", "zh", "by") and name in ("hash", "en") and not value.strip()
    ):
        return False
    return value in _ALLOWED.get(name, (value,))


def save(outputs: Path, doc: str, edits: Edits) -> Path:
    """Write the edits atomically, and say where."""
    path = path_of(outputs, doc)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(path, dump(edits).encode("utf-8"))
    return path


def dump(edits: Edits) -> str:
    """The edits as TOML that ``load`` reads back equal."""
    tables: list[tuple[str, Sequence[SentenceEdit | NameEdit | Resolution]]] = [
        ("sentence", edits.sentences), ("name", edits.names), ("resolved", edits.resolved),
    ]  # fmt: skip
    blocks = [_table(name, row) for name, rows in tables for row in rows]
    return _HEAD + "".join("\n" + block for block in blocks)


def _table(name: str, row: SentenceEdit | NameEdit | Resolution) -> str:
    """One row; what is empty and may be left out is left out."""
    needed = {field.name for field in fields(row) if field.default is MISSING}
    lines = [f"{key} = {_value(value)}\n" for key, value in asdict(row).items() if value != "" or key in needed]
    return f"[[{name}]]\n" + "".join(lines)


def _value(value: object) -> str:
    """JSON strings are TOML basic strings but for DEL, which TOML wants escaped."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
