"""Human corrections: kept in outputs/edits/<id>.toml, keyed by the sentence's hash and occurrence.

How a run uses them (all but ``load`` and ``save`` are pure):

    edits = load(outputs, doc_id)                                        # at the edge, with the other inputs
    summary, translation = apply(article, summary, translation, edits)   # before the ledger is built
    brief = review.settle(brief, edits)                                  # last: names, flags, resolutions

A brief whose record holds corrections that the file has no more (``stale``) must be translated again.
"""

from flows.steps.edits.applied import apply, apply_to_brief, rename_all, restore, stale
from flows.steps.edits.file import dump, load, path_of, save
from flows.steps.edits.model import Edits, NameEdit, Place, Resolution, SentenceEdit, hash_of, of_brief, places

__all__ = [
    "Edits",
    "NameEdit",
    "Place",
    "Resolution",
    "SentenceEdit",
    "apply",
    "apply_to_brief",
    "dump",
    "hash_of",
    "load",
    "of_brief",
    "path_of",
    "places",
    "rename_all",
    "restore",
    "save",
    "stale",
]
