"""Set phrases of local news, with English that a model which copies finds in its source; nothing is held to them."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from flows.steps.memo import per_sentence
from flows.steps.names.register import boundaries
from flows.steps.types import Span

TABLE = Path(__file__).with_name("data") / "phrases.tsv"


@per_sentence
def find_phrases(zh: str) -> tuple[tuple[Span, str], ...]:
    """The phrases that a sentence holds, the longest where two begin together, with their English."""
    pattern, english = _table()
    found = [(match.span(), english[match.group()]) for match in pattern.finditer(zh)]
    if not found:
        return ()
    ends = boundaries(zh)
    return tuple((span, said) for span, said in found if {*span} <= ends)


@cache
def _table() -> tuple[re.Pattern[str], dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = {row["zh"]: row["en"] for row in csv.DictReader(file, delimiter="\t")}
    longest_first = sorted(rows, key=lambda zh: (-len(zh), zh))
    return re.compile("|".join(map(re.escape, longest_first))), rows
