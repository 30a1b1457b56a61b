"""The words a brief speaks in its own voice: labels, dates, and why something is marked."""

from __future__ import annotations

from flows.steps.render.escape import slug
from flows.steps.types import Name, NameKind, Published, SentenceOrigin, SentenceState, SummaryOrigin, SummaryState

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
NO_HEADLINE = "Headline not translated"
NO_DATE = "undated"
PREVIEW = (
    "Preview: this brief was made with a model that has not met its quality floor. Read it beside the Chinese.",
    "预览：所用模型尚未达到质量标准，请对照原文阅读。",
)
STATES: dict[SentenceState | SummaryState, str] = {
    "ok": "",
    "review": "needs review",
    "withheld": "withheld",
    "untranslated": "not translated",
}
ORIGINS: dict[SentenceOrigin | SummaryOrigin, str] = {
    "model": "",
    "generated": "",
    "rule": "by rule",
    "repaired": "repaired",
    "edited": "edited",
    "extracted": "quoted from the article",
}
CHECKS = {
    "figures": "Figures",
    "names": "Names",
    "terms": "Terms",
    "negation": "Negation",
    "direction": "Direction",
    "han": "Chinese left in the English",
    "length": "Length",
    "repetition": "Repetition",
    "copied": "Copied",
    "language": "Language",
    "support": "Support",
    "empty": "Empty",
    "omission": "Omission",
    "edit": "Edit",
}
KINDS: dict[NameKind, str] = {
    "person": "People",
    "organisation": "Organizations",
    "place": "Places",
    "project": "Projects",
    "brand": "Brands",
    "title": "Titles",
    "term": "Terms",
    "slogan": "Slogans",
}
SAID_ONCE: frozenset[NameKind] = frozenset({"person", "organisation", "place", "project", "brand"})
ROLES = {"summariser": "Summary", "translator": "Translation"}
CREDITS = {"photo": "Photographs", "video": "Video", "office": "Office"}


def name_page(name: Name) -> str:
    """The file name of a name's page: one for all Chinese forms of a place or firm, but one for each person.

    汽开区 and 长春汽开区 are one zone under one English name; 李伟 and 李炜 are two people, both Li Wei.
    """
    return slug(name.en, f"{name.zh}|{name.en}" if name.kind == "person" else f"{name.kind}|{name.en}")


def place(at: str) -> str:
    """What a reader calls an id: the headline, key point 2, ¶4.2."""
    if at == "t":
        return "headline"
    if at[:1] == "s" and at[1:].isdigit():
        return f"key point {at[1:]}"
    return f"¶{at[1:]}" if at[:1] == "p" and at[1:2].isdigit() else at


def date_en(published: Published | None) -> str:
    """March 7, 2026; March 2026; 2026; or undated."""
    return day_en(day(published)) or NO_DATE


def date_zh(published: Published | None) -> str:
    """The same date in Chinese, or an empty string."""
    return day_zh(day(published))


def day(published: Published | None) -> str:
    """The ISO day (or month, or year) of a publication, by which briefs are put in order; empty if undated."""
    if published is None:
        return ""
    return published.value[: {"year": 4, "month": 7}.get(published.precision, 10)]


def day_en(iso: str) -> str:
    """An ISO day, month or year in American English."""
    year, month, date = _parts(iso)
    if date:
        return f"{MONTHS[month - 1]} {date}, {year}"
    return f"{MONTHS[month - 1]} {year}" if month else iso


def day_zh(iso: str) -> str:
    """An ISO day, month or year in Chinese."""
    year, month, date = _parts(iso)
    return (f"{year}年" if year else "") + (f"{month}月" if month else "") + (f"{date}日" if date else "")


def bilingual(en: str, zh: str) -> str:
    """A name in English with the Chinese in brackets, or in Chinese alone."""
    return f"{en} ({zh})" if en else zh


def _parts(iso: str) -> tuple[int, int, int]:
    """Year, month and day, each 0 where it is missing or can't be."""
    found = [int(part) if part.isdecimal() else 0 for part in iso.split("-")]
    year, month, date = (*found, 0, 0, 0)[:3]
    return (year, month, date) if 1 <= month <= len(MONTHS) else (year, 0, 0)
