"""Word alignment of a sample of the pairs by eflomal, a tool that only training needs (``pip install eflomal``)."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

Links = list[tuple[int, int]]


def align(zh: Sequence[Sequence[str]], en: Sequence[Sequence[str]], folder: Path) -> list[Links]:
    """Symmetric links (Chinese index, English index) of each pair, grow-diag style."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "zh", zh)
    # English words are cut to seven letters: inflected forms share their counts.
    _write(folder / "en", [[word.lower()[:7] for word in words] for words in en])
    tool = os.environ.get("ZHBRIEF_EFLOMAL", "eflomal-align")
    command = [tool, "-s", "zh", "-t", "en", "-f", "forward", "-r", "reverse", "--overwrite", "-m", "3"]
    subprocess.run(command, cwd=folder, check=True)
    forward = (folder / "forward").read_text("utf-8").removesuffix("\n").split("\n")
    reverse = (folder / "reverse").read_text("utf-8").removesuffix("\n").split("\n")
    return [grow(_links(one), _links(two)) for one, two in zip(forward, reverse, strict=True)]


def _write(path: Path, sentences: Sequence[Sequence[str]]) -> None:
    path.write_text("".join(" ".join(words) + "\n" for words in sentences), "utf-8")


def _links(line: str) -> set[tuple[int, int]]:
    return {(int(a), int(b)) for a, b in (link.split("-") for link in line.split())}


def grow(one: set[tuple[int, int]], two: set[tuple[int, int]]) -> Links:
    """The intersection, grown by neighbouring links of the union that join a word not yet linked."""
    links = one & two
    union = one | two
    rows = {i for i, _ in links}
    columns = {j for _, j in links}
    changed = True
    while changed:
        changed = False
        for i, j in sorted(union - links):
            if i in rows and j in columns:
                continue
            if any((i + a, j + b) in links for a in (-1, 0, 1) for b in (-1, 0, 1)):
                links.add((i, j))
                rows.add(i)
                columns.add(j)
                changed = True
    for i, j in sorted(union - links):
        if i not in rows and j not in columns:
            links.add((i, j))
            rows.add(i)
            columns.add(j)
    return sorted(links)
