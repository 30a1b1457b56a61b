"""SHA-256 of files, remembered by path, size, time and inode so that a warm start reads no weights twice."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from models.paths import cache_folder

_CHUNK = 1 << 20
_KEPT = 512


@dataclass(frozen=True, slots=True)
class Digest:
    """What a file held when it was hashed, and the state of the file that says so."""

    sha256: str
    size: int
    state: tuple[int, int, int, int]


def state_of(path: Path) -> tuple[int, int, int, int]:
    """Size, modification time, change time and inode: a file with the same four has not been written since."""
    status = path.stat()
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


class HashBook:
    """Hashes of files, kept in the cache folder; a damaged book is an empty one."""

    def __init__(self, path: Path | None = None, again: bool = False) -> None:
        """``again``: trust nothing that was remembered, as `models verify` does."""
        self._path = path or cache_folder() / "hashes.json"
        self._known: dict[str, list[object]] = {} if again else _read(self._path)
        self._changed = False

    def digest(self, path: Path) -> Digest:
        """The file's hash, from memory where its state is the same; a file written meanwhile is hashed again."""
        resolved = path.resolve()
        state = state_of(resolved)
        known = self._known.get(str(resolved))
        if known and known[1:] == list(state):
            return Digest(str(known[0]), state[0], state)
        for _ in range(3):
            found, after = sha256_of(resolved), state_of(resolved)
            if after == state:
                break
            state = after
        self._known[str(resolved)] = [found, *state]
        self._changed = True
        return Digest(found, state[0], state)

    def save(self) -> None:
        """Write the book atomically; a cache that can't be written is no error."""
        if not self._changed:
            return
        kept = dict(list(self._known.items())[-_KEPT:])
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=".hashes-")
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                json.dump(kept, stream)
            Path(name).replace(self._path)
        self._changed = False


def _read(path: Path) -> dict[str, list[object]]:
    try:
        raw = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(raw, dict):
        return {}
    return {key: value for key, value in raw.items() if isinstance(value, list) and len(value) == 5}
