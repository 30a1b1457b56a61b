"""What a run did: one report, kept as runs/<n>.json, shown as a table, and the exit code that follows from it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Literal

from flows.steps.store import REAL, System, set_aside
from flows.steps.store.atomic import explain, write_new
from flows.steps.types import Failed, Outcome, Skipped, Unchanged, Written


@dataclass(frozen=True, slots=True)
class Report:
    """The outcomes of one run; ``removed`` are briefs whose sources left the inbox, ``ended`` why it ended early."""

    outcomes: tuple[Outcome, ...]
    removed: tuple[str, ...] = ()
    started: str = ""
    seconds: float = 0.0
    ended: str = ""
    related: tuple[str, ...] = ()
    settings: dict[str, Any] = field(default_factory=dict)

    def of(self, kind: type[Outcome]) -> list[Any]:
        """The outcomes of one kind."""
        return [outcome for outcome in self.outcomes if isinstance(outcome, kind)]

    @property
    def review(self) -> list[str]:
        """The ids of the briefs written that a person should look at."""
        return [written.id for written in self.of(Written) if written.review]

    def exit_code(self, fail_on: Literal["failed", "review"] = "failed") -> int:
        """1 where documents failed or, if asked, need review; else 0."""
        return int(bool(self.of(Failed) or self.ended or (fail_on == "review" and self.review)))

    def summary(self) -> str:
        """The run in one line."""
        counts = [(len(self.of(Written)), "written"), (len(self.of(Unchanged)), "unchanged")]
        counts += [(len(self.of(Skipped)), "skipped"), (len(self.of(Failed)), "failed")]
        counts += [(len(self.review), "to review"), (len(self.removed), "removed from the inbox")]
        shown = ", ".join(f"{count} {word}" for count, word in counts if count) or "nothing to do"
        return f"{shown}; {self.seconds:.1f} s" + (f"; ended early: {self.ended}" if self.ended else "")

    def to_dict(self) -> dict[str, Any]:
        """The report for a machine."""
        return {
            "started": self.started,
            "seconds": round(self.seconds, 3),
            "ended": self.ended or None,
            "written": [
                {"id": w.id, "review": w.review, "stages": [{"stage": s, "why": why} for s, why in w.stages]}
                for w in self.of(Written)
            ],
            "unchanged": [unchanged.id for unchanged in self.of(Unchanged)],
            "skipped": [{"file": skipped.name, "reason": skipped.reason} for skipped in self.of(Skipped)],
            "failed": [{"file": failed.name, "error": failed.error} for failed in self.of(Failed)],
            "review": self.review,
            "removed": list(self.removed),
            "related": list(self.related),
            "settings": self.settings,
        }


def rows(report: Report, most_unchanged: int = 0) -> list[tuple[str, str, str]]:
    """What a table shows: outcome, document, detail; unchanged ones are counted, not listed, beyond a number."""
    shown = [("written", w.id, _detail(w)) for w in report.of(Written)]
    shown += [("failed", failed.name, failed.error) for failed in report.of(Failed)]
    shown += [("skipped", skipped.name, skipped.reason) for skipped in report.of(Skipped)]
    shown += [("removed", doc, "its source left the inbox; the brief stays") for doc in report.removed]
    unchanged = [u.id for u in report.of(Unchanged)]
    return shown + [("unchanged", doc, "") for doc in unchanged if len(unchanged) <= most_unchanged]


def _detail(written: Written) -> str:
    """Which stages ran and why, and what a person should look at."""
    why = written.stages[0][1]
    stages = "" if why == "new" else ": " + ", ".join(stage for stage, _ in written.stages)
    return f"{why}{stages}" + (f"; {written.review} to review" if written.review else "")


def to_markdown(report: Report) -> str:
    """The report as a Markdown table, for an artifact."""
    lines = ["| outcome | document | detail |", "|---|---|---|"]
    lines += [f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows(report)]
    return f"{report.summary()}\n\n" + "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    shown = "".join(char if char.isprintable() else "�" for char in text)
    return "".join(f"\\{char}" if char in "\\|`*_[]<>" else char for char in shown)


def keep(outputs: Path, report: Report, system: System = REAL) -> Path:
    """Write the report as the next number of runs/ (numbers, as clocks go back); a torn last one is set aside."""
    folder = outputs / "runs"
    data = (json.dumps(report.to_dict(), ensure_ascii=True, indent=1) + "\n").encode()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        last = max(_numbers(folder), default=0)
        _check(folder / f"{last:06d}.json")
        for number in count(last + 1):
            path = folder / f"{number:06d}.json"
            with suppress(FileExistsError):  # a rerun beside this run was first
                write_new(path, data, system)
                break
    except OSError as error:
        raise explain(error, folder) from error
    return path


def _check(path: Path) -> None:
    """Set a report aside that a kill cut off, or that is none."""
    try:
        sound = "written" in json.loads(path.read_bytes())
    except FileNotFoundError:
        return
    except (ValueError, TypeError):
        sound = False
    if not sound:
        set_aside(path, "it is no report of a run")


def _numbers(folder: Path) -> Sequence[int]:
    return [int(path.name.partition(".")[0]) for path in folder.iterdir() if path.name.partition(".")[0].isdigit()]
