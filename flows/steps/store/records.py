"""What was published: the record, the notes beside it, and finding a document by what a person types."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from flows.steps.errors import OutputsError, UsageError
from flows.steps.store.ids import doc_id
from flows.steps.store.publish import RECORD
from flows.steps.types import Brief

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Meta:
    """What the record must not hold: times (ISO 8601, UTC), seconds by stage, sources that left the inbox."""

    first_written: str
    last_written: str
    seconds: Mapping[str, float] = field(default_factory=dict)
    removed: bool = False

    def to_json(self) -> bytes:
        """The bytes of meta.json."""
        return (json.dumps(asdict(self), indent=1, sort_keys=True) + "\n").encode()


def load_brief(outputs: Path, doc: str) -> Brief | None:
    """The record of a document; a torn or foreign one is set aside as .bad with a warning, and is None."""
    from flows.steps.render.record import from_json

    path = outputs / doc / RECORD
    try:
        brief = from_json(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except ValueError as error:
        set_aside(path, str(error))
        return None
    except OSError as error:
        raise OutputsError(f"can't be read: {error.strerror}", file=str(path)) from error
    if brief.id != doc:
        set_aside(path, f"it is the record of {brief.id!r}")
        return None
    return brief


def load_meta(outputs: Path, doc: str) -> Meta | None:
    """The notes beside a record, or None where there are none that can be read."""
    try:
        notes = json.loads((outputs / doc / "meta.json").read_bytes())
        return Meta(**{name: notes[name] for name in Meta.__slots__ if name in notes})
    except (OSError, ValueError, TypeError):
        return None


def set_aside(path: Path, why: str) -> None:
    """Rename a damaged file of ours to ``.bad``, so that it can be looked at and will be made again."""
    bad = path.with_name(f"{path.name}.bad")
    path.replace(bad)
    log.warning("%s can't be used and was set aside as %s: %s", path, bad.name, why)


def doc_ids(outputs: Path) -> list[str]:
    """The ids of all documents that have a record, sorted."""
    if not outputs.is_dir():
        return []
    names = (name for name in os.listdir(outputs) if name[0] != ".")  # noqa: PTH208 - Paths cost a second for 10,000
    return sorted(name for name in names if os.path.isfile(f"{outputs}/{name}/{RECORD}"))  # noqa: PTH113


def resolve(outputs: Path, doc: str) -> str:
    """The id that a person means by an id, a file name or a unique prefix; UsageError names what there is."""
    ids = doc_ids(outputs)
    name = doc.removesuffix(".txt")
    found = [known for known in ids if known in (doc, name, doc_id(doc))] or [
        known for known in ids if known.startswith(name)
    ]
    if len(found) == 1:
        return found[0]
    shown = ", ".join((found or ids)[:12]) or "no document yet"
    more = f" and {len(found or ids) - 12} more" if len(found or ids) > 12 else ""
    problem = "fits several documents" if found else "no such document"
    raise UsageError(f"{problem}: {doc!r}", file=str(outputs), todo=f"there is: {shown}{more}")
