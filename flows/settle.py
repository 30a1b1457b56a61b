"""What is due: every source of the inbox against what was published, before any model or flow starts."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from flows.guard import retrying
from flows.steps import signature
from flows.steps.clean import STAGE_VERSION as CLEAN_VERSION
from flows.steps.decode import decode
from flows.steps.edits import load as load_edits
from flows.steps.edits import stale
from flows.steps.errors import DocumentError, SkipDocument, UsageError
from flows.steps.read import list_sources, read_source
from flows.steps.signature import STAGES, Deciders
from flows.steps.store import Index, Known, Settled, assign_ids, doc_ids, load_brief, stamp
from flows.steps.types import Brief, Failed, Skipped, StageRecord

DERIVED = ("brief.md", "full.md", "brief.html")
_BY = str(CLEAN_VERSION)


@dataclass(frozen=True, slots=True)
class Job:
    """A document that is due: its sources (the first is read), and which stages run and why."""

    doc: str
    files: tuple[str, ...]
    stages: tuple[tuple[str, str], ...]
    alone: bool = False

    @property
    def needs_models(self) -> bool:
        """Whether more than the rendering is due."""
        return bool(self.due - {"render"})

    @property
    def due(self) -> frozenset[str]:
        """The stages that run."""
        return frozenset(stage for stage, _ in self.stages)


@dataclass(slots=True)
class Plan:
    """What a run will do and need not do; ``removed`` have left the inbox and keep their briefs, ``returned`` had."""

    jobs: list[Job] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a run reads and writes, and what decides its briefs."""

    inbox: Path
    outputs: Path
    by: Deciders

    def signatures(self, doc: str, text_sha256: str) -> dict[str, StageRecord]:
        """The signatures that a document of this text would have now."""
        return signature.sign(text_sha256, self.by, edits_hash(self.outputs, doc))


def edits_hash(outputs: Path, doc: str) -> str:
    """What tells one state of a document's human edits from another."""
    path = f"{outputs}/edits/{doc}.toml"
    if not os.path.exists(path):  # noqa: PTH110 - a Path for each of 10,000 documents costs a second
        return ""
    try:
        return signature.short_hash(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return ""


def settle(desk: Desk, index: Index) -> Plan:
    """Compare the inbox with the outputs, by hashes alone; notes what it learnt in the index."""
    if not desk.inbox.is_dir():
        raise UsageError("there is no such inbox", file=str(desk.inbox), todo="name a folder of articles with --inbox")
    plan, names = Plan(), list_sources(desk.inbox)
    texts = _texts(desk, index, plan, names)
    catch_up(desk, index)
    groups: dict[str, list[str]] = defaultdict(list)
    for name, text in texts.items():
        groups[text].append(name)
    documents = _identify(groups, index)
    for doc, (text, files) in sorted(documents.items()):
        try:
            _decide(desk, index, plan, Settled(files, text, "", (0, 0, 0)), doc)
        except UsageError as error:  # its edits can't be read: the others go on
            plan.failed.append(Failed(files[0], str(error)))
    here = set(names)
    gone = index.documents.keys() - documents.keys()
    plan.removed = sorted(doc for doc in gone if here.isdisjoint(index.documents[doc].files))
    return plan


def _texts(desk: Desk, index: Index, plan: Plan, names: Iterable[str]) -> dict[str, str]:
    """The hash of each source's text; sources without a brief of their own go to the plan."""
    texts = {}
    for name in names:
        try:
            known = know(desk.inbox, name, index)
        except SkipDocument as skip:
            plan.skipped.append(Skipped(name, skip.what))
        except DocumentError as error:
            plan.failed.append(Failed(name, error.what))
        else:
            if known.skip:
                plan.skipped.append(Skipped(name, known.skip))
            else:
                texts[name] = known.text_sha256
    for gone in index.sources.keys() - set(names):
        index.sources.pop(gone)
    return texts


def know(inbox: Path, name: str, index: Index) -> Known:
    """What the source's bytes say, from the cache where the same bytes were read before.

    Raises SkipDocument for what can't be read as a source, DocumentError where reading fails.
    """
    source = retrying(lambda: read_source(inbox, name))
    known = index.sources.get(name)
    if known is None or (known.sha256, known.by) != (source.sha256, _BY):
        try:
            known = Known(source.sha256, _BY, text_sha256=decode(source).sha256)
        except SkipDocument as skip:
            known = Known(source.sha256, _BY, skip=skip.what)
        index.know(name, known)
    return known


def note_skip(index: Index, name: str, sha256: str, reason: str) -> None:
    """Remember that cleaning found no article in these bytes."""
    index.know(name, Known(sha256, _BY, skip=reason))


def catch_up(desk: Desk, index: Index) -> None:
    """Bring the cache to the state of the outputs: records that it does not know, folders that are gone."""
    present = set(doc_ids(desk.outputs))
    for gone in index.documents.keys() - present:
        index.documents.pop(gone)
    for doc in sorted(present - index.documents.keys()):
        brief = load_brief(desk.outputs, doc)
        if brief is not None:
            index.settle(doc, settled(desk.outputs, brief))


def settled(outputs: Path, brief: Brief, sketch: str = "") -> Settled:
    """The cache's entry for a published brief."""
    return Settled(
        files=brief.source.files,
        text_sha256=brief.source.text_sha256,
        signature=brief.stages["render"].signature,
        stamp=stamp(outputs, brief.id) or (0, 0, 0),
        sketch=sketch,
        related=tuple(related.id for related in brief.related),
    )


def _identify(groups: Mapping[str, list[str]], index: Index) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Id -> (text, files): the brief of the same text first, then that of the first file, then a new id."""
    by_text = {entry.text_sha256: doc for doc, entry in sorted(index.documents.items(), reverse=True)}
    by_file = {entry.files[0]: doc for doc, entry in index.documents.items() if entry.files}
    ids = {text: by_text[text] for text in groups if text in by_text}
    used = set(ids.values())
    for text, files in groups.items():
        doc = next((by_file[name] for name in files if name in by_file), None)
        if text not in ids and doc is not None and doc not in used:
            ids[text] = doc
            used.add(doc)
    new = {files[0]: text for text, files in groups.items() if text not in ids}
    held = {f"\0{doc}": doc for doc in index.documents}
    for name, doc in assign_ids(new, held).items():
        ids[new[name]] = doc
    return {doc: (text, tuple(groups[text])) for text, doc in ids.items()}


def _decide(desk: Desk, index: Index, plan: Plan, wanted: Settled, doc: str) -> None:
    """Put one document among the unchanged or the jobs."""
    entry, now = index.documents.get(doc), desk.signatures(doc, wanted.text_sha256)
    if entry is not None and entry.removed:
        plan.returned.append(doc)
    if entry is not None and _same(entry, wanted.files, now) and _intact(desk.outputs, doc, entry):
        plan.unchanged.append(doc)
        return
    before = load_brief(desk.outputs, doc)
    stages = _withdrawn(desk, before) or explain(now, before, wanted.files, desk.by)
    if not stages and before is not None and _complete(desk.outputs, doc):
        index.settle(doc, replace(settled(desk.outputs, before), sketch=entry.sketch if entry else ""))
        plan.unchanged.append(doc)
        return
    plan.jobs.append(Job(doc, wanted.files, stages or (("render", "a file of the brief is missing"),)))


def _withdrawn(desk: Desk, before: Brief | None) -> tuple[tuple[str, str], ...]:
    """A record that shows a correction which the file has no more holds nobody's English: translate again."""
    if before is None or not stale(before, load_edits(desk.outputs, before.id)):
        return ()
    return (("translate", "a correction was withdrawn"), ("render", "follows translate"))


def _same(entry: Settled, files: tuple[str, ...], now: Mapping[str, StageRecord]) -> bool:
    return entry.files == files and entry.signature == now["render"].signature and not entry.removed


def _intact(outputs: Path, doc: str, entry: Settled) -> bool:
    return entry.stamp == stamp(outputs, doc) and _complete(outputs, doc)


def _complete(outputs: Path, doc: str) -> bool:
    return all(os.path.exists(f"{outputs}/{doc}/{name}") for name in DERIVED)  # noqa: PTH110 - as above


def explain(
    now: dict[str, StageRecord], before: Brief | None, files: Iterable[str], by: Deciders
) -> tuple[tuple[str, str], ...]:
    """Each stage that is due, and why; empty where nothing is."""
    if before is None:
        return tuple((stage, "new") for stage in STAGES)
    due = signature.due(now, before.stages)
    reasons = [(stage, f"follows {previous}") for previous, stage in zip(("", *due), due, strict=False)]
    if due:
        reasons[0] = (due[0], _reason(due[0], now, before, by))
    elif before.source.files != tuple(files):
        reasons = [("render", "the source's files changed")]
    return tuple(reasons)


def _reason(stage: str, now: dict[str, StageRecord], before: Brief, by: Deciders) -> str:
    """Why the first stage that is due is due."""
    if stage == "clean":
        same = now["clean"] == signature.sign(before.source.text_sha256, by)["clean"]
        return "the text changed" if not same else "the cleaning changed"
    if stage == "render":
        return "the rendering or the edits changed"
    if now[stage].model != before.stages[stage].model:
        return "the model changed"
    return "the glossary changed" if by.glossary != before.glossary else "the step or its options changed"
