"""The operating system as an argument, and one file written atomically with it."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flows.steps.errors import DiskFullError, OutputsError, TransientError, ZhbriefError

_FULL = {errno.ENOSPC, errno.EDQUOT}
_HEALS = {errno.EIO, errno.EAGAIN, errno.EINTR, errno.EBUSY, errno.ESTALE, errno.ETIMEDOUT, errno.EMFILE, errno.ENFILE}


@dataclass(frozen=True, slots=True)
class System:
    """The calls that change the disk. A test passes its own, and fails or kills at the N-th call."""

    open: Callable[[Path, int, int], int] = os.open
    write: Callable[[int, bytes], int] = os.write
    fsync: Callable[[int], None] = os.fsync
    close: Callable[[int], None] = os.close
    mkdir: Callable[[Path], None] = os.mkdir
    link: Callable[[Path, Path], None] = os.link
    rename: Callable[[Path, Path], None] = os.rename
    replace: Callable[[Path, Path], None] = os.replace
    unlink: Callable[[Path], None] = os.unlink
    rmdir: Callable[[Path], None] = os.rmdir


REAL = System()


def write_new(path: Path, data: bytes, system: System = REAL) -> None:
    """Create ``path`` with ``data`` and force it to the disk; where that fails there is no file."""
    handle = system.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
    try:
        try:
            write_all(handle, data, system)
            system.fsync(handle)
        finally:
            system.close(handle)
    except OSError:
        path.unlink(missing_ok=True)
        raise


def write_all(handle: int, data: bytes, system: System = REAL) -> None:
    """Write every byte: a disk that is nearly full takes a part, and says so by its number alone."""
    view = memoryview(data)
    while view:
        view = view[system.write(handle, bytes(view)) :]


def sync_folder(folder: Path, system: System = REAL) -> None:
    """Force a folder's entries to the disk."""
    handle = system.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, 0)
    try:
        system.fsync(handle)
    finally:
        system.close(handle)


def write_atomic(path: Path, data: bytes, system: System = REAL) -> None:
    """Replace one file: readers see all of the old or all of the new."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        write_new(temporary, data, system)
        system.replace(temporary, path)
        sync_folder(path.parent, system)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise explain(error, path) from error


def explain(error: OSError, path: Path) -> ZhbriefError:
    """Our error for the operating system's: what the flow does next depends on its class."""
    name = str(path)
    if error.errno in _FULL:
        free = shutil.disk_usage(_existing(path)).free
        return DiskFullError(f"the disk is full: {free:,} bytes free", file=name, todo="make room and run again")
    if error.errno in _HEALS:
        return TransientError(f"can't be written just now: {error.strerror}", file=name)
    return OutputsError(f"can't be written: {error.strerror}", file=name, todo="check the folder and its permissions")


def _existing(path: Path) -> Path:
    """The nearest folder above that is there."""
    return next(folder for folder in (path, *path.absolute().parents) if folder.exists())
