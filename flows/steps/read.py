"""Bytes from the inbox, safely: regular files inside it, of bounded size, that hold still while read."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from flows.steps.errors import DocumentError, SkipDocument, TransientError
from flows.steps.types import Source

MAX_BYTES = 10 * 1024 * 1024  # the longest real page of ours has 1 MB; a 50 MB file is no article
_TEXT_SUFFIXES = (".txt", ".html", ".htm", ".md")
_MAY_HEAL = frozenset({errno.EIO, errno.EAGAIN, errno.ESTALE, errno.ENOMEM, errno.EMFILE, errno.ENFILE, errno.EINTR})


def list_sources(inbox: Path) -> list[str]:
    """The names of everything in the inbox that could be a source, sorted; hidden files are none."""
    return sorted(path.relative_to(inbox).as_posix() for path in _walk(inbox))


def _walk(inbox: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(inbox, followlinks=False):
        entered = [name for name in folders if not _stands_for_file(Path(root, name))]
        for name in [*names, *(folder for folder in folders if folder not in entered)]:
            if not name.startswith("."):
                yield Path(root, name)
        folders[:] = [name for name in entered if not name.startswith(".")]


def _stands_for_file(folder: Path) -> bool:
    """Whether a folder is listed (and then skipped with a reason) instead of entered."""
    return folder.is_symlink() or folder.name.lower().endswith(_TEXT_SUFFIXES)


def read_source(inbox: Path, name: str) -> Source:
    """The bytes of one file of the inbox, with their hash.

    Raises SkipDocument for what is no regular file in the inbox, too large, or still changing.
    """
    try:
        data = _read(_locate(inbox, name), name)
    except SkipDocument:
        raise
    except FileNotFoundError:
        raise SkipDocument("still changing: the file vanished while it was read", file=name) from None
    except PermissionError:
        raise SkipDocument("not a regular file that we may read: permission denied", file=name) from None
    except (OSError, ValueError) as error:
        raise _as_document_error(error, name) from error
    return Source(name, data, hashlib.sha256(data).hexdigest())


def _as_document_error(error: OSError | ValueError, name: str) -> DocumentError | SkipDocument:
    code = getattr(error, "errno", None)
    if code in (errno.ELOOP, errno.ENXIO, errno.EISDIR, errno.ENOTDIR) or isinstance(error, ValueError):
        return SkipDocument("not a regular file", file=name)
    kind = TransientError if code in _MAY_HEAL else DocumentError
    return kind(f"can't be read: {getattr(error, 'strerror', None) or error}", file=name)


def _locate(inbox: Path, name: str) -> Path:
    """The real path of a name, which must lie inside the inbox."""
    root = os.path.realpath(inbox)
    real = os.path.realpath(Path(inbox, name))
    if os.path.commonpath([root, real]) != root or real == root:
        raise SkipDocument("not a regular file: it leads out of the inbox", file=name)
    return Path(real)


def _read(path: Path, name: str) -> bytes:
    """The bytes of a path, opened so that a FIFO can't block and the last link is not followed."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        before = os.fstat(handle)
        _refuse_odd(before, name)
        data = _read_bounded(handle, min(before.st_size, MAX_BYTES) + 1)
        after = os.fstat(handle)
    finally:
        os.close(handle)
    if len(data) > MAX_BYTES:
        raise SkipDocument(f"larger than {MAX_BYTES // 1024**2} MB", file=name)
    if _mark(before) != _mark(after) or len(data) != after.st_size:
        raise SkipDocument("still changing", file=name)
    return data


def _refuse_odd(status: os.stat_result, name: str) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise SkipDocument("not a regular file", file=name)
    if status.st_size > MAX_BYTES:
        raise SkipDocument(f"{status.st_size / 1024**2:.0f} MB, larger than {MAX_BYTES // 1024**2} MB", file=name)


def _mark(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_ino, status.st_size, status.st_mtime_ns


def _read_bounded(handle: int, limit: int) -> bytes:
    parts: list[bytes] = []
    left = limit
    while left > 0 and (part := os.read(handle, min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)
