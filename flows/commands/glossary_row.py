"""A corrected name, added to a desk's own glossary."""

from __future__ import annotations

from pathlib import Path

from flows.steps.errors import UsageError
from flows.steps.glossary import COLUMNS
from flows.steps.store import write_atomic
from flows.steps.types import NameKind


def add_row(path: Path, zh: str, en: str, kind: NameKind) -> None:
    """Write a hard entry at the end of a glossary, or put the one that stands there right; a new file gets its heading.

    Raises UsageError where the file can't be read or has other columns.
    """
    lines = _lines(path)
    row = "\t".join((zh, en, kind, "hard", ""))
    mine = [number for number, line in enumerate(lines) if line.split("\t")[0] == zh and number]
    if mine:
        lines[mine[0]] = "\t".join((zh, en, *lines[mine[0]].split("\t")[2:]))
    else:
        lines.append(row)
    write_atomic(path, ("\n".join(lines) + "\n").encode("utf-8"))


def _lines(path: Path) -> list[str]:
    try:
        lines = path.read_text("utf-8-sig").rstrip("\n").split("\n")
    except FileNotFoundError:
        return ["\t".join(COLUMNS)]
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"the glossary can't be read: {error}", file=str(path)) from error
    if tuple(lines[0].split("\t")[:2]) != COLUMNS[:2]:
        raise UsageError("this is no glossary", file=str(path), todo="its first line is: " + " ".join(COLUMNS))
    return lines
