"""`zhbrief audit`: check any English against its Chinese, line by line."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.steps.names import Register
    from flows.steps.types import Check


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("audit")(audit)


def audit(
    zh: Annotated[Path, typer.Argument(help="Chinese, one sentence a line.", metavar="ZH")],
    en: Annotated[Path, typer.Argument(help="English, line by line the same.", metavar="EN")],
    glossary: Annotated[Path | None, typer.Option(help="A desk's own glossary (TSV).")] = None,
    failed: Annotated[bool, typer.Option("--failed", help="Only the lines that fail a check.")] = False,
    everything: Annotated[bool, typer.Option("--all-checks", help="List the checks that passed as well.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON line a pair (what you get anyway).")] = False,  # noqa: ARG001 - what is asked for is what all get
) -> None:
    """Check a translation: one JSON line a pair with what failed and why; exit 1 where any line failed.

    An empty line beside an empty line is fine. It serves any translator's output.

    Example: zhbrief audit article.zh article.en
    """
    pairs = read_aligned(zh, en)
    names = names_of([source for source, _ in pairs], glossary)
    bad = 0
    for number, (source, output) in enumerate(pairs, 1):
        checks = check(source, output, names)
        ok = all(found.ok for found in checks)
        bad += not ok
        if not (failed and ok):
            sys.stdout.write(line(number, checks, everything) + "\n")
    sys.stderr.write(f"{bad} of {len(pairs)} lines failed a check\n")
    raise typer.Exit(1 if bad else 0)


def read_aligned(zh: Path, en: Path) -> list[tuple[str, str]]:
    """The pairs of two files with as many lines, the Chinese in the form that the translate step reads."""
    from flows.steps.errors import UsageError
    from flows.steps.lines import normal_lines

    sources, outputs = normal_lines(_read(zh)), _read(en).removesuffix("\n").split("\n")
    if len(sources) != len(outputs):
        counts = f"{len(sources)} lines of Chinese, {len(outputs)} of English"
        raise UsageError(f"the files are not line-aligned: {counts}", file=str(en))
    return list(zip(sources, (output.strip() for output in outputs), strict=True))


def _read(path: Path) -> str:
    from flows.commands.files import read_argument
    from flows.steps.decode import decode
    from flows.steps.errors import SkipDocument, UsageError

    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            return decode(read_argument(str(path))).text
        except SkipDocument as skip:
            raise UsageError(skip.what, file=str(path)) from skip
    except OSError as error:
        raise UsageError(f"can't be read: {error.strerror}", file=str(path)) from error


def names_of(lines: Sequence[str], glossary: Path | None) -> Register:
    """The register of names of all lines together."""
    from flows.steps.glossary import load_glossary
    from flows.steps.lines import as_article
    from flows.steps.names import build_register

    return build_register(as_article(lines), load_glossary([glossary] if glossary else []))


def check(source: str, output: str, names: Register) -> tuple[Check, ...]:
    """The audit of one pair; English where there is no Chinese was invented."""
    from flows.steps.audit import audit_translation
    from flows.steps.types import Check

    if not source:
        return (Check("empty", not output, "English without Chinese" if output else "", fatal=bool(output)),)
    return audit_translation(source, output, names)


def line(number: int, checks: Sequence[Check], everything: bool = False) -> str:
    """One JSON line: ``checks`` lists what failed, or everything that was asked."""
    shown = [found for found in checks if everything or not found.ok]
    rows = [{"name": c.name, "ok": c.ok, "why": c.why} if everything else {"name": c.name, "why": c.why} for c in shown]
    return json.dumps({"line": number, "ok": all(c.ok for c in checks), "checks": rows}, ensure_ascii=False)
