"""Packed rows: token ids, guidance and group of every example, in shards small enough to carry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

GROUPS = ("bulk", "news", "domain", "summary", "title")


@dataclass(frozen=True, slots=True)
class Row:
    """One example: source and target ids (control and end tokens included), guidance, group."""

    source: list[int]
    target: list[int]
    guide: list[int]
    group: int


@dataclass(frozen=True, slots=True)
class Rows:
    """Many examples as flat arrays; row ``i`` is ``starts[i]:starts[i + 1]``."""

    source: NDArray[np.uint16]
    source_starts: NDArray[np.int64]
    target: NDArray[np.uint16]
    target_starts: NDArray[np.int64]
    guide: NDArray[np.int16]
    group: NDArray[np.uint8]

    @property
    def source_lengths(self) -> NDArray[np.int64]:
        """Source lengths in tokens."""
        return np.diff(self.source_starts)

    @property
    def target_lengths(self) -> NDArray[np.int64]:
        """Target lengths in tokens."""
        return np.diff(self.target_starts)


def write_shards(rows: Iterable[Row], folder: Path, shard_bytes: int) -> int:
    """Write rows into ``shard-*.npz`` of at most about that many bytes before compression; returns their number."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("shard-*.npz"):
        old.unlink()
    held: list[Row] = []
    size = count = 0
    for row in rows:
        held.append(row)
        size += 2 * len(row.source) + 4 * len(row.target) + 17
        if size > shard_bytes:
            _write(held, folder / f"shard-{count:03}.npz")
            held, size, count = [], 0, count + 1
    if held:
        _write(held, folder / f"shard-{count:03}.npz")
    return count + bool(held)


def _write(rows: list[Row], path: Path) -> None:
    np.savez_compressed(
        path,
        source=np.fromiter((t for row in rows for t in row.source), np.uint16),
        source_lengths=np.array([len(row.source) for row in rows], np.uint16),
        target=np.fromiter((t for row in rows for t in row.target), np.uint16),
        target_lengths=np.array([len(row.target) for row in rows], np.uint16),
        guide=np.fromiter((t for row in rows for t in row.guide), np.int16),
        group=np.array([row.group for row in rows], np.uint8),
    )


def read_shards(folder: Path) -> Rows:
    """All shards of a folder as one set of rows."""
    paths = sorted(folder.glob("shard-*.npz"))
    if not paths:
        raise FileNotFoundError(f"no shards in {folder}: run `python -m models.training prepare` first")
    parts = [np.load(path) for path in paths]

    def joined(name: str) -> NDArray[np.int64]:
        return np.concatenate([part[name] for part in parts])

    def starts(name: str) -> NDArray[np.int64]:
        return np.concatenate([[0], np.cumsum(joined(name), dtype=np.int64)])

    return Rows(
        joined("source").astype(np.uint16),
        starts("source_lengths"),
        joined("target").astype(np.uint16),
        starts("target_lengths"),
        joined("guide").astype(np.int16),
        joined("group").astype(np.uint8),
    )
