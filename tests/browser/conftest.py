"""A real browser: Debian's Chromium driven by Playwright, or a reason to skip."""

import os
import shutil
import subprocess
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from flows.steps.render.site import write_site
from flows.steps.types import Name
from tests.builders import a_brief, a_small_brief, an_article, related
from tests.unit.test_site import publish

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 780}


def chromium():
    """Where Chromium is, or None."""
    found = [
        os.environ.get("CHROMIUM"),
        *(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")),
    ]
    return next((path for path in found if path and Path(path).exists()), None)


@pytest.fixture(scope="session")
def browser():
    """One browser for all tests."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    path = chromium()
    if path is None:
        pytest.skip("no Chromium here: apt-get install chromium fonts-noto-cjk, or set CHROMIUM")
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def visit(browser):
    """Open an address in a fresh context; fails the test on an error, a dialog, or a request off the machine."""
    contexts, troubles = [], []

    def go(address, **options):
        context = browser.new_context(**{"viewport": DESKTOP, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
        page.on("console", lambda said: troubles.append(f"console: {said.text}") if said.type == "error" else None)
        page.on("dialog", lambda dialog: (troubles.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda asked: _watch(asked.url, troubles))
        page.goto(address if "://" in str(address) else Path(address).as_uri())
        return page

    yield go
    for context in contexts:
        context.close()
    assert troubles == []


def until(page, expression, seconds=8):
    """Wait until a JavaScript expression is true; wait_for_function would need eval, which our policy refuses."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(Exception):  # the page may be on its way to another
            if page.evaluate(expression):
                return
        time.sleep(0.02)
    raise AssertionError(f"never true: {expression}")


def _watch(url, troubles):
    if not url.startswith(("file:", "http://127.0.0.1:")):
        troubles.append(f"request: {url}")


@pytest.fixture(scope="session")
def desk(tmp_path_factory):
    """An outputs folder with pages: the whole brief, a second year of it with an English publisher, an undated one."""
    outputs = tmp_path_factory.mktemp("desk")
    undated = a_small_brief("undated", article=an_article(published=None, publisher=None))
    later = a_brief("lanchuan-2027", article=a_later_article(), review=(), related=(related("lanchuan-robots"),))
    later = replace(later, names=(*later.names, Name("云岭日报", "Yunling Daily", "organisation", "rule")))
    publish(outputs, a_brief(), later, undated, a_small_brief("small"))
    write_site(outputs, ["lanchuan-robots", "undated"])
    return outputs


def a_later_article():
    """The sample article, published a year later."""
    from flows.steps.types import Published

    return an_article(published=Published("2027-03-05", "day"))


@pytest.fixture(scope="session")
def axe(tmp_path_factory):
    """The path of axe-core, from npm; never part of the repository."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("no npm here to get axe-core with")
    folder = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "zhbrief-tests"
    script = folder / "node_modules" / "axe-core" / "axe.min.js"
    if not script.exists():
        folder.mkdir(parents=True, exist_ok=True)
        asked = [
            npm,
            "install",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            "--prefix",
            str(folder),
            "axe-core@4.10.3",
        ]
        done = subprocess.run(asked, capture_output=True, text=True, timeout=180, check=False)
        if done.returncode:
            pytest.skip(f"npm can't install axe-core: {done.stderr.strip()[-200:]}")
    return script
