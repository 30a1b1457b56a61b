"""Whether the output is its own input."""

from __future__ import annotations

from flows.steps.audit.words import HAN
from flows.steps.types import Check

# Han characters in a row; none of the 600 references holds any.
COPIED_RUN = 6


def check_copied(zh: str, en: str) -> Check:
    """The English neither equals the Chinese nor holds a run of six of its characters."""
    if en.isascii() or not HAN.search(en):
        return Check("copied", True)  # what holds no Han character is neither
    runs = (zh[i : i + COPIED_RUN] for i in range(len(zh) - COPIED_RUN + 1) if _copied(zh, en, i))
    run = next(runs, "")
    same = en.strip() == zh.strip()
    why = "the source was copied" if same else f"copied from the source: {run}" if run else ""
    return Check("copied", not why, why, fatal=bool(why))


def _copied(zh: str, en: str, at: int) -> bool:
    run = zh[at : at + COPIED_RUN]
    return len(HAN.findall(run)) == COPIED_RUN and run in en
