"""Identity: from the name of a source to the name of its folder."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Container, Iterable, Mapping

_UNSAFE = re.compile(r"[^\w.-]+")
_EXTENSION = re.compile(r"\.(html?|xhtml|md|markdown)$", re.IGNORECASE)
_OURS = re.compile(r"(edits|runs|names|site)|.*\.(html|md|db|json|xml|css|js|toml|lock|bad)")
_MAX_BYTES = 120  # of 255: a staging folder adds a token, a shell user a few letters more


def doc_id(name: str, taken: Container[str] = ()) -> str:
    """The id of a source: its name without ``.txt``, ``/`` as ``~``, safe as a folder, a URL and an argument.

    A short hash of the name follows where making it safe changed anything, or where the id is in ``taken``
    (ids in casefolded form).
    """
    stem = name[:-4] if name.casefold().endswith(".txt") else _EXTENSION.sub(lambda match: f"-{match[1]}", name)
    safe = "~".join(_safe(part) for part in stem.split("/"))
    plain = safe == stem.replace("/", "~") and "~" not in stem and not _reserved(safe)
    if plain and safe.casefold() not in taken:
        return safe
    return f"{_cut(safe)}-{_short_hash(name)}"


def assign_ids(names: Iterable[str], known: Mapping[str, str]) -> dict[str, str]:
    """An id for every name; a name in ``known`` (name -> id) keeps its own, so identity never depends on order."""
    ids = {name: known[name] for name in names if name in known}
    taken = {held.casefold() for held in known.values()}
    for name in sorted(set(names) - ids.keys()):
        ids[name] = doc_id(name, taken)
        taken.add(ids[name].casefold())
    return ids


def _safe(part: str) -> str:
    """One path component of letters, digits, ``_``, ``-`` and ``.``, without a leading dot or dash."""
    text = part.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return _UNSAFE.sub("_", unicodedata.normalize("NFC", text)).lstrip(".-").rstrip(".")


def _reserved(safe: str) -> bool:
    """Whether the folder would be empty-named, too long, or in the way of a file of ours in outputs/."""
    return not safe or len(safe.encode()) > _MAX_BYTES or _OURS.fullmatch(safe.casefold()) is not None


def _cut(safe: str) -> str:
    """At most ``_MAX_BYTES`` of UTF-8, never half a character."""
    return safe.encode()[:_MAX_BYTES].decode("utf-8", "ignore") or "document"


def _short_hash(name: str) -> str:
    """Eight hex digits of the name's own bytes: NFC and NFD twins differ."""
    return hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:8]
