"""From a Brief to the files that people and programs read; escaping lives only here."""

from __future__ import annotations

from flows.steps.render.markdown import brief_md, full_md
from flows.steps.render.record import to_json
from flows.steps.types import Brief


def render(brief: Brief) -> dict[str, bytes]:
    """All files of a brief by name; equal briefs give equal bytes."""
    return {
        "brief.json": to_json(brief),
        "brief.md": brief_md(brief).encode(),
        "full.md": full_md(brief).encode(),
    }
