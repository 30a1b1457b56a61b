"""Our own Prefect server: started or shared, waited for, drained and stopped; nothing of it leaves the machine.

Whoever uses the server holds a shared kernel lock; the last to leave stops it. A server left by a killed run is
used again by the next one, which then is its last user.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.steps.errors import ServiceError, UsageError

_OFF = ("LATE_RUNS", "PAUSE_EXPIRATIONS", "CANCELLATION_CLEANUP", "TRIGGERS", "REPOSSESSOR", "CLEANUP_RECONCILER",
        "EVENT_PERSISTER")  # fmt: skip
_LASTING = (
    "SERVICES_SCHEDULER",
    "SERVICES_FOREMAN",
    "SERVICES_REPOSSESSOR",  # frees the slot of a run whose process was killed
    "EVENTS_STREAM_OUT",  # for pages that are open: it reads every event once more
    "LOGS_STREAM_OUT",
)
QUIET = {
    "DO_NOT_TRACK": "1",
    "MALLOC_ARENA_MAX": "2",  # flows/memory.py, for the server and for Dask's workers
    "DASK_LOGGING__DISTRIBUTED": "critical",  # read when distributed is imported, and by its workers
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",  # this, not DO_NOT_TRACK, stops the connection off the machine
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "500",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "1",  # below 1 it is a busy loop
    **{f"PREFECT_SERVER_SERVICES_{name}_ENABLED": "false" for name in _OFF},
}
COMMAND = QUIET | {  # for a flow in a command's own process, which says itself, in one line, what went wrong
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_INTERNAL_LEVEL": "CRITICAL",
    "PREFECT_CLIENT_MAX_RETRIES": "3",  # 14 s of waiting for a server that is gone, not 62, for each call
}
_START_SECONDS = 300.0  # a cold start migrates the database: 16 s of CPU, 133 s on two cores with a load of 13
_STOP_SECONDS = 15.0
_DRAIN_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers at ``api``; ``lasting`` ones run schedules and workers too."""

    api: str
    pid: int
    lasting: bool = False


@contextmanager
def prefect_server(
    home: Path, *, lasting: bool = False, meanwhile: Callable[[], object] = lambda: None
) -> Iterator[str]:
    """The API's address while it is needed; PREFECT_API_URL, where set, names a server that is not ours.

    Must be entered before Prefect is imported: it sets the environment that Prefect reads. ``meanwhile`` is called
    when that is done and a server of ours only starts.
    """
    given = os.environ.get("PREFECT_API_URL")
    if given:
        _require(given)
        _set_environment(home, given, lasting=lasting)
        yield given
        return
    home.mkdir(parents=True, exist_ok=True)
    with _locked(home / "users.lock", fcntl.LOCK_SH) as users:
        with _locked(home / "start.lock", fcntl.LOCK_EX):
            server = _running(home, lasting=lasting) or _start(home, meanwhile, lasting=lasting)
        _set_environment(home, server.api, lasting=lasting)
        try:
            yield server.api
        finally:
            del os.environ["PREFECT_API_URL"]
            with suppress(BlockingIOError):
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                _stop(server.pid)


def healthy(api: str, seconds: float = 2.0) -> bool:
    """Whether a Prefect API answers."""
    try:
        with urllib.request.urlopen(f"{api}/health", timeout=seconds) as answer:  # noqa: S310 - http by construction
            return bool(answer.status == 200)
    except (OSError, ValueError):
        return False


def drain(api: str, flow_run: str, expected: int) -> bool:
    """Wait until the server has kept ``expected`` finished task runs of a flow run: stopped earlier, it loses them."""
    states = {"type": {"any_": ["COMPLETED", "FAILED", "CANCELLED", "CRASHED"]}}
    body = {"flow_runs": {"id": {"any_": [flow_run]}}, "task_runs": {"state": states}}
    until = time.monotonic() + _DRAIN_SECONDS
    while time.monotonic() < until:
        with suppress(OSError, ValueError):
            if _post(f"{api}/task_runs/count", body) >= expected:
                return True
        time.sleep(0.2)
    return False


def _post(url: str, body: Mapping[str, Any]) -> int:
    head = {"Content-Type": "application/json"}
    request = urllib.request.Request(url, json.dumps(body).encode(), head)  # noqa: S310 - http by construction
    with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310
        return int(json.load(answer))


def _require(api: str) -> None:
    if not healthy(api, 5.0):
        raise UsageError("no Prefect server answers there", file=api, todo="start it, or unset PREFECT_API_URL")


def _set_environment(home: Path, api: str, *, lasting: bool) -> None:
    for name, value in (QUIET if lasting else COMMAND).items():
        os.environ.setdefault(name, value)
    os.environ.setdefault("PREFECT_HOME", str(home))
    os.environ["PREFECT_API_URL"] = api


def known_server(home: Path) -> Server | None:
    """The server that another process of ours started, if it answers."""
    with suppress(OSError, ValueError, TypeError):
        server = Server(**json.loads((home / "server.json").read_bytes()))
        if healthy(server.api):
            return server
    return None


def _running(home: Path, *, lasting: bool) -> Server | None:
    """A server of ours that does what we need (one for a single run fires no schedules), even if it only starts."""
    with suppress(OSError, ValueError, TypeError):
        server = Server(**json.loads((home / "server.json").read_bytes()))
        until = time.monotonic() + _START_SECONDS
        while _ours(server) and not healthy(server.api) and time.monotonic() < until:
            time.sleep(0.1)
        if healthy(server.api) and (server.lasting or not lasting):
            return server
    return None


def _ours(server: Server) -> bool:
    """Whether the process is alive and still the server: pids are used again."""
    try:
        command = Path(f"/proc/{server.pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return server.api.split(":")[-1].removesuffix("/api").encode() in command


def _start(home: Path, meanwhile: Callable[[], object], *, lasting: bool) -> Server:
    port = _port(home)
    scheduling = {f"PREFECT_SERVER_{name}_ENABLED": str(lasting).lower() for name in _LASTING}
    ephemeral = {} if lasting else {"PREFECT__SERVER_EPHEMERAL": "1"}
    environment = {**os.environ, **QUIET, **scheduling, **ephemeral}
    environment |= {"PREFECT_HOME": str(home), "PREFECT__SERVER_FINAL": "1"}
    api = f"http://127.0.0.1:{port}/api"
    environment |= {"PREFECT_UI_ENABLED": "1" if lasting else "0", "PREFECT_UI_API_URL": api}  # the pages ask 4200 else
    command = [sys.executable, "-m", "uvicorn", "--factory", "prefect.server.api.server:create_app"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--log-level", "error", "--lifespan", "on"]
    with (home / "server.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
    server = Server(api, process.pid, lasting)
    # Written before it answers: were we killed now, the next run would find it, wait for it and stop it.
    (home / "server.json").write_text(json.dumps({"api": server.api, "pid": server.pid, "lasting": lasting}))
    _set_environment(home, api, lasting=lasting)
    _await(server, process, home / "server.log", meanwhile)
    return server


def _await(server: Server, process: subprocess.Popen[bytes], log: Path, meanwhile: Callable[[], object]) -> None:
    until = time.monotonic() + _START_SECONDS
    try:
        meanwhile()
        while not healthy(server.api):
            if process.poll() is not None or time.monotonic() > until:
                said = log.read_text(errors="replace").strip().splitlines()[-1:]
                raise ServiceError(f"the Prefect server did not start: {' '.join(said) or 'no answer'}", file=str(log))
            time.sleep(0.1)
    except BaseException:
        del os.environ["PREFECT_API_URL"]
        process.kill()
        process.wait()
        raise


def _stop(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
        until = time.monotonic() + _STOP_SECONDS
        while time.monotonic() < until and not _gone(pid):
            time.sleep(0.05)
        if not _gone(pid):
            os.kill(pid, signal.SIGKILL)


def _gone(pid: int) -> bool:
    """Whether the process has ended; reaps it where it is our child."""
    try:
        return os.waitpid(pid, os.WNOHANG)[0] == pid
    except ChildProcessError:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        return False


def _port(home: Path) -> int:
    """The last server's port where it is free: workers of a Dask cluster go on asking where they asked first."""
    with suppress(OSError, ValueError, LookupError):
        api = str(json.loads((home / "server.json").read_bytes())["api"])
        return _free_port(int(api.rsplit(":", maxsplit=1)[-1].removesuffix("/api")))
    return _free_port()


def _free_port(wanted: int = 0) -> int:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port whose server has just left is free
        probe.bind(("127.0.0.1", wanted))
        return int(probe.getsockname()[1])


@contextmanager
def _locked(path: Path, how: int) -> Iterator[int]:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(handle, how)
        yield handle
    finally:
        os.close(handle)
