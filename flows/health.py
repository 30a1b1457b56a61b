"""What `zhbrief doctor` looks at: each check is a pure question with an answer, a word of detail and what to do."""

from __future__ import annotations

import fcntl
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

from flows.server import healthy, known_server
from flows.settings import Settings
from flows.steps.errors import ZhbriefError
from flows.steps.store.locks import holder
from flows.steps.store.probe import probe

State = Literal["ok", "warning", "problem"]
LEAST_FREE = 1_000_000_000  # bytes; a thousand briefs take 0.2 GB
WRONG_PINS = {"fastapi": "0.139.2", "sqlalchemy": "2.0.58"}  # later ones break Prefect 3.8: imports, deploys, schedules
CLOCK_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer of one check."""

    check: str
    state: State
    what: str
    todo: str = ""

    def to_dict(self) -> dict[str, str]:
        """The finding for a machine."""
        return asdict(self)


def examine(settings: Settings) -> list[Finding]:
    """All findings, in order; a check that itself breaks is a problem of its own."""
    return [finding for check in CHECKS for finding in _safely(check, settings)]


def _safely(check: Callable[[Settings], Iterator[Finding]], settings: Settings) -> list[Finding]:
    try:
        return list(check(settings))
    except (ZhbriefError, OSError) as error:
        todo = getattr(error, "todo", None) or ""
        return [Finding(check.__name__.strip("_"), "problem", getattr(error, "what", str(error)), todo)]


def _python(_: Settings) -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    state: State = "ok" if sys.version_info >= (3, 11) else "problem"
    yield Finding("python", state, f"{version} at {sys.executable}", "" if state == "ok" else "use 3.11 or newer")


def _dependencies(_: Settings) -> Iterator[Finding]:
    wanted = [line.partition(";")[0].strip() for line in metadata.requires("zhbrief") or () if "extra ==" not in line]
    names = [line.partition("=")[0].partition("<")[0].partition(">")[0].strip() for line in wanted]
    missing = [name for name in names if not _version(name)]
    if missing:
        yield Finding("dependencies", "problem", f"missing: {', '.join(missing)}", "make setup")
    wrong = [f"{name} {_version(name)}, not {pin}" for name, pin in WRONG_PINS.items() if _version(name) != pin]
    if wrong:
        yield Finding("dependencies", "warning", "; ".join(wrong), "make setup installs constraints.txt")
    if not missing and not wrong:
        yield Finding("dependencies", "ok", f"{len(names)} present, Prefect {_version('prefect')}")


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _models(settings: Settings) -> Iterator[Finding]:
    from flows.run import choice_of
    from flows.steps.signature import BriefOptions
    from flows.workshop import open_deciders

    by = open_deciders(choice_of(settings), BriefOptions())
    for role, spec in (("summariser", by.summariser), ("translator", by.translator)):
        preview = ", a preview: below its floor" if spec.preview else ""
        yield Finding("models", "warning" if spec.preview else "ok", f"{role}: {spec.name}, verified{preview}")


def _inbox(settings: Settings) -> Iterator[Finding]:
    from flows.steps.read import list_sources

    if not settings.inbox.is_dir():
        yield Finding("inbox", "problem", f"{settings.inbox} is not there", "name a folder with --inbox")
    else:
        yield Finding("inbox", "ok", f"{settings.inbox}: {len(list_sources(settings.inbox))} files")


def _outputs(settings: Settings) -> Iterator[Finding]:
    probe(settings.outputs)
    free = shutil.disk_usage(settings.outputs).free
    low = free < LEAST_FREE
    yield Finding("disk", "warning" if low else "ok", f"{settings.outputs}: {free:,} bytes free", "make room" * low)


def _locks(settings: Settings) -> Iterator[Finding]:
    path = settings.outputs / ".locks" / "run.lock"
    if path.exists() and not _free(path):
        yield Finding("locks", "ok", f"a run is going on: {holder(path)}")
    else:
        yield Finding("locks", "ok", "nobody holds the outputs")
    staging = settings.outputs / ".staging"
    left = len(list(staging.iterdir())) if staging.is_dir() else 0
    if left:
        yield Finding("locks", "warning", f"{left} publications were cut off", "the next run undoes them")


def _free(path: Path) -> bool:
    with path.open("rb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def _prefect(settings: Settings) -> Iterator[Finding]:
    given = os.environ.get("PREFECT_API_URL")
    if given:
        up = healthy(given)
        yield Finding("prefect", "ok" if up else "problem", given, "" if up else "start it, or unset PREFECT_API_URL")
        return
    home, server = settings.prefect_home, known_server(settings.prefect_home)
    database = home / "prefect.db"
    size = f", {database.stat().st_size:,} bytes of history" if database.exists() else ""
    state = f"a server of ours answers at {server.api}" if server else "a run starts a server of its own"
    yield Finding("prefect", "ok", f"{state}; {home}{size}")


def _clock(settings: Settings) -> Iterator[Finding]:
    trial = settings.outputs / ".staging" / f"clock-{os.getpid()}"
    trial.parent.mkdir(parents=True, exist_ok=True)
    trial.touch()
    apart = abs(trial.stat().st_mtime - time.time())
    trial.unlink()
    newest = max((path.stat().st_mtime for path in (settings.outputs / "runs").glob("*.json")), default=0.0)
    if newest > time.time() + CLOCK_SECONDS:
        yield Finding("clock", "warning", "the last report is from the future", "set the clock; nothing depends on it")
    elif apart > CLOCK_SECONDS:
        yield Finding(
            "clock", "warning", f"the file system is {apart:.0f} s apart", "set the clocks; nothing depends on it"
        )
    else:
        yield Finding("clock", "ok", f"{time.strftime('%Y-%m-%d %H:%M:%S %Z')}")


CHECKS: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
    _python, _dependencies, _models, _inbox, _outputs, _locks, _prefect, _clock,
)  # fmt: skip
