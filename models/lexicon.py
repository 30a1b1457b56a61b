"""A lexicon in a form that opens at once: blocks by first character, each parsed when a text first needs it.

The shipped form (an xz file of 275,000 lines) takes over a second to read; a warm command has 1.5 s in all.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import mmap
import os
import tempfile
from pathlib import Path

from models.gloss import Entry, Glosser
from models.hashes import Digest
from models.paths import cache_folder

_VERSION = 1
_HEAD = 1 << 20  # bytes that hold the table: 30 for each of at most 28,000 first characters
Block = dict[str, Entry]


class _Lexicon:
    """The entries, by first character; answers ``get`` as the dictionary of a Glosser does."""

    def __init__(self, table: dict[str, list[int]], body: memoryview) -> None:
        self._table, self._body = table, body
        self._blocks: dict[str, Block] = {}

    def get(self, phrase: str) -> Entry | None:
        block = self._blocks.get(phrase[0])
        if block is None:
            block = self._blocks[phrase[0]] = self._read(phrase[0])
        return block.get(phrase)

    def _read(self, first: str) -> Block:
        if first not in self._table:
            return {}
        start, end, _ = self._table[first]
        rows = json.loads(bytes(self._body[start:end]))
        return {phrase: Entry(cost, english) for phrase, cost, english in rows}

    def longest(self) -> dict[str, int]:
        return {first: place[2] for first, place in self._table.items()}


class QuickGlosser(Glosser):
    """A Glosser over the indexed form; says what a Glosser over the shipped file would say."""

    def __init__(self, table: dict[str, list[int]], body: memoryview) -> None:
        """``table``: where in ``body`` the entries of each first character stand, and the length of the longest."""
        lexicon = _Lexicon(table, body)
        self._entries = lexicon  # type: ignore[assignment]
        self._longest = lexicon.longest()


def open_glosser(path: Path, digest: Digest) -> Glosser:
    """The glosser of a lexicon file, by its index in the cache folder; made now where there is none.

    Raises what Glosser.load raises where the file is no lexicon.
    """
    cached = cache_folder() / "lexicon" / f"{digest.sha256[:16]}-{_VERSION}.json"
    try:
        return _opened(_mapped(cached))
    except (OSError, ValueError, KeyError, TypeError):
        raw = _index(Glosser.load(path))
        _keep(raw, cached)
        return _opened(memoryview(raw))


def _mapped(path: Path) -> memoryview:
    """The file in memory, shared by all processes that have it open."""
    with path.open("rb") as stream:
        return memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))


def _opened(raw: memoryview) -> QuickGlosser:
    """The glosser over what ``_index`` has written; ValueError or the like where it is not that any more."""
    size = bytes(raw[:_HEAD]).index(b"\n")
    head, body = json.loads(bytes(raw[:size])), raw[size + 1 :]
    if head["sha256"] != hashlib.sha256(body).hexdigest():
        raise ValueError("damaged")
    return QuickGlosser(head["table"], body)


def _index(glosser: Glosser) -> bytes:
    blocks: dict[str, list[tuple[str, float, str | None]]] = {}
    for phrase, entry in glosser._entries.items():
        blocks.setdefault(phrase[0], []).append((phrase, entry.cost, entry.english))
    table: dict[str, list[int]] = {}
    parts: list[bytes] = []
    at = 0
    for first, rows in sorted(blocks.items()):
        part = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
        table[first] = [at, at + len(part), max(len(phrase) for phrase, _, _ in rows)]
        parts.append(part)
        at += len(part)
    body = b"".join(parts)
    head = {"sha256": hashlib.sha256(body).hexdigest(), "table": table}
    return json.dumps(head, ensure_ascii=False).encode() + b"\n" + body


def _keep(raw: bytes, path: Path) -> None:
    """Write it atomically; where it can't be kept, the next run makes it again."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".index-")
        with os.fdopen(handle, "wb") as stream:
            stream.write(raw)
        Path(name).replace(path)
