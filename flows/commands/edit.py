"""`zhbrief edit`: correct a sentence or a name of a brief, for good."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from flows.commands.desk import Open
    from flows.steps.edits import Edits


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("edit")(edit)


def edit(  # noqa: PLR0913, PLR0917 - a command has a parameter for each of its flags
    doc: Annotated[str, typer.Argument(help="An id, a file name or a unique prefix.", metavar="DOC")],
    at: Annotated[str | None, typer.Option(help="The sentence: s2, p4.1, or t for the headline.")] = None,
    name: Annotated[str | None, typer.Option(help="The name, in Chinese.")] = None,
    en: Annotated[str | None, typer.Option(help="Its English.")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take the correction back.")] = False,
    to_glossary: Annotated[Path | None, typer.Option(help="Add the name to this glossary (TSV) as well.")] = None,
    reviewer: Annotated[str | None, typer.Option(help="Who corrects.  [default: your account]")] = None,
    outputs: Annotated[Path | None, typer.Option(help="Where briefs are kept.  [default: outputs]")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print what changed as JSON.")] = False,
) -> None:
    """Correct a sentence or a name; the correction survives re-runs and is flagged when its source changes.

    Example: zhbrief edit 01-lanchuan --at s2 --en "Output rose 6.2 percent."
    """
    from flows.commands.desk import opened, reviewer_name
    from flows.steps.errors import UsageError

    if (at is None) == (name is None):
        raise UsageError("say either --at or --name", todo='for example --at s2 --en "…"')
    if (en is None or not en.strip()) != undo:
        raise UsageError("say what the English is", todo='--en "…", or --undo to take a correction back')
    english = (en or "").strip()
    _no_han(english)
    with opened(outputs, doc) as desk:
        by = "" if undo else reviewer_name(reviewer)
        edits = _at(desk, at, english, by) if at is not None else _name(desk, name or "", english, by)
        desk.save(edits)
        _say(desk, at or name or "", english, as_json)
    if to_glossary is not None and name is not None and english:
        from flows.commands.glossary_row import add_row

        add_row(to_glossary, name, english, next((n.kind for n in desk.brief.names if n.zh == name), "term"))


def _no_han(english: str) -> None:
    from flows.steps.audit.words import HAN
    from flows.steps.errors import UsageError

    if HAN.search(english):
        raise UsageError("English never holds a Chinese character; the page adds the Chinese of a name itself")


def _at(desk: Open, at: str, english: str, by: str) -> Edits:
    """The edits with this sentence corrected, or, without English, as it was."""
    from flows.steps.edits import SentenceEdit, of_brief
    from flows.steps.errors import UsageError
    from flows.steps.review import shown

    place = of_brief(desk.brief).get(at)
    if place is None:
        raise UsageError(f"no sentence {at!r} in this brief", file=desk.brief.id, todo="t, s1, p1.1 …")
    part, key, occurrence = place.key
    before = next((e for e in desk.edits.sentences if (e.part, e.hash, e.occurrence) == place.key), None)
    others = tuple(e for e in desk.edits.sentences if e is not before)
    if not english:
        if before is None:
            raise UsageError(f"{at} has no correction", file=desk.brief.id)
        desk.restore(at, before.was)
        return replace(desk.edits, sentences=others)
    was = before.was if before else shown(desk.brief, at)[1]
    row = SentenceEdit(key, english, part, occurrence, at, place.zh, was, by)
    return replace(desk.edits, sentences=(*others, row))


def _name(desk: Open, name: str, english: str, by: str) -> Edits:
    """The edits with this name corrected, or, without English, as it was."""
    from flows.steps.edits import NameEdit
    from flows.steps.errors import UsageError

    known = next((entry for entry in desk.brief.names if entry.zh == name), None)
    before = next((entry for entry in desk.edits.names if entry.zh == name), None)
    if known is None and before is None:
        names = ", ".join(entry.zh for entry in desk.brief.names[:8])
        raise UsageError(f"{name} is no name of this brief", file=desk.brief.id, todo=f"names: {names} …")
    others = tuple(entry for entry in desk.edits.names if entry is not before)
    if not english:
        if before is None:
            raise UsageError(f"{name} has no correction", file=desk.brief.id)
        desk.rename(name, before.en, before.was)
        return replace(desk.edits, names=others)
    was = before.was if before else known.en if known else ""
    if before is not None:
        desk.rename(name, before.en, before.was)
    return replace(desk.edits, names=(*others, NameEdit(name, english, was, by)))


def _say(desk: Open, what: str, english: str, as_json: bool) -> None:
    import json

    from flows.steps.edits import path_of

    path = path_of(desk.outputs, desk.brief.id)
    row = {"id": desk.brief.id, "what": what, "en": english or None, "file": str(path)}
    text = json.dumps(row, ensure_ascii=False) if as_json else f"{what}: {english or 'as it was'}  ({path})"
    sys.stdout.write(text + "\n")
