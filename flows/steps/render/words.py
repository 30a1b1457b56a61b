"""The words a brief speaks in its own voice: labels, dates, and why something is marked."""

from __future__ import annotations

from flows.steps.types import NameKind, Published, SentenceOrigin, SentenceState, SummaryOrigin, SummaryState

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
CREDITS = {"photo": "Photographs", "video": "Video", "office": "Office"}


def place(at: str) -> str:
    """What a reader calls an id: the headline, key point 2, ¶4.2."""
    if at == "t":
        return "headline"
    if at[:1] == "s" and at[1:].isdigit():
        return f"key point {at[1:]}"
    return f"¶{at[1:]}" if at[:1] == "p" and at[1:2].isdigit() else at


def date_en(published: Published | None) -> str:
    """March 7, 2026; March 2026; 2026; or undated."""
    if published is None:
        return NO_DATE
    year, month, day = _parts(published)
    if day:
        return f"{MONTHS[month - 1]} {day}, {year}"
    return f"{MONTHS[month - 1]} {year}" if month else str(year)


def date_zh(published: Published | None) -> str:
    """The same date in Chinese, or an empty string."""
    if published is None:
        return ""
    year, month, day = _parts(published)
    return f"{year}年" + (f"{month}月" if month else "") + (f"{day}日" if day else "")


def day(published: Published | None) -> str:
    """The ISO day (or month, or year) of a publication, by which briefs are put in order; empty if undated."""
    if published is None:
        return ""
    return published.value[: {"year": 4, "month": 7}.get(published.precision, 10)]


def _parts(published: Published) -> tuple[int, int, int]:
    found = [int(part) if part.isdigit() else 0 for part in day(published).split("-")]
    year, month, date = (*found, 0, 0, 0)[:3]
    return year, month if month <= len(MONTHS) else 0, date
