"""feed.xml: the newest briefs as Atom, in both languages; an entry that is unchanged keeps every byte."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

from feedgenerator import Atom1Feed

from flows.steps.catalogue.rows import Row
from flows.steps.render.escape import path, shown
from flows.steps.render.words import NO_HEADLINE

MOST = 100
_SPACE = uuid.UUID("6b1f4d0a-6c0e-5f7e-9d7b-6b8f0f6a2c11")  # ours, drawn once: ids never change
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


class _Feed(Atom1Feed):  # type: ignore[misc]
    """An Atom feed whose date is that of its newest entry, also where it has none."""

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=_EPOCH)


def feed_xml(rows: list[Row]) -> bytes:
    """The feed of the newest briefs; ``rows`` come newest first."""
    about = "Bilingual briefs of Chinese local and industrial news"
    feed = _Feed(
        "zhbrief",
        "index.html",
        about,
        language="en",
        feed_url="feed.xml",
        feed_guid=_urn("feed"),
        author_name="zhbrief",
    )
    for row in rows[:MOST]:
        updated = _time(row.written) or _time(row.day) or _EPOCH
        feed.add_item(
            title=_text(row.title_en or NO_HEADLINE) + " | " + _text(row.title_src or row.title_zh),
            link=f"{path(row.id)}/brief.html",
            description="",
            content=_content(row),
            unique_id=_urn(row.id),
            pubdate=_time(row.day) or updated,
            updateddate=updated,
            author_name=_text(row.paper) or "unknown publisher",
        )
    text: str = feed.writeString("utf-8")
    return text.encode()


def _content(row: Row) -> str:
    """The headlines and key points as HTML in both languages."""
    from markupsafe import Markup, escape

    script = "zh-Hant" if row.title_src else "zh-Hans"
    parts = [Markup('<p lang="{}"><b>{}</b></p>').format(script, _text(row.title_src or row.title_zh))]
    for en, zh, state in row.points:
        if state == "withheld":
            parts.append(Markup('<p lang="en">(one key point is withheld: it failed its checks)</p>'))
        else:
            pair = Markup('<p lang="en">{}</p><p lang="zh-Hans">{}</p>')
            parts.append(pair.format(_text(en or "Not translated"), _text(zh)))
    if row.review:
        parts.append(escape(f"{len(row.review)} to review"))
    return str(Markup("").join(parts))


def _text(text: str) -> str:
    return shown(text)


def _urn(name: str) -> str:
    return uuid.uuid5(_SPACE, name).urn


def _time(text: str) -> datetime | None:
    """An ISO day or time; only a whole day is a date here."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
