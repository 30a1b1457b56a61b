"""`python -m tests.browser.prefect_ui`: a picture of Prefect's pages into docs/img, after a few runs.

Serves a schedule on a server of its own, briefs the sample articles, one of them again, and looks.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.browser.conftest import FLAGS, chromium
from tests.browser.screenshots import TARGET
from tests.flows.process import COMMAND

ROOT = Path(__file__).parents[2]
WIDE = {"width": 1180, "height": 1000}


def main() -> int:
    """Take the picture; returns the exit code."""
    path = chromium()
    if path is None:
        sys.stderr.write("no Chromium here (set CHROMIUM)\n")
        return 1
    with tempfile.TemporaryDirectory() as room:
        environ = {**os.environ, "ZHBRIEF_HOME": f"{room}/home"}
        folders = ["--inbox", "seeds", "--outputs", f"{room}/outputs"]
        with Path(room, "said").open("w") as said:
            serving = subprocess.Popen(
                [*COMMAND, "schedule", "--cron", "0 7 * * *", *folders], cwd=ROOT, env=environ, stderr=said
            )
        try:
            ui = address(Path(room, "said"))
            for words in (["run", "--limit", "5"], ["run"], ["rerun", "03", "--from", "translate"]):
                subprocess.run([*COMMAND, *words, *folders], cwd=ROOT, env=environ, check=True)
            take(path, ui)
        finally:
            serving.terminate()
            serving.wait(60)
    return 0


def address(said: Path) -> str:
    """Where the pages are, once the schedule is served."""
    until = time.monotonic() + 600
    while time.monotonic() < until:
        found = re.search(r"the UI is at (\S+)", said.read_text())
        if found:
            return found[1]
        time.sleep(0.5)
    raise SystemExit(f"the schedule is not served: {said.read_text()}")


def take(path: str, ui: str) -> None:
    """The page of all runs as a picture; nothing off the machine is asked for."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=FLAGS)
        page = browser.new_page(viewport=WIDE)
        page.route(lambda url: not url.startswith(ui), lambda route: route.abort())
        page.goto(f"{ui}/runs")
        page.get_by_text("brief 03-").first.wait_for(timeout=120_000)
        page.wait_for_timeout(3_000)  # the chart draws itself
        page.screenshot(path=TARGET / "prefect.png")
        sys.stdout.write(f"{TARGET}/prefect.png\n")
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
