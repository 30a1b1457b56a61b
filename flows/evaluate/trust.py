"""`zhbrief eval trust`: how often the audit sees a planted error, and how often it stops a correct sentence."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.evaluate.planted import PLANTS, Pair, plant
from flows.steps.audit import audit_translation
from flows.steps.errors import UsageError
from flows.steps.types import Check

if TYPE_CHECKING:
    from flows.steps.names import Register

# Which check should see which planted error; any other that fires sends the sentence to review all the same.
OWN: dict[str, frozenset[str]] = {
    **dict.fromkeys(list(PLANTS)[:8], frozenset({"figures"})),
    "swapped name": frozenset({"names", "terms"}),
    "dropped negation": frozenset({"negation"}),
    "reversed direction": frozenset({"direction"}),
    "omitted clause": frozenset({"omission"}),
    "untranslated run": frozenset({"han", "copied"}),
    "repeated phrase": frozenset({"repetition"}),
}


@dataclass(frozen=True, slots=True)
class Rate:
    """How many errors of a kind were planted, seen by any check, and seen by the check whose task it is."""

    kind: str
    planted: int
    seen: int
    own: int
    missed: tuple[tuple[str, str], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Trust:
    """The audit's rates on one set of correct pairs."""

    name: str
    pairs: int
    names: int
    stopped: int
    stopped_by: dict[str, int]
    rates: tuple[Rate, ...]
    alarms: tuple[tuple[str, str, str], ...] = field(default=(), repr=False)

    def rate(self, kind: str) -> float:
        """The share of planted errors of a kind that any check saw; 1.0 where none could be planted."""
        found = next(rate for rate in self.rates if rate.kind == kind)
        return found.seen / found.planted if found.planted else 1.0

    def false_alarms(self, check: str | None = None) -> float:
        """The share of correct pairs that a check, or any, stopped."""
        return (self.stopped if check is None else self.stopped_by.get(check, 0)) / max(self.pairs, 1)


def register(eval_app: typer.Typer) -> None:
    """Add the command to `zhbrief eval`."""
    eval_app.command("trust")(trust)


def trust(
    pairs: Annotated[
        list[Path] | None, typer.Option("--pairs", help="Correct pairs: Chinese, tab, English; may be repeated.")
    ] = None,
    misses: Annotated[
        bool, typer.Option("--misses", help="List what was missed and what was wrongly stopped.")
    ] = False,
    table: Annotated[Path | None, typer.Option("--table", help="Write the tables into this Markdown page.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON line for each file.")] = False,
) -> None:
    """Plant errors in correct pairs and count what the audit sees.

    Example: zhbrief eval trust --pairs tests/gold/pairs.tsv
    """
    files = pairs or [Path("tests/gold/pairs.tsv")]
    found = [measure(path.stem, read_pairs(path)) for path in files]
    for one in found:
        typer.echo(_json(one) if as_json else "\n".join(rows(one)))
        if misses:
            typer.echo("\n".join(listing(one)), err=True)
    if table is not None:
        from flows.evaluate.tables import write_tables

        write_tables(table, found)


def _json(found: Trust) -> str:
    data = asdict(found)
    data.pop("alarms")
    for rate in data["rates"]:
        rate.pop("missed")
    return json.dumps(data, ensure_ascii=False)


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """The pairs of a file, the Chinese in the form that the translator reads; a heading line says which columns."""
    from flows.steps.lines import normal_lines

    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"no pairs can be read: {error}", file=str(path)) from error
    split = [line.split("\t") for line in lines if "\t" in line]
    head = split[0] if split and {"zh", "en"} <= set(split[0]) else ["zh", "en"]
    zh, en = head.index("zh"), head.index("en")
    found = [(cells[zh], cells[en].strip()) for cells in split if cells != head]
    if not found:
        raise UsageError("no pairs in the file", file=str(path), todo="one pair a line: Chinese, tab, English")
    return list(zip(normal_lines("\n".join(pair[0] for pair in found)), (pair[1] for pair in found), strict=True))


def measure(name: str, pairs: Sequence[tuple[str, str]]) -> Trust:
    """Audit the pairs as they are, then those that pass with one error of each kind."""
    from flows.steps.glossary import load_glossary
    from flows.steps.lines import as_article
    from flows.steps.names import build_register

    known = build_register(as_article([zh for zh, _ in pairs]), load_glossary())
    failed = [(zh, en, _failed(zh, en, known)) for zh, en in pairs]
    names = tuple(name for name in known.names if name.hard)
    clean = [
        Pair(zh, en, tuple(name for _, name in known.find(zh) if name.hard), names)
        for zh, en, checks in failed
        if not checks
    ]
    counts = Counter(check.name for _, _, checks in failed for check in checks)
    alarms = tuple((zh, en, _reasons(checks)) for zh, en, checks in failed if checks)
    rates = tuple(_rate(kind, clean, known) for kind in PLANTS)
    return Trust(name, len(pairs), len(names), len(alarms), dict(sorted(counts.items())), rates, alarms)


def _failed(zh: str, en: str, known: Register) -> list[Check]:
    return [check for check in audit_translation(zh, en, known) if not check.ok]


def _reasons(checks: Sequence[Check]) -> str:
    return "; ".join(f"{check.name}: {check.why}" for check in checks)


def _rate(kind: str, clean: Sequence[Pair], known: Register) -> Rate:
    planted = plant(clean, kind)
    failed = [(pair, en, {check.name for check in _failed(pair.zh, en, known)}) for pair, en in planted]
    own = sum(bool(names & OWN[kind]) for _, _, names in failed)
    missed = tuple((pair.zh, en) for pair, en, names in failed if not names)
    return Rate(kind, len(planted), len(planted) - len(missed), own, missed)


def rows(found: Trust) -> list[str]:
    """The rates as lines for a terminal."""
    head = f"{found.name}: {found.pairs} pairs, {found.names} hard names known, {found.stopped} stopped untouched"
    by = ", ".join(f"{name} {count}" for name, count in found.stopped_by.items())
    lines = [f"{head} ({found.false_alarms():.1%}){': ' + by if by else ''}"]
    for rate in found.rates:
        share = f"{rate.seen / rate.planted:6.1%}" if rate.planted else "     -"
        lines.append(f"  {rate.kind:30} {rate.planted:5} planted  {share} seen  {rate.own:5} by its own check")
    return lines


def listing(found: Trust) -> list[str]:
    """What was stopped though correct, and what was planted and passed."""
    lines = [f"stopped: {why}\n  {zh}\n  {en}" for zh, en, why in found.alarms]
    for rate in found.rates:
        lines += [f"missed {rate.kind}:\n  {zh}\n  {en}" for zh, en in rate.missed]
    return lines
