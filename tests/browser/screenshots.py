"""`make screenshots`: pictures of the sample briefs' pages into docs/img, as a reader sees them.

Reads an outputs folder (the first argument, default outputs/). Without Chromium it says so and leaves with 1.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.browser.conftest import FLAGS, chromium

TARGET = Path(__file__).parents[2] / "docs" / "img"
WIDE, PHONE = {"width": 1180, "height": 900}, {"width": 390, "height": 800}


def main(outputs: Path) -> int:
    """Take all pictures; returns the exit code."""
    path = chromium()
    briefs = sorted(outputs.glob("*/brief.html"), key=lambda page: (len(page.read_bytes()), page.name), reverse=True)
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


def pictures(outputs: Path, brief: Path) -> list[tuple[str, Path, str, dict[str, object]]]:
    """(name, page, layout, how the browser is set up) of every picture."""
    wide: dict[str, object] = {"viewport": WIDE}
    phone: dict[str, object] = {"viewport": PHONE, "device_scale_factor": 2}
    return [
        ("brief", brief, "en", wide),
        ("brief-side-by-side-dark", brief, "both", wide | {"color_scheme": "dark"}),
        ("brief-phone", brief, "en", phone),
        ("index", outputs / "index.html", "", wide),
    ]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "outputs")))
