"""The glossary: preferred renderings of names and terms, ours with a desk's own on top."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import get_args

from flows.steps.errors import GlossaryError
from flows.steps.script import detect_script, term_changes, to_simplified
from flows.steps.types import NameKind

COLUMNS = ("zh", "en", "kind", "mode", "context")
OURS = "glossary.tsv"
_HAN = re.compile(r"[\u3400-\u9fff]")
_MODES = ("hard", "soft")
_KINDS: tuple[str, ...] = get_args(NameKind)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: ``context`` is a list of conditions (see flows.steps.names.conditions), empty for always."""

    zh: str
    en: str
    kind: NameKind
    hard: bool
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Glossary:
    """All entries that hold, and a hash of them for signatures."""

    entries: tuple[Entry, ...]
    hash: str

    def __hash__(self) -> int:
        """By the hash kept: that of two thousand entries would take 4 ms, at each look into a cache."""
        return hash(self.hash)


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    entry: Entry


@lru_cache(maxsize=8)
def protected(glossary: Glossary) -> tuple[str, ...]:
    """The names that hold a term of our conversion table (a firm called 晶片), which cleaning must leave alone."""
    return tuple(entry.zh for entry in glossary.entries if any(True for _ in term_changes(entry.zh)))


def load_glossary(paths: Sequence[Path] = ()) -> Glossary:
    """Our glossary with each file of ``paths`` on top; an entry of a later file replaces earlier ones of its word.

    Raises GlossaryError that lists every problem of every file, with lines.
    """
    if not paths:
        return _ours()
    problems: list[str] = []
    layers = [_ours_rows()]
    for path in paths:
        rows, wrong = _read(path)
        layers.append(rows)
        problems += [f"{path}: {line}" for line in wrong]
    entries = _merge(layers)
    if not problems:
        entries, wrong = _resolve(entries)
        problems += wrong
    if problems:
        raise GlossaryError(
            "\n".join([f"{len(problems)} problems in the glossary", *problems]), todo="correct these lines"
        )
    return _glossary(entries)


@lru_cache(maxsize=1)
def _ours_rows() -> tuple[_Row, ...]:
    text = (files("flows.steps") / "data" / OURS).read_text("utf-8")
    rows, problems = parse(text)
    if problems:
        raise GlossaryError("\n".join([f"{len(problems)} problems in {OURS}", *problems]))
    return rows


@lru_cache(maxsize=1)
def _ours() -> Glossary:
    entries, problems = _resolve(_merge([_ours_rows()]))
    if problems:
        raise GlossaryError("\n".join([f"{len(problems)} problems in {OURS}", *problems]))
    return _glossary(entries)


def _glossary(entries: Iterable[Entry]) -> Glossary:
    kept = tuple(sorted(entries, key=lambda entry: (entry.zh, entry.context)))
    text = "\n".join("\t".join([e.zh, e.en, e.kind, str(e.hard), *e.context]) for e in kept)
    return Glossary(kept, hashlib.sha256(text.encode()).hexdigest()[:16])


def _read(path: Path) -> tuple[tuple[_Row, ...], list[str]]:
    try:
        return parse(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        return (), [f"can't be read ({error.strerror})"]
    except UnicodeDecodeError as error:
        return (), [f"is not UTF-8 (byte {error.start})"]


def parse(text: str) -> tuple[tuple[_Row, ...], list[str]]:
    """The rows of a glossary's text, and its problems as "line N: what"; blank lines and # lines are skipped."""
    lines = [(i, line.rstrip("\r")) for i, line in enumerate(text.split("\n"), 1)]
    lines = [(i, line) for i, line in lines if line.strip() and not line.startswith("#")]
    if not lines:
        return (), ["line 1: no header"]
    header = [cell.strip() for cell in lines[0][1].split("\t")]
    missing = [column for column in COLUMNS if column not in header]
    if missing:
        return (), [f"line {lines[0][0]}: missing column {', '.join(missing)}"]
    rows: list[_Row] = []
    problems: list[str] = []
    for number, line in lines[1:]:
        cells = dict(zip(header, (cell.strip() for cell in line.split("\t")), strict=False))
        wrong = [f"line {number}: {what}" for what in _problems(cells)]
        problems += wrong
        if not wrong:
            rows.append(_Row(number, _entry(cells)))
    return tuple(rows), problems + _duplicates(rows)


def _entry(cells: dict[str, str]) -> Entry:
    zh = cells["zh"]
    if detect_script(zh) == "Hant":
        zh = to_simplified(zh, "Hant")
    kind: NameKind = cells["kind"]  # type: ignore[assignment]
    context = tuple(part.strip() for part in cells.get("context", "").split("|") if part.strip())
    return Entry(zh, cells["en"], kind, cells["mode"] == "hard", context)


def _problems(cells: dict[str, str]) -> list[str]:
    wrong = [f"no {column}" for column in ("zh", "kind", "mode") if not cells.get(column)]
    if not cells.get("en", "").removeprefix("="):
        wrong.append("empty rendering")
    if cells.get("zh") and not _HAN.search(cells["zh"]):
        wrong.append(f"no Chinese in {cells['zh']!r}")
    if _HAN.search(cells.get("en", "")) and not cells["en"].startswith("="):
        wrong.append(f"Chinese in the rendering {cells['en']!r}")
    if cells.get("kind") and cells["kind"] not in _KINDS:
        wrong.append(f"unknown kind {cells['kind']!r} (one of {', '.join(_KINDS)})")
    if cells.get("mode") and cells["mode"] not in _MODES:
        wrong.append(f"unknown mode {cells['mode']!r} (hard or soft)")
    return wrong


def _duplicates(rows: Sequence[_Row]) -> list[str]:
    first: dict[tuple[str, tuple[str, ...]], int] = {}
    problems = []
    for row in rows:
        key = (row.entry.zh, row.entry.context)
        if key in first:
            problems.append(f"line {row.line}: duplicate of line {first[key]} ({row.entry.zh})")
        first.setdefault(key, row.line)
    return problems


def _merge(layers: Sequence[Sequence[_Row]]) -> list[Entry]:
    """Later layers replace every entry of the same word."""
    entries: list[Entry] = []
    for layer in layers:
        fresh = [row.entry for row in layer]
        words = {entry.zh for entry in fresh}
        entries = [entry for entry in entries if entry.zh not in words] + fresh
    return entries


def _resolve(entries: Sequence[Entry]) -> tuple[list[Entry], list[str]]:
    """Follow renderings written as "=word" (the same as that word's) to their end; cycles are problems."""
    by_word = {entry.zh: entry for entry in entries}
    resolved: list[Entry] = []
    problems: list[str] = []
    for entry in entries:
        trail = [entry.zh]
        target = entry
        while target.en.startswith("="):
            word = target.en[1:]
            if word in trail:
                problems.append(f"cycle: {' = '.join([*trail, word])}")
                break
            if word not in by_word:
                problems.append(f"{target.zh} is rendered as {word}, which has no entry")
                break
            trail.append(word)
            target = by_word[word]
        else:
            resolved.append(Entry(entry.zh, target.en, entry.kind, entry.hard, entry.context))
    return resolved, problems
