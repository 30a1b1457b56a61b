"""Metadata of a page: when, by whom, published and published again by whom, from the lines that rules cut."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flows.steps.clean.notices import notice_publisher
from flows.steps.clean.page import Line, Page
from flows.steps.metadata import (
    credits_of,
    find_date,
    find_fields,
    is_person,
    publisher_beside,
    publisher_of,
    split_names,
)
from flows.steps.types import Credit, Published

_SPOKEN = re.compile(
    r"(?:撰稿|撰文|记者|通讯员|作者|文)(?P<more>(?:[、/和与](?:供图|摄影|图|摄|文))*)[ /：:]+(?P<names>[^（）()/]+)"
)
_REPORTER = re.compile(
    r"(?:记者|通讯员|实习生)[ ：:]*(?P<names>[\u3400-\u9fff·]{2,4}(?:[ 、，,/]+[\u3400-\u9fff·]{2,4})*)"
)
_GIVEN = re.compile(r"(?:图片?|照片)均?由(?P<name>[^，。（）()]{2,30}?)(?:提供|拍摄)")
_WHO = frozenset({"metadata", "credit", "inline credit", "caption credit", "dateline"})


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says of itself."""

    published: Published | None = None
    publisher: str | None = None
    republisher: str | None = None
    authors: tuple[str, ...] = ()
    editor: str | None = None
    credits: tuple[Credit, ...] = ()


def read_metadata(page: Page, original: Sequence[Line]) -> Metadata:
    """Collect the metadata from the cut lines and spans, as they stood before anything was cut."""
    by_number = {line.number: line for line in original}
    texts = [_cut_text(cut.span, by_number[cut.lines[0]]) for cut in page.cuts if cut.rule in _WHO]
    fields = [field for text in texts for field in find_fields(text)]
    people = _unique([credit for text in texts for credit in _people(text)])
    publisher = next((name for field in fields if field.kind == "source" and (name := publisher_of(field.value))), None)
    if publisher is None:
        publisher = next((name for text in texts if (name := publisher_beside(text))), None)
    site = notice_publisher([by_number[cut.lines[0]] for cut in page.cuts if cut.rule == "notice"])
    authors = tuple(dict.fromkeys(credit.name for credit in people if credit.role == "text" and is_person(credit.name)))
    editor = next((credit.name for credit in people if credit.role == "editor" and is_person(credit.name)), None)
    shown = {Credit("editor", editor or ""), *(Credit("text", name) for name in authors)}
    return Metadata(
        published=_published(page, by_number),
        publisher=publisher,
        republisher=site if site != publisher else None,
        authors=authors,
        editor=editor,
        credits=tuple(credit for credit in people if credit not in shown),
    )


def _cut_text(span: tuple[int, int] | None, line: Line) -> str:
    return line.zh[span[0] - line.offset : span[1] - line.offset] if span else line.zh


def _published(page: Page, by_number: dict[int, Line]) -> Published | None:
    for cut in page.cuts:
        found = find_date(by_number[cut.lines[0]].zh) if cut.rule == "metadata" else None
        if found:
            return found[0]
    return None


def _people(text: str) -> list[Credit]:
    fields = find_fields(text)
    if fields:
        return list(credits_of(fields))
    if text.endswith(("摄", "摄影报道")):
        return [Credit("photo", name) for name in split_names(text)]
    given = _GIVEN.search(text)
    if given:
        return [Credit("photo", given["name"])]
    spoken = _SPOKEN.search(text.strip("（）()"))
    reporters = [Credit("text", name) for match in _REPORTER.finditer(text) for name in split_names(match["names"])]
    if reporters or not spoken:
        return reporters
    roles = ["text", *(["photo"] if re.search("图|摄", spoken["more"]) else [])]
    return [Credit(role, name) for name in split_names(spoken["names"]) for role in roles]


def _unique(people: list[Credit]) -> list[Credit]:
    return list(dict.fromkeys(people))
