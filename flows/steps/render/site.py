"""The desk's pages: index.html and its search.js, digest.*, names/*.html, feed.xml. Only what changed is written."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from flows.steps.catalogue import Catalogue, NameEntry, Row, open_catalogue
from flows.steps.render import words
from flows.steps.render.chart import charts
from flows.steps.render.digest import MOST as MOST_DIGEST
from flows.steps.render.digest import digest_md, said
from flows.steps.render.escape import shown
from flows.steps.render.feed import feed_xml
from flows.steps.render.page import TEMPLATES, page
from flows.steps.render.record import zhbrief_version
from flows.steps.store.atomic import explain

FRONT, QUEUE, OFTEN = 7, 12, 14  # stories, review points and names on the front page
MENTIONS, REPORTS = 40, 8  # told in full on the page of a name
LISTED = 800  # briefs on the front page by day; a browser lays out as many in a tenth of a second
FILES = ("index.html", "search.js", "digest.html", "digest.md", "feed.xml")
STYLES = ("paper.css", "site.css")
Progress = Callable[[int], None]


def write_site(outputs: Path, changed: Sequence[str], progress: Progress = lambda _count: None) -> list[str]:
    """Bring the desk's pages up to date after a run that changed ``changed``; returns the files written.

    Raises OutputsError where they can't be written.
    """
    with open_catalogue(outputs) as catalogue:
        if changed:
            catalogue.mark_latest(changed)
        state = f"{look()} {catalogue.generation()}"
        if catalogue.note("pages") == state and all((outputs / name).is_file() for name in FILES):
            return []
        try:
            written = _front(outputs, catalogue) + _names(outputs, catalogue, progress)
        except OSError as error:
            raise explain(error, outputs) from error
        catalogue.cleaned()
        catalogue.take_note("look", look())
        catalogue.take_note("pages", state)
    return written


@cache
def look() -> str:
    """What decides the looks of all pages: our templates and version."""
    files = sorted(TEMPLATES.iterdir())
    return hashlib.sha256(b"\0".join([zhbrief_version().encode(), *(file.read_bytes() for file in files)])).hexdigest()


def _front(outputs: Path, catalogue: Catalogue) -> list[str]:
    rows, names = catalogue.rows(), catalogue.names()
    latest = [row for row in rows if row.news]
    files = {
        "index.html": index_html(rows, names).encode(),
        "search.js": search_js(rows, names, catalogue.names_of_all()).encode(),
        "digest.html": digest_html(latest).encode(),
        "digest.md": digest_md(latest).encode(),
        "feed.xml": feed_xml(rows),
    }
    if rows[LISTED:]:
        files["older.html"] = page("older.html.jinja", STYLES, days=_days(rows[LISTED:]), **_dates()).encode()
    else:
        (outputs / "older.html").unlink(missing_ok=True)
    return [name for name, data in files.items() if _write(outputs / name, data)]


def _names(outputs: Path, catalogue: Catalogue, progress: Progress) -> list[str]:
    folder = outputs / "names"
    folder.mkdir(exist_ok=True)
    wanted, present = {name.slug for name in catalogue.names()}, {file.stem for file in folder.glob("*.html")}
    due = set(catalogue.dirty()) & wanted if catalogue.note("look") == look() else wanted
    rows = {row.id: row for row in catalogue.rows()}
    written = []
    for slug in sorted(due | (wanted - present)):
        if _write(folder / f"{slug}.html", name_html(slug, catalogue, rows).encode()):
            written.append(f"names/{slug}.html")
        progress(1)
    for slug in present - wanted:
        (folder / f"{slug}.html").unlink(missing_ok=True)
    return written


def index_html(rows: list[Row], names: list[NameEntry]) -> str:
    """The front page of all briefs."""
    return page(
        "index.html.jinja",
        STYLES,
        "index.js",
        rows=rows,
        latest=[row for row in rows if row.news],
        queue=[row for row in rows if row.review],
        publishers=_publishers(rows),
        names=[name for name in names[:OFTEN] if name.briefs > 1],
        days=_days(rows[:LISTED]),
        older=max(0, len(rows) - LISTED),
        front=FRONT,
        most=QUEUE,
        **_dates(),
    )


def name_html(slug: str, catalogue: Catalogue, rows: dict[str, Row]) -> str:
    """The page of a name: its figures side by side, and every brief that mentions it."""
    found = catalogue.name(slug)
    if found is None:
        raise KeyError(slug)
    name, mentions, figures = found
    order = sorted((mention for mention in mentions), key=lambda m: (rows[m.doc].day, m.doc), reverse=True)
    return page(
        "name.html.jinja",
        STYLES,
        name=name,
        kind={"organisation": "Organization"}.get(name.kind, name.kind.capitalize()),
        charts=charts(figures),
        mentions=[(rows[mention.doc], mention) for mention in order],
        newest=MENTIONS,
        most=REPORTS,
        titles={m.doc: rows[m.doc].title_en or rows[m.doc].title_zh for m in mentions},
        **_dates(),
    )


def digest_html(rows: list[Row]) -> str:
    """The digest of the latest run as a page."""
    return page("digest.html.jinja", STYLES, rows=rows, summary=said(rows), most=MOST_DIGEST, **_dates())


def _dates() -> dict[str, Any]:
    return {
        "day_en": words.day_en,
        "day_zh": words.day_zh,
        "date_en": lambda row: words.day_en(row.day) if row.day else words.NO_DATE,
    }


def _publishers(rows: Iterable[Row]) -> list[tuple[str, str]]:
    """(Chinese, English) of each publisher: by English names, the newest brief's, then those that have none."""
    found: dict[str, str] = {}
    for row in rows:
        found[row.publisher] = found.get(row.publisher) or row.publisher_en
    return sorted(((zh, en) for zh, en in found.items() if zh), key=lambda both: (not both[1], both[1], both[0]))


def _days(rows: Iterable[Row]) -> list[tuple[str, list[tuple[str, str, list[Row]]]]]:
    """Day -> (publisher, its English, briefs), in the order of the rows."""
    return [
        (day, [_by(items) for _, items in groupby(group, key=lambda row: row.publisher)])
        for day, group in groupby(rows, key=lambda row: row.day)
    ]


def _by(items: Iterable[Row]) -> tuple[str, str, list[Row]]:
    """The briefs of one publisher under its names; one brief that knows the English is enough."""
    rows = list(items)
    return rows[0].publisher, next((row.publisher_en for row in rows if row.publisher_en), ""), rows


def search_js(rows: list[Row], names: list[NameEntry], names_of: dict[str, list[str]]) -> str:
    """What the front page's search reads: JSON as a script, as a page that is a file may load no other kind.

    Apart from the page, so that this opens at once however many briefs there are: at 5,000 it is 5 MB of 6.
    """
    numbers = {name.slug: number for number, name in enumerate(names)}
    briefs = [
        [
            row.id, row.day, shown(row.publisher), shown(row.title_en), shown(row.title_zh), len(row.review), row.news,
            [numbers[slug] for slug in names_of.get(row.id, ())],
            "\n".join(shown(en) for en, _, _ in row.points if en),
            "\n".join(shown(zh) for _, zh, _ in row.points if zh),
            shown(row.publisher_en),
        ]
        for row in rows
    ]  # fmt: skip
    found = {"names": [[shown(name.en), shown(name.zh), name.kind] for name in names], "briefs": briefs}
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace").decode()
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return f"self.zhbriefData = {text};\n"


def _write(path: Path, data: bytes) -> bool:
    """Replace a page where it differs. It can be made again, so nothing waits for the disk."""
    try:
        if path.read_bytes() == data:
            return False
    except FileNotFoundError:
        pass
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        temporary.write_bytes(data)
        os.replace(temporary, path)  # noqa: PTH105 (Path.replace costs more over 10,000 names)
    finally:
        temporary.unlink(missing_ok=True)
    return True
