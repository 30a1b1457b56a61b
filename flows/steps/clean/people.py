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
    r"^(?P<alone>[\u3400-\u9fff]{2,4})(?= 报道$)|"
    r"(?:记者|通讯员|实习生)[ ：:]*(?P<names>[\u3400-\u9fff·]{2,4}"
    r"(?:[ 、，,/]+(?!本报|本网|通讯员|记者)[\u3400-\u9fff·]{2,4})*)"
)
_ORIGINAL = re.compile("原创[ ：:]{1,3}(?P<names>[\u3400-\u9fff]{2,4})(?= )")
_GIVEN = re.compile(r"(?:图片?|照片)均?由(?P<name>[^，。（）()]{2,30}?)(?:提供|拍摄)")
_FROM = re.compile("[／/][\u3400-\u9fff]{1,8}?(?:综合)?(?:报导|报道|专讯)")  # 记者甲／乙地报道: where from
_FLOWN = re.compile(
    "记者[\u3400-\u9fff]{4,10}\\d{1,2}日[电讯]"
)  # 记者甲乙地8日电: the name can't be told from the place
_SIGNED = re.compile(r"^[（(](?P<names>[\u3400-\u9fff]{2,3}(?:[ 、][\u3400-\u9fff]{2,3}){1,3})[）)]$")
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
    cuts = sorted((cut for cut in page.cuts if cut.rule in _WHO), key=lambda cut: (cut.lines, cut.span or (0, 0)))
    texts = [_cut_text(cut.span, by_number[cut.lines[0]]) for cut in cuts]
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
    """The day of the first line of fields; one that says 时间 or 发布 goes before one that says nothing."""
    lines = [by_number[cut.lines[0]].zh for cut in page.cuts if cut.rule == "metadata"]
    lines.sort(key=lambda zh: not any(field.kind == "date" for field in find_fields(zh)))
    return next((found[0] for zh in lines if (found := find_date(zh))), None)


def _people(text: str) -> list[Credit]:
    text = _FROM.sub("", _FLOWN.sub("", text))
    fields = find_fields(text)
    if fields:
        return list(credits_of(fields))
    if text.endswith(("摄", "摄影报道")):
        return [Credit("photo", name) for name in split_names(text)]
    given = _GIVEN.search(text)
    if given:
        return [Credit("photo", given["name"])]
    spoken = _SPOKEN.search(text.strip("（）()"))
    reporters = [Credit("text", name) for names in _reporters(text) for name in split_names(names)]
    if reporters or not spoken:
        return reporters
    roles = ["text", *(["photo"] if re.search("图|摄", spoken["more"]) else [])]
    return [Credit(role, name) for name in split_names(spoken["names"]) for role in roles]


def _reporters(text: str) -> list[str]:
    """The names that a text gives for its reporters: in brackets alone, after 原创, before 报道 or after 记者."""
    alone = _SIGNED.match(text) or _ORIGINAL.match(text)
    return [alone["names"]] if alone else [match["names"] or match["alone"] for match in _REPORTER.finditer(text)]


def _unique(people: list[Credit]) -> list[Credit]:
    return list(dict.fromkeys(people))
