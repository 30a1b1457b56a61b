"""A published brief and its edits, opened by the commands that change them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flows.steps.errors import UsageError

if TYPE_CHECKING:
    from flows.steps.edits import Edits
    from flows.steps.types import Brief


@dataclass(slots=True)
class Open:
    """A brief with its edits, held by its lock."""

    outputs: Path
    brief: Brief
    edits: Edits

    def restore(self, at: str, was: str) -> None:
        """Put back the English that a correction replaced, with what the audit has to say of it."""
        from flows.steps.audit import audit_translation, decide
        from flows.steps.edits import restore
        from flows.steps.glossary import load_glossary
        from flows.steps.names import build_register
        from flows.steps.review import shown, under_review

        self.brief = restore(self.brief, at, was)
        if was:
            register = build_register(self.brief.article, load_glossary())
            checks = audit_translation(shown(self.brief, at)[0], was, register)
            if decide(checks) != "ok":
                self.brief = under_review(self.brief, at, checks)

    def rename(self, zh: str, en: str, was: str) -> None:
        """Put back the rendering of a name that a correction replaced."""
        from flows.steps.edits import NameEdit, rename_all

        self.brief = rename_all(self.brief, NameEdit(zh, was, en))

    def save(self, edits: Edits) -> Brief:
        """Write the edits, apply them, and publish the brief again; no model is needed."""
        from flows.steps import edits as edits_of
        from flows.steps import review
        from flows.steps.render import render
        from flows.steps.store import publish

        edits_of.save(self.outputs, self.brief.id, edits)
        self.edits = edits
        self.brief = review.settle(edits_of.apply_to_brief(self.brief, edits), edits)
        publish(self.outputs, self.brief.id, render(self.brief))
        return self.brief


@contextmanager
def opened(outputs: Path | None, doc: str) -> Iterator[Open]:
    """The brief that DOC names, under its lock, with its edits as the file has them now.

    Raises UsageError for an unknown document, BusyError while a run works on it.
    """
    from flows.settings import load_settings
    from flows.steps import edits as edits_of
    from flows.steps import review
    from flows.steps.store import document_lock, load_brief, resolve

    folder = load_settings(outputs=outputs).outputs
    found = resolve(folder, doc)
    with document_lock(folder, found):
        brief = load_brief(folder, found)
        if brief is None:
            raise UsageError("the record can't be used", file=str(folder / found), todo="run zhbrief run again")
        edits = edits_of.load(folder, found)
        yield Open(folder, review.settle(edits_of.apply_to_brief(brief, edits), edits), edits)


def reviewer_name(given: str | None) -> str:
    """Who decides: as given, else the name of the account."""
    import getpass

    name = (given or "").strip()
    if not name:
        try:
            name = getpass.getuser()
        except (OSError, KeyError, ImportError) as error:
            raise UsageError("nobody is named", todo="say who decides with --reviewer NAME") from error
    return name
