"""Rules for credits: lines, and spans inside lines, that say who wrote, took, edited or sent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.steps.clean.headline import is_fields
from flows.steps.clean.page import Cut, Page, whole
from flows.steps.metadata import find_fields

_ROLE = (
    "记者|通讯员|撰稿|撰文|供图|供稿|摄影|摄像|摄|文/图|图/文|文图|图文|责任编辑|责编|编辑|作者|实习生|来源|校对|审核|"
    "特约评论员|采写|通讯报道"
)
_ROLES = rf"(?:{_ROLE})(?:[、/和与](?:{_ROLE}))*"
_NAME = r"[\u3400-\u9fff·A-Za-z0-9]{1,6}"
_NAMES = rf"{_NAME}(?:[ 、,，/]{{1,2}}{_NAME}){{0,8}}"
_MEDIUM = r"(?:本报|本网|本台|本刊|全媒体|首席|[\u3400-\u9fff]{2,10}(?:报|网|社|台|在线|周刊|杂志|新闻|观察|财经))? ?"
_DONE = "(?: ?(?:文/图|图/文|摄影报道|摄|文|报道))?[ ;；。|]*"
_BYLINE = re.compile(
    rf"^[（(【\[]?(?:(?:{_MEDIUM}{_ROLES}[ ：:/丨|｜]{{1,3}}|(?:文|图)[/：丨｜]){_NAMES}{_DONE})+[）)】\]]?$"
)
_GIVEN = re.compile(
    r"^[（(]?(?:本文|本版|文中|以上)?(?:图片|照片|配图|图|稿件|视频)(?:均)?由[^，。（）()]{2,30}(?:提供|拍摄|供稿)[）)]?。?$"
    r"|^[（(][^，。（）()：]{2,24} ?(?:供稿|供图|提供)[）)]$"
)
_CREDIT_SPAN = re.compile(
    rf" *[（(【\[](?=[^（）()]{{2,60}}[）)】\]])(?=[^（）()]*(?:{_ROLE}))[^（）()，。！？]{{2,60}}[）)】\]](?=[。 ]*$)"
)
_SHOT = re.compile(
    r"(?<=[。！”）]) *(?:[\u3400-\u9fff]{0,8}(?:记者|通讯员) ?)?"
    r"[\u3400-\u9fff](?: ?[\u3400-\u9fff]){1,3} ?摄(?:影报道)?$"
)
_ONLY_SHOT = re.compile(r"[（(【\[][^文撰写稿/、]{2,16}摄影?[）)】\]]")
_CAPTION = 90  # characters: a longer line with a photographer in brackets is a paragraph
_OWN = "本报|本网|本台|本刊"
_DAY = r"[\u3400-\u9fff]{0,8}\d{1,2}月\d{1,2}日"
_AGENCY = r"[\u3400-\u9fff]{2,8}(?:社|网|报|台|在线)"
_REPORTERS = r"[（(][^（）()。]{0,40}(?:记者|通讯员|实习生|编辑)[^（）()。]{0,40}[）)]"
_AFTER = "[：: —-]*"
_DATELINE = re.compile(
    rf"^(?:(?:{_OWN}|本站)?(?:{_DAY})?(?:专?讯|电|消息) *{_REPORTERS}{_AFTER}"
    rf"|[【〔\[（(](?:{_OWN})(?:综合)?(?:讯|消息|专讯)[】〕\]）)]{_AFTER}"
    r"|[【〔\[（(](?:[\u3400-\u9fff]{0,6}记者[^】〕\]）)。]{1,24}?[／/][^】〕\]）)。]{1,10}|[\u3400-\u9fff]{0,6}记者[^】〕\]）)。]{1,24})(?:综合)?(?:报导|报道|专讯|电)[】〕\]）)]"
    rf"{_AFTER}"
    rf"|(?:{_OWN})(?:综合)?(?:讯|消息|专电)(?:[：: —-]+|(?=\d))"
    rf"|{_AGENCY}{_DAY}(?:讯|电|消息) *(?:[（(][^（）()。]{{0,40}}[）)])?{_AFTER}"
    rf"|{_AGENCY}[\u3400-\u9fff]{{0,6}}(?:讯|消息) *[（(][^（）()。]{{0,40}}[）)]{_AFTER})"
)


_CHANNEL = re.compile(
    r"^[\u3400-\u9fff]{0,6}记者 ?(?P<names>[\u3400-\u9fff、 ]{2,16})[／/][\u3400-\u9fff]{2,8}(?:报导|报道)$"
    r"|^[\u3400-\u9fff]{2,4} 报道$"
)
_SIGNED = re.compile(r"^[（(][\u3400-\u9fff]{2,3}(?:[ 、][\u3400-\u9fff]{2,3}){1,3}[）)]$")


def foot_fields(page: Page) -> Iterator[Cut]:
    """Lines of fields at the foot: 本版撰稿：…, 图片提供：…, （责任编辑：…）."""
    rest = page.rest
    for line in rest[-3:]:
        if _SIGNED.match(line.zh):
            yield whole(line, "credit", "names in brackets and nothing else")
    for line in (line for line in reversed(rest[-8:]) if len(line.zh) <= 120):
        if (is_fields(line.zh) and find_fields(line.zh)) or _BYLINE.match(line.zh) or _GIVEN.match(line.zh):
            yield whole(line, "credit", "who wrote, took, edited or sent it")


def bylines(page: Page) -> Iterator[Cut]:
    """A line that holds nothing but roles and names."""
    for line in page.rest:
        if len(line.zh) <= 80 and is_byline(line.zh) and not re.search("[。！？]", line.zh[:-1]):
            yield whole(line, "credit", "roles and names and nothing else")


def is_byline(zh: str) -> bool:
    """Whether a line holds roles and names and nothing else, in the usual order or as 记者甲／乙地报道."""
    return bool(_BYLINE.match(zh) or _CHANNEL.match(zh))


def inline_credits(page: Page) -> Iterator[Cut]:
    """A credit in brackets at the end of a body line: （甲报记者 乙）, （撰稿、供图/丙）."""
    for line in page.rest:
        match = _CREDIT_SPAN.search(line.zh)
        if not match or match.start() < 12:
            continue
        if _ONLY_SHOT.search(match[0]) and match.start() <= _CAPTION:
            yield Cut((line.number, line.number), "caption credit", "a photographer at the end of a line", match.span())
        else:
            yield Cut((line.number, line.number), "inline credit", "a credit at the end of a line", match.span())


def caption_credits(page: Page) -> Iterator[Cut]:
    """The photographer after a caption: 图为…。 甲报记者 乙 摄."""
    for line in page.rest:
        match = _SHOT.search(line.zh)
        if match and match.start() >= 12:
            yield Cut((line.number, line.number), "caption credit", "a photographer at the end of a line", match.span())


def datelines(page: Page) -> Iterator[Cut]:
    """本报讯（记者 甲） and its like at the start of the body."""
    for line in page.rest[:12]:
        match = _DATELINE.match(line.zh)
        if match and len(line.zh) - match.end() >= 10:
            yield Cut(
                (line.number, line.number), "dateline", "the agency's opening words and its reporters", match.span()
            )
            return
