"""The catalogue: opened, brought up to date from the records, asked for rows."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from flows.steps.catalogue.rows import (
    FigureEntry,
    Mentioned,
    NameEntry,
    Row,
    brief_values,
    figure_values,
    name_values,
    search_texts,
    to_row,
)
from flows.steps.catalogue.tables import APPLICATION, TABLES, VERSION
from flows.steps.store.records import load_brief, load_meta, set_aside
from flows.steps.types import Brief

log = logging.getLogger(__name__)
FILE = "briefs.db"


class Catalogue:
    """The database of one outputs folder; a context manager. ``path`` is outputs/briefs.db."""

    def __init__(self, path: Path) -> None:
        self.path, self.outputs = path, path.parent
        self.db = _open(path)

    def __enter__(self) -> Catalogue:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: object, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the database."""
        self.db.close()

    def update(self, briefs: Iterable[Brief]) -> None:
        """Enter briefs, new or changed, in one transaction."""
        with self._writing():
            self._count()
            for brief in briefs:
                self._enter(brief)

    def remove(self, ids: Iterable[str]) -> None:
        """Forget briefs."""
        with self._writing():
            self._count()
            for doc in ids:
                self._forget(doc)

    def sync(self) -> list[str]:
        """Enter what the records say and the catalogue doesn't know, forget what is gone; returns those ids."""
        known = dict(self.db.execute("SELECT id, stamp FROM brief").fetchall())
        present = _stamps(self.outputs)
        stale = sorted(doc for doc, stamp in present.items() if known.get(doc) != stamp)
        gone = known.keys() - present.keys()
        if stale or gone:
            self.remove(gone)
            self.update(brief for doc in stale if (brief := load_brief(self.outputs, doc)) is not None)
        return [*stale, *gone]

    def rows(self, ids: Iterable[str] | None = None) -> list[Row]:
        """All briefs, or those of ``ids``: newest publication day first, undated last."""
        order = "ORDER BY day = '', day DESC, publisher, id"
        if ids is None:
            return [to_row(row) for row in self.db.execute(f"SELECT * FROM brief {order}")]  # noqa: S608 (a constant)
        wanted = set(ids)
        return [row for row in self.rows() if row.id in wanted]

    def row(self, doc: str) -> Row | None:
        """The row of one brief."""
        found = self.db.execute("SELECT * FROM brief WHERE id = ?", (doc,)).fetchone()
        return to_row(found) if found else None

    def names(self) -> list[NameEntry]:
        """All names with a page, those in most briefs first."""
        # Of several Chinese forms the longest: SQLite takes the bare columns from the row that has the maximum.
        query = "SELECT slug, zh, en, kind, count(*), max(length(zh)) FROM name GROUP BY slug ORDER BY 5 DESC, 3, 1"
        return [NameEntry(*row[:5]) for row in self.db.execute(query)]

    def names_of_all(self) -> dict[str, list[str]]:
        """The slugs of each brief's names."""
        found: dict[str, list[str]] = {}
        for doc, slug in self.db.execute("SELECT doc, slug FROM name ORDER BY doc, slug"):
            found.setdefault(doc, []).append(slug)
        return found

    def name(self, slug: str) -> tuple[NameEntry, list[Mentioned], list[FigureEntry]] | None:
        """A name, the briefs that mention it, and its figures; None where no brief has it any more."""
        rows = self.db.execute("SELECT * FROM name WHERE slug = ? ORDER BY doc", (slug,)).fetchall()
        if not rows:
            return None
        mentions = [Mentioned(row["doc"], row["at"], row["text_zh"], row["text_en"]) for row in rows]
        figures = self.db.execute("SELECT * FROM figure WHERE slug = ? ORDER BY subject, unit, day, doc, at", (slug,))
        longest = max(rows, key=lambda row: len(row["zh"]))
        entry = NameEntry(slug, longest["zh"], longest["en"], longest["kind"], len(rows))
        return entry, mentions, [FigureEntry(**{key: row[key] for key in FigureEntry.__slots__}) for row in figures]

    def dirty(self) -> list[str]:
        """The names whose pages are out of date."""
        return [row[0] for row in self.db.execute("SELECT slug FROM dirty ORDER BY slug")]

    def cleaned(self) -> None:
        """Note that all pages of names are up to date."""
        with self._writing():
            self.db.execute("DELETE FROM dirty")

    def generation(self) -> str:
        """What tells one state of the catalogue from another."""
        return self.note("generation")

    def mark_latest(self, changed: Iterable[str]) -> None:
        """Only ``changed`` are news any more."""
        with self._writing():
            self._count()
            self.db.execute("CREATE TEMP TABLE IF NOT EXISTS latest (id TEXT PRIMARY KEY)")
            self.db.execute("DELETE FROM latest")
            self.db.executemany("INSERT OR IGNORE INTO latest VALUES (?)", [(doc,) for doc in changed])
            self.db.execute("UPDATE brief SET news = '' WHERE news <> '' AND id NOT IN (SELECT id FROM latest)")
            self.db.execute(
                "UPDATE brief SET news = '+changed' WHERE news NOT LIKE '+%' AND id IN (SELECT id FROM latest)"
            )
            self.db.execute("UPDATE brief SET news = ltrim(news, '+')")

    def note(self, key: str) -> str:
        """Something noted earlier, or an empty string."""
        found = self.db.execute("SELECT value FROM note WHERE key = ?", (key,)).fetchone()
        return found[0] if found else ""

    def take_note(self, key: str, value: str) -> None:
        """Note something for the next run."""
        with self._writing():
            self.db.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (key, value))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self.db:
            yield

    def _count(self) -> None:
        query = "INSERT OR REPLACE INTO note VALUES ('generation', ?)"
        self.db.execute(query, (str(int(self.generation() or 0) + 1),))

    def _enter(self, brief: Brief) -> None:
        # A + says: in a run that has not ended. What is new in it stays so when the same run writes it again.
        before = self.db.execute("SELECT news FROM brief WHERE id = ?", (brief.id,)).fetchone()
        self._forget(brief.id)
        news = "+new" if before is None or before[0] == "+new" else "+changed"
        meta = load_meta(self.outputs, brief.id)
        values = brief_values(brief, _stamp(self.outputs, brief.id), meta, news)
        self.db.execute(f"INSERT INTO brief VALUES ({','.join('?' * len(values))})", values)  # noqa: S608 (marks only)
        names = name_values(brief)
        self.db.executemany("INSERT INTO name VALUES (?,?,?,?,?,?,?,?)", names)
        self.db.executemany("INSERT INTO figure VALUES (?,?,?,?,?,?,?,?,?,?,?)", figure_values(brief))
        self.db.executemany("INSERT OR IGNORE INTO dirty VALUES (?)", [(row[0],) for row in names])
        self.db.execute("INSERT INTO text (doc, zh, en) VALUES (?, ?, ?)", (brief.id, *search_texts(brief)))

    def _forget(self, doc: str) -> None:
        self.db.execute("INSERT OR IGNORE INTO dirty SELECT slug FROM name WHERE doc = ?", (doc,))
        for table in ("name", "figure", "text"):
            self.db.execute(f"DELETE FROM {table} WHERE doc = ?", (doc,))  # noqa: S608 (names of ours)
        self.db.execute("DELETE FROM brief WHERE id = ?", (doc,))


def open_catalogue(outputs: Path) -> Catalogue:
    """The catalogue of a folder, up to date; damage found on the way sets it aside as .bad and makes it again."""
    try:
        return _synced(outputs / FILE)
    except sqlite3.OperationalError as error:
        if "readonly" not in str(error) and "locked" not in str(error):
            raise
        return Catalogue(outputs / FILE)  # somebody else writes it, or nobody can: what it knows is what there is
    except sqlite3.DatabaseError as error:
        set_aside(outputs / FILE, str(error))
        return _synced(outputs / FILE)


def _synced(path: Path) -> Catalogue:
    catalogue = Catalogue(path)
    try:
        catalogue.sync()
    except sqlite3.Error:
        catalogue.close()
        raise
    return catalogue


def _open(path: Path) -> sqlite3.Connection:
    """The database with our tables; one of another version is made again, a damaged one set aside."""
    db = _connect(path)
    try:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version == VERSION:
            return db
        if version or db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            log.warning("%s is of version %s, not %s: made again from the records", path, version, VERSION)
            db.close()
            path.unlink()
            db = _connect(path)
    except sqlite3.OperationalError:
        db.close()
        raise
    except sqlite3.DatabaseError as error:
        db.close()
        set_aside(path, str(error))
        db = _connect(path)
    db.executescript(f"BEGIN;{TABLES}PRAGMA application_id={APPLICATION};PRAGMA user_version={VERSION};COMMIT;")
    return db


def _connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=10)
    db.row_factory = sqlite3.Row
    db.execute("PRAGMA synchronous = OFF")  # whatever a power cut leaves is checked and made again
    return db


def _stamp(outputs: Path, doc: str) -> str:
    """What tells one state of a record and the notes beside it from another; empty where there is no record."""
    folder = f"{outputs}/{doc}"
    try:
        record = os.stat(f"{folder}/brief.json")  # noqa: PTH116 (twice as fast as a Path, over 5,000)
    except OSError:
        return ""
    try:
        notes = os.stat(f"{folder}/meta.json").st_mtime_ns  # noqa: PTH116
    except OSError:
        notes = 0
    return f"{record.st_size} {record.st_mtime_ns} {record.st_ino} {notes}"


def _stamps(outputs: Path) -> dict[str, str]:
    """The stamps of all documents that have a record."""
    with os.scandir(outputs) as entries:
        folders = [entry.name for entry in entries if entry.name[0] != "." and entry.is_dir(follow_symlinks=False)]
    found = {name: _stamp(outputs, name) for name in folders}
    return {name: text for name, text in found.items() if text}
