"""`make screenshots`: pictures of the sample briefs' pages into docs/img, as a reader sees them.

Reads an outputs folder (the first argument, default outputs/). Without Chromium it says so and leaves with 1.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.browser.conftest import FLAGS, chromium

TARGET = Path(__file__).parents[2] / "docs" / "img"
PAGE, WIDE, PHONE = {"width": 980, "height": 1060}, {"width": 1180, "height": 960}, {"width": 390, "height": 800}
SHARP = 1.5  # a README is about 900 pixels wide, and many screens show two for each


def main(outputs: Path) -> int:
    """Take all pictures; returns the exit code."""
    path = chromium()
    briefs = sorted(outputs.glob("*/brief.html"), key=interest)
    if path is None or not briefs:
        sys.stderr.write(
            "no Chromium here (set CHROMIUM)\n" if path is None else f"no briefs in {outputs}: make briefs\n"
        )
        return 1
    from playwright.sync_api import sync_playwright

    TARGET.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=FLAGS)
        for name, page, layout, options in pictures(outputs, briefs[0]):
            context = browser.new_context(**options)
            opened = context.new_page()
            opened.goto(page.resolve().as_uri())
            if layout:
                opened.locator(f'input[value="{layout}"]').check(force=True)
                opened.mouse.move(5, 5)
            opened.screenshot(path=TARGET / f"{name}.png")
            sys.stdout.write(f"{TARGET / name}.png\n")
            context.close()
        browser.close()
    return 0


def interest(page: Path) -> tuple[bool, int, str]:
    """Sorts pages: those with a publisher, a date, its own headline and three key points, the least to review first."""
    record = json.loads(page.with_name("brief.json").read_text(encoding="utf-8"))
    points = [point for point in record["summary"] if point["state"] != "withheld"]
    article = record["article"]
    whole = article["publisher"] and article["published"] and article["title"]["origin"] == "source"
    return not whole or len(points) < 3, sum(point["resolved"] is None for point in record["review"]), page.parent.name


def pictures(outputs: Path, brief: Path) -> list[tuple[str, Path, str, dict[str, object]]]:
    """(name, page, layout, how the browser is set up) of every picture."""
    sharp: dict[str, object] = {"device_scale_factor": SHARP}
    wide, phone = sharp | {"viewport": WIDE}, sharp | {"viewport": PHONE}
    return [
        ("brief", brief, "en", sharp | {"viewport": PAGE}),
        ("brief-side-by-side-dark", brief, "both", wide | {"color_scheme": "dark"}),
        ("brief-phone", brief, "en", phone),
        ("index", outputs / "index.html", "", wide),
    ]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "outputs")))
