"""The command as a process of its own, with fake engines and a Prefect of its own."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from tests.bench.articles import short_article
from tests.flows.fakery import environment

# A process started beside a shell ignores Ctrl-C, and so would all that the tests start in it.
MAIN = """
if __name__ == '__main__':
    import signal
    signal.signal(signal.SIGINT, signal.default_int_handler)
    from flows.cli import main
    main()
"""
COMMAND = [sys.executable, "-c", MAIN]


class Desk:
    """An inbox, outputs and a home, and ways to run the command on them."""

    def __init__(self, folder: Path, articles: int = 0, home: Path | None = None) -> None:
        self.folder, self.home = folder, home or folder / "home"
        self.inbox, self.outputs = folder / "inbox", folder / "outputs"
        self.inbox.mkdir(parents=True)
        for number in range(articles):
            (self.inbox / f"{number:03}.txt").write_text(short_article(number), encoding="utf-8")

    def start(self, *arguments: str, **environ: str) -> subprocess.Popen[str]:
        """Start the command; its output goes to files, as nobody reads while it works."""
        flags = ["--inbox", str(self.inbox), "--outputs", str(self.outputs)]
        with (self.folder / "out").open("w") as out, (self.folder / "err").open("w") as err:
            return subprocess.Popen(
                [*COMMAND, *arguments, *flags],
                env=environment(self.home, **environ), cwd=self.folder, stdout=out, stderr=err, text=True,
                start_new_session=True,
            )  # fmt: skip

    def run(self, *arguments: str, limit: float = 900, **environ: str) -> tuple[int, str, str]:
        """Run it to its end: exit code, stdout, stderr."""
        process = self.start(*arguments, **environ)
        code = process.wait(limit)
        return code, (self.folder / "out").read_text(), self.errors()

    def errors(self) -> str:
        """What it wrote on stderr so far."""
        return (self.folder / "err").read_text(errors="replace")

    def report(self, number: int = -1) -> dict:
        """A report that a run kept."""
        return json.loads(sorted((self.outputs / "runs").iterdir())[number].read_bytes())

    def reports(self) -> list[dict]:
        """All reports kept so far, but for one that is just being written."""
        found = []
        for path in sorted((self.outputs / "runs").glob("*.json")):
            with suppress(ValueError):
                found.append(json.loads(path.read_bytes()))
        return found

    def records(self) -> dict[str, bytes]:
        """Every brief.json."""
        return {path.parent.name: path.read_bytes() for path in sorted(self.outputs.glob("*/brief.json"))}

    def rows(self, query: str) -> list[tuple]:
        """Ask Prefect's database."""
        with sqlite3.connect(self.home / "prefect" / "prefect.db") as database:
            return database.execute(query).fetchall()

    def api(self) -> str:
        """Where our Prefect server answers, or will."""
        return str(json.loads((self.home / "prefect" / "server.json").read_bytes())["api"])

    def server_pid(self) -> int | None:
        """The pid of our Prefect server, if it lives."""
        try:
            pid = json.loads((self.home / "prefect" / "server.json").read_bytes())["pid"]
            os.kill(pid, 0)
        except (OSError, ValueError):
            return None
        return pid


def wait_for(condition, seconds: float = 600) -> None:
    """Until the condition holds."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.2)
