"""Tables for people: drawn to fit a terminal; elsewhere one row is one line, however long, as logs and mails need."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import IO

from rich.console import Console
from rich.table import Table
from rich.text import Text

UNFOLDED = 100_000  # columns: wider than any row


def write_table(stream: IO[str], head: Sequence[str], rows: Iterable[Sequence[str]], styles: Mapping[str, str]) -> None:
    """Write the rows under their head; a cell that is a key of ``styles`` is shown in that style."""
    table = Table(*head, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(Text(cell.replace("\n", " ⏎ "), style=styles.get(cell, "")) for cell in row))
    console = Console(file=stream)
    if console.is_terminal:
        console.print(table)
        return
    drawn = io.StringIO()
    Console(file=drawn, width=UNFOLDED, color_system=None).print(table)
    stream.writelines(f"{line.rstrip()}\n" for line in drawn.getvalue().rstrip("\n").split("\n"))
