"""One file of the hub: resumed where an earlier try left it, checked against the hub's own hash, kept only if right."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from models.errors import ModelProblem
from models.hashes import sha256_of


class Bar(Protocol):
    """A progress bar over the bytes of one file."""

    def update(self, size: int, /) -> None:
        """So many bytes more (fewer, when a server starts over)."""
        ...


class BarMaker(Protocol):
    """Opens a bar for a file of ``total`` bytes of which ``done`` are here."""

    def __call__(self, name: str, total: int, done: int) -> contextlib.AbstractContextManager[Bar]:
        """The bar, for the time of the download."""
        ...


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file as the hub describes it: SHA-256 where it keeps large files, else the SHA-1 of a git blob."""

    repository: str
    revision: str
    name: str
    size: int
    sha256: str | None
    blob: str | None

    def matches(self, path: Path) -> bool:
        """Whether the bytes at ``path`` are this file."""
        if path.stat().st_size != self.size:
            return False
        if self.sha256:
            return sha256_of(path) == self.sha256
        return self.blob is None or _git_blob(path) == self.blob


def _git_blob(path: Path) -> str:
    digest = hashlib.sha1(f"blob {path.stat().st_size}\0".encode(), usedforsecurity=False)
    digest.update(path.read_bytes())
    return digest.hexdigest()


def fetch(file: RemoteFile, folder: Path, bars: BarMaker) -> Path:
    """Bring the file into ``folder``; a partial download is kept beside it for the next try.

    Raises ModelProblem where the bytes are not those that the hub describes; they are deleted then.
    """
    target, part = folder / file.name, folder / f"{file.name}.part"
    if target.is_file() and file.matches(target):
        return target
    if not _from_cache(file, part):
        _download(file, part, bars)
    if not file.matches(part):
        found, size = sha256_of(part), part.stat().st_size
        part.unlink()
        wanted = file.sha256 or file.blob or "the hub's"
        what = f"{size:,} bytes with SHA-256 {found[:16]}…, expected {file.size:,} bytes with {wanted[:16]}…"
        raise ModelProblem(what, file=f"{file.repository}/{file.name}", todo="deleted; run the command again")
    part.replace(target)
    return target


def _from_cache(file: RemoteFile, part: Path) -> bool:
    """Take the file from the hub's own cache (``HF_HOME``) where another program has already pulled it."""
    from huggingface_hub import try_to_load_from_cache

    found = try_to_load_from_cache(file.repository, file.name, revision=file.revision)
    if not isinstance(found, str) or not file.matches(Path(found)):
        return False
    part.unlink(missing_ok=True)
    try:
        os.link(Path(found).resolve(), part)
    except OSError:
        shutil.copyfile(found, part)
    return True


def _download(file: RemoteFile, part: Path, bars: BarMaker) -> None:
    from huggingface_hub import hf_hub_url
    from huggingface_hub.file_download import http_get
    from huggingface_hub.utils import build_hf_headers

    if part.is_file() and part.stat().st_size > file.size:
        part.unlink()
    done = part.stat().st_size if part.is_file() else 0
    with part.open("ab") as stream, bars(file.name, file.size, done) as bar:
        http_get(
            hf_hub_url(file.repository, file.name, revision=file.revision),
            stream,
            resume_size=done,
            headers={**build_hf_headers(), "Accept-Encoding": "identity"},
            expected_size=file.size,
            displayed_filename=file.name,
            _tqdm_bar=_Adapter(bar),
        )
        stream.flush()
        os.fsync(stream.fileno())


class _Adapter:
    """The one method of a tqdm bar that the hub's client calls."""

    def __init__(self, bar: Bar) -> None:
        self._bar = bar

    def update(self, size: int) -> None:
        self._bar.update(size)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)


@contextlib.contextmanager
def no_bar(name: str, total: int, done: int) -> Iterator[Bar]:  # noqa: ARG001 - the signature of a BarMaker
    """No bar at all."""

    class Silent:
        def update(self, size: int) -> None:
            """Show nothing."""

    yield Silent()
