"""prefect.yaml's deployments through a process worker, on SQLite and on PostgreSQL; a worker killed in the middle."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

from flows.server import _free_port, healthy
from tests.flows.fakery import REPOSITORY, environment
from tests.flows.process import Desk, wait_for

pytestmark = [pytest.mark.server, pytest.mark.timeout(2400)]
LEASE = "PREFECT_SERVER_CONCURRENCY_INITIAL_DEPLOYMENT_LEASE_DURATION"
PREFECT = [sys.executable, "-m", "prefect"]


def find(program):
    """A program of PostgreSQL: on PATH, or where Debian keeps it."""
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
    return shutil.which(program) or (str(places[-1]) if places else None)


@contextmanager
def postgres():
    """A PostgreSQL on loopback, by an unprivileged user: initdb refuses to run as root.

    Its folder is outside pytest's, which each new session closes to other users.
    """
    initdb, ctl = find("initdb"), find("pg_ctl")
    if not initdb or not ctl or (os.geteuid() == 0 and not shutil.which("setpriv")):
        pytest.skip("needs PostgreSQL's initdb and pg_ctl, and setpriv where tests run as root")
    folder = Path(tempfile.mkdtemp(prefix="zhbrief-postgres-"))
    user = []
    if os.geteuid() == 0:
        os.chown(folder, 65534, 65534)
        user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    port, data = _free_port(), folder / "data"

    def call(*command):
        done = subprocess.run([*user, *command], capture_output=True, text=True, cwd=folder, check=False)
        if done.returncode:
            pytest.skip(f"PostgreSQL does not start here: {(done.stderr or done.stdout).strip()[-200:]}")

    call(initdb, "-D", str(data), "-U", "desk", "-A", "trust", "-E", "UTF8", "--locale=C")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder}"
    call(ctl, "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield f"postgresql+asyncpg://desk@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*user, ctl, "-D", str(data), "-m", "immediate", "stop"], capture_output=True, check=False)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running(command, environ, log):
    """A process that lives as long as the block."""
    with Path(log).open("w") as file:
        process = subprocess.Popen(
            command, env=environ, stdout=file, stderr=file, cwd=REPOSITORY, start_new_session=True
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:  # a worker whose run was cancelled waits for ever
            kill_tree(process.pid)
            process.wait(60)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_deployments_run_through_a_worker(tmp_path, kind):
    if kind == "sqlite":
        everything(tmp_path, {})
    else:
        with postgres() as url:
            everything(tmp_path, {"PREFECT_SERVER_DATABASE_CONNECTION_URL": url})


def everything(tmp_path, database):
    from flows.server import QUIET

    desk, port = Desk(tmp_path / "desk", articles=4), _free_port()
    freed = {"PREFECT_SERVER_SERVICES_REPOSSESSOR_ENABLED": "true", LEASE: "30"}
    more = {**QUIET, **database, **freed, "PREFECT_HOME": str(tmp_path / "prefect"), "ZHBRIEF_DESK": str(desk.folder)}
    environ = environment(desk.home, **more, PREFECT_API_URL=f"http://127.0.0.1:{port}/api", ZHBRIEF_FAKE_SLOW="0.5")
    server = [*PREFECT, "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    with running(server, environ, tmp_path / "server.log"):
        wait_for(lambda: healthy(environ["PREFECT_API_URL"]))
        prefect(environ, "work-pool", "create", "--type", "process", "zhbrief")
        prefect(environ, "--no-prompt", "deploy", "--all")
        told = ["-p", f"inbox={desk.inbox}", "-p", f"outputs={desk.outputs}"]
        worker = [*PREFECT, "worker", "start", "--pool", "zhbrief"]
        with running(worker, environ, tmp_path / "worker1.log") as first:
            prefect(environ, "deployment", "run", "brief-inbox/inbox", *told)
            wait_for((desk.outputs / ".cache").exists)
            time.sleep(3)
            kill_tree(first.pid)
        assert not desk.reports(), "the run was over before its worker was killed"
        with running(worker, environ, tmp_path / "worker2.log"):
            until = time.monotonic() + 1200
            while not desk.reports():  # a slot that comes before the killed run's is free is dropped
                assert time.monotonic() < until, "no run of the second worker came to its end"
                prefect(environ, "deployment", "run", "brief-inbox/inbox", *told)
                time.sleep(30)
            wait_for(lambda: len(desk.records()) == 4)
            prefect(
                environ, "deployment", "run", "brief-document/document", *told, "-p", "doc=002", "-p", "start=render"
            )
            wait_for(lambda: ("002", ["render"]) in done(desk))


def test_a_run_cancelled_in_prefect_ends_and_the_next_one_resumes(tmp_path):
    from flows.server import QUIET

    desk, port = Desk(tmp_path / "desk", articles=12), _free_port()
    more = {**QUIET, "PREFECT_HOME": str(tmp_path / "prefect"), "ZHBRIEF_DESK": str(desk.folder)}
    environ = environment(desk.home, **more, PREFECT_API_URL=f"http://127.0.0.1:{port}/api", ZHBRIEF_FAKE_SLOW="0.5")
    server = [*PREFECT, "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    worker = [*PREFECT, "worker", "start", "--pool", "zhbrief"]
    with running(server, environ, tmp_path / "server.log"):
        wait_for(lambda: healthy(environ["PREFECT_API_URL"]))
        prefect(environ, "work-pool", "create", "--type", "process", "zhbrief")
        prefect(environ, "--no-prompt", "deploy", "--all")
        told = ["-p", f"inbox={desk.inbox}", "-p", f"outputs={desk.outputs}"]
        with running(worker, environ, tmp_path / "worker.log"):
            prefect(environ, "deployment", "run", "brief-inbox/inbox", *told)
            wait_for((desk.outputs / ".cache").exists)
            time.sleep(3)
            (run,) = states(environ, "RUNNING")
            prefect(environ, "flow-run", "cancel", run)
            began = time.monotonic()
            wait_for(lambda: states(environ, "CANCELLED") == [run])
            assert time.monotonic() - began < 30
            assert not list((desk.outputs / ".staging").iterdir())
            assert len(desk.records()) < 12, "the run was over before it was cancelled"
            prefect(environ, "deployment", "run", "brief-inbox/inbox", *told)
            wait_for(lambda: len(desk.records()) == 12)


def states(environ, state):
    """The ids of the flow runs in a state, as Prefect's API lists them; the schedule's next ones wait beside them."""
    body, head = json.dumps({"limit": 200}).encode(), {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{environ['PREFECT_API_URL']}/flow_runs/filter", body, head)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return [run["id"] for run in json.load(answer) if run["state_type"] == state]


def done(desk):
    """What the runs so far have written: ids with their stages; runs that found nothing new may come in between."""
    rows = [row for report in desk.reports() for row in report["written"]]
    return [(row["id"], [stage["stage"] for stage in row["stages"]]) for row in rows]


def prefect(environ, *arguments):
    """Prefect's own command."""
    done = subprocess.run(
        [*PREFECT, *arguments], env=environ, cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def kill_tree(pid):
    """kill -9 of a process and all it started."""
    import psutil

    found = psutil.Process(pid)
    for process in [*found.children(recursive=True), found]:
        process.kill()
