"""What follows from the checks: a score to rank by, and a decision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from flows.steps.types import Check, CheckName

Decision = Literal["ok", "review", "reject"]
# What a failure costs in re-ranking: a wrong figure outweighs a wrong name, a name a clause. A fatal failure
# costs more than all others together, so that any sentence under review ranks before any rejected one.
WEIGHTS: dict[CheckName, float] = {
    "figures": 4.0, "negation": 3.0, "direction": 3.0, "names": 2.0, "terms": 1.0, "omission": 2.0,
    "repetition": 1.5, "length": 1.0,
}  # fmt: skip
FATAL = 100.0


def score(checks: Sequence[Check]) -> float:
    """0 where all is well, lower with each failure: higher is better."""
    return -sum(_cost(check) for check in checks if not check.ok)


def _cost(check: Check) -> float:
    return WEIGHTS.get(check.name, 1.0) + (FATAL if check.fatal else 0.0)


def decide(checks: Sequence[Check]) -> Decision:
    """Reject what fails fatally, have a person look at any other failure."""
    failed = [check for check in checks if not check.ok]
    if any(check.fatal for check in failed):
        return "reject"
    return "review" if failed else "ok"
