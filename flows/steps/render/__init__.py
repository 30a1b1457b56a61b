"""From a Brief to the files that people and programs read; escaping lives only here."""

from __future__ import annotations

from flows.steps.render.markdown import brief_md, full_md
from flows.steps.render.record import to_json
from flows.steps.render.view import View
from flows.steps.types import Brief

STAGE_VERSION = 3


def render(brief: Brief) -> dict[str, bytes]:
    """All files of a brief by name; equal briefs give equal bytes."""
    from flows.steps.render.page import brief_html  # jinja2 costs 50 ms, and `show` does without

    view = View(brief)  # what all three show is worked out once
    return {
        "brief.json": to_json(brief),
        "brief.md": brief_md(brief, view).encode(),
        "full.md": full_md(brief, view).encode(),
        "brief.html": brief_html(brief, view).encode(),
    }
