"""Publication: after any failure or kill a document is wholly the old one or wholly the new one.

``.staging/<id>@<token>/new`` is filled and fsynced first. A new document is then one rename of that folder. A
known one has each of its files linked or copied into ``old``, then replaced, ``brief.json`` last: that is the
commit. As long as ``new/brief.json`` stands, nothing is committed, and whoever comes next puts the files of ``old``
back.
"""

from __future__ import annotations

import errno
import fcntl
import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

from flows.steps.store.atomic import REAL, System, explain, sync_folder, write_new
from flows.steps.store.locks import document_lock

RECORD = "brief.json"
_LOCK_SECONDS = 30.0  # a publication takes milliseconds; whoever holds a document longer is rerunning it
_NO_LINKS = {errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.EXDEV, errno.EMLINK}


def publish(outputs: Path, doc: str, files: Mapping[str, bytes], system: System = REAL) -> None:
    """Write all files of a document; raises DiskFullError, OutputsError or TransientError, having undone its part."""
    if RECORD not in files:
        raise ValueError(f"{doc}: no {RECORD} among the files to publish")
    with document_lock(outputs, doc, wait=_LOCK_SECONDS):
        stage = outputs / ".staging" / f"{doc}@{secrets.token_hex(4)}"
        try:
            _publish(outputs / doc, stage, files, system)
        except OSError as error:
            _undo(stage, outputs / doc, system)
            raise explain(error, outputs / doc) from error
        except KeyboardInterrupt:
            _undo(stage, outputs / doc, system)
            raise


def sweep(outputs: Path, system: System = REAL) -> list[str]:
    """Undo what killed publications left in ``.staging``; returns the ids. Those still at work are left alone."""
    staging = outputs / ".staging"
    swept = []
    for stage in sorted(staging.iterdir()) if staging.is_dir() else ():
        if stage.is_file():
            stage.unlink(missing_ok=True)
        elif _abandoned(stage):
            doc = stage.name.rpartition("@")[0]
            _undo(stage, outputs / doc, system)
            swept.append(doc)
    return swept


def _publish(target: Path, stage: Path, files: Mapping[str, bytes], system: System) -> None:
    stage.parent.mkdir(parents=True, exist_ok=True)
    system.mkdir(stage)
    handle = os.open(stage, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)  # tells a sweep that we live
        new = stage / "new"
        system.mkdir(new)
        for name, data in files.items():
            write_new(new / name, data, system)
        sync_folder(new, system)
        if target.exists():
            _replace(target, stage, sorted(files, key=lambda name: (name == RECORD, name)), system)
        else:
            system.rename(new, target)
            sync_folder(target.parent, system)
        _clear(stage, system)
    finally:
        os.close(handle)


def _replace(target: Path, stage: Path, names: list[str], system: System) -> None:
    """Swap the files one by one, the record last, each kept in ``old`` until all is done."""
    system.mkdir(stage / "old")
    for name in names:
        _keep(target / name, stage / "old" / name, system)
    for name in names:
        if name == RECORD:
            sync_folder(target, system)
        system.replace(stage / "new" / name, target / name)
    sync_folder(target, system)


def _keep(path: Path, copy: Path, system: System) -> None:
    """Link a file into ``old``, or copy it; a folder of its name there says that the document had no such file."""
    if not path.exists():
        system.mkdir(copy)
        return
    try:
        system.link(path, copy)
    except OSError as error:
        if error.errno not in _NO_LINKS:  # FAT and some network folders know no links
            raise
        whole = copy.parent.with_name("copy")  # moved when it is whole: half a copy must never be put back
        write_new(whole, path.read_bytes(), system)
        system.rename(whole, copy)


def _abandoned(stage: Path) -> bool:
    try:
        handle = os.open(stage, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(handle)
    return True


def _undo(stage: Path, target: Path, system: System) -> None:
    """Put the old files back unless the record was already replaced, then remove the stage."""
    old = stage / "old"
    if (stage / "new" / RECORD).exists() and old.is_dir():
        for kept in sorted(old.iterdir()):
            if kept.is_dir():
                (target / kept.name).unlink(missing_ok=True)
            else:
                system.replace(kept, target / kept.name)
        sync_folder(target, system)
    shutil.rmtree(stage, ignore_errors=True)


def _clear(stage: Path, system: System) -> None:
    """Remove an emptied stage; a failure here is no failure of the publication."""
    try:
        for folder in (stage / "old", stage / "new"):
            for left in folder.iterdir() if folder.is_dir() else ():
                (system.rmdir if left.is_dir() else system.unlink)(left)
            if folder.is_dir():
                system.rmdir(folder)
        system.rmdir(stage)
    except OSError:
        shutil.rmtree(stage, ignore_errors=True)
