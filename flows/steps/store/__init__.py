"""Where briefs are kept: identity, locks, atomic publication, records and the cache of settled documents."""

from flows.steps.store.atomic import REAL, System, write_atomic
from flows.steps.store.ids import assign_ids, doc_id
from flows.steps.store.index import Attempt, Index, Known, Settled, load_index, stamp
from flows.steps.store.locks import document_lock, run_lock
from flows.steps.store.probe import probe
from flows.steps.store.publish import publish, sweep
from flows.steps.store.records import Meta, doc_ids, load_brief, load_meta, resolve, set_aside

__all__ = [
    "REAL",
    "Attempt",
    "Index",
    "Known",
    "Meta",
    "Settled",
    "System",
    "assign_ids",
    "doc_id",
    "doc_ids",
    "document_lock",
    "load_brief",
    "load_index",
    "load_meta",
    "probe",
    "publish",
    "resolve",
    "run_lock",
    "set_aside",
    "stamp",
    "sweep",
    "write_atomic",
]
