"""Rules for the headline: where it stands, where it comes back, and the fields beneath it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from flows.steps.clean.page import Cut, Line, Page, whole
from flows.steps.clean.shape import is_headline_shaped, original_title, skeleton
from flows.steps.metadata import Field, find_date, find_fields, left_over

_HEAD = 12
_CLAUSES = re.compile("，[^，]*[，。]|。$")
_PAPER = re.compile(r"^[^，。]{0,12}(?:19|20)\d\d[-年]\d\d?[-月]\d\d?日?[^，。]{0,12}第? ?[A-Z]?\d{1,3} ?版")
_MEDIUM = re.compile(
    "^[\u3400-\u9fff]{2,10}(?:日报|晚报|时报|早报|都市报|新闻网|新闻|融媒体?|在线|客户端|数字报|电子报|数字版)讯?$"
)
_SPEAKER = re.compile(
    "^[\u3400-\u9fff（）]{2,24}? ?[\u3400-\u9fff]{0,8}"
    "(?:书记|主任|[局厂校院会处科所站]长|经理|董事长|总裁|代表|教授|专家|委员)[ ：:]{1,2}[\u3400-\u9fff]{2,4}$"
)
_DATE_ONLY = re.compile(r"^[\d年月日时分秒\-/:：. T+Z（）()星期一二三四五六天周上下午 |]+$")


def is_fields(zh: str) -> bool:
    """Whether a line is made of fields, such as 2023-02-23 来源：甲 作者：乙, or is a date and nothing else."""
    if len(zh) > 160:
        return False
    if _PAPER.match(zh):
        return True
    fields, date = find_fields(zh), find_date(zh)
    left = re.sub(r"[\s|/:：（）()【】\[\]·,，;；-]", "", left_over(zh))
    stamped = date and date[0].precision in ("minute", "second") and date[1][0] <= 14
    if stamped and len(zh) <= 60 and not re.search("[，。；！？]", zh):
        return True
    if date and not fields:
        return bool(_DATE_ONLY.match(zh)) or (
            len(left) <= 12 and date[1][0] <= 14 and not re.search("[，。、（）()]", left)
        )
    return bool(fields) and len(left) <= 8 and not zh.endswith("。") and _plain(fields)


def _plain(found: Sequence[Field]) -> bool:
    return all(len(field.value) <= 60 and "。" not in field.value for field in found)


def fields(page: Page) -> Iterator[Cut]:
    """The line of date, source, author and editor under a headline, and a medium's name alone under that."""
    below = False
    for line in _before_body(page.rest):
        if below and is_medium(line.zh):
            yield whole(line, "metadata", "the medium's name")
        if line.hint == "matter":
            yield whole(line, "front matter", "a field of the file that we don't read")
        elif is_fields(line.zh) or line.hint == "field":
            below = True
            yield whole(line, "metadata", "date, source, author or editor, read as fields")


def _before_body(rest: Sequence[Line]) -> Sequence[Line]:
    """The lines at the head up to the first that reads like a paragraph."""
    body = body_at(rest)
    return [line for at, line in enumerate(rest[:_HEAD]) if at < body or (is_fields(line.zh) and at <= body)]


def body_at(rest: Sequence[Line]) -> int:
    """The place of the first line that reads like a paragraph."""
    return next((at for at, line in enumerate(rest) if len(line.zh) >= 40 and _CLAUSES.search(line.zh)), len(rest))


def find_title(page: Page) -> tuple[Line, str] | None:
    """The headline: its line and its wording. None where there is no sure one."""
    rest = page.rest
    for choose in (_marked, _above_fields, _set_off, _repeated, _original, _first_line):
        found = choose(page, rest)
        if found:
            return found
    return None


def at(page: Page, number: int) -> tuple[Line, str] | None:
    """The headline that was found before, if its line still stands."""
    return next((_as_title(line) for line in page.rest if line.number == number), None)


def _as_title(line: Line) -> tuple[Line, str]:
    return line, line.zh


def _marked(_: Page, rest: Sequence[Line]) -> tuple[Line, str] | None:
    """The line that markup calls the title."""
    return next((_as_title(line) for line in rest if line.hint == "title" and 2 <= len(line.zh) <= 120), None)


def _above_fields(page: Page, rest: Sequence[Line]) -> tuple[Line, str] | None:
    """The headline-shaped line right above the first line of fields; a subtitle (——…) or a speaker's name aside."""
    numbers = {cut.lines[0] for cut in page.cuts if cut.rule == "metadata"}
    before = [line for line in rest if numbers and line.number < min(numbers)][-2:]
    shaped = [line for line in before if _is_headline(line.zh)]
    return _as_title(shaped[-1]) if shaped else None


def is_medium(zh: str) -> bool:
    """Whether a line is the name of a paper or a site and nothing else."""
    return bool(_MEDIUM.match(zh))


def _is_label(zh: str) -> bool:
    """Whether a line is too short for a headline or names a medium: what a page puts above one."""
    return len(zh) < 5 or is_medium(zh)


def _is_headline(zh: str) -> bool:
    return is_headline_shaped(zh) and not _is_beside(zh)


def _is_beside(zh: str) -> bool:
    """Whether a line beside a headline is another thing: a subtitle, a medium's name, who speaks."""
    return zh.startswith("——") or is_medium(zh) or bool(_SPEAKER.match(zh))


def _set_off(_: Page, rest: Sequence[Line]) -> tuple[Line, str] | None:
    """The first line where it alone stands at the margin, with a blank line below it."""
    if len(rest) < 2 or not _is_headline(rest[0].zh) or rest[0].indent or not rest[1].gap:
        return None
    return _as_title(rest[0]) if all(line.indent for line in rest[1:]) else None


def _repeated(_: Page, rest: Sequence[Line]) -> tuple[Line, str] | None:
    """A headline-shaped line of the head that comes back word for word."""
    counts = Counter(skeleton(line.zh) for line in rest)
    for line in rest[:_HEAD]:
        if len(line.zh) >= 8 and is_headline_shaped(line.zh) and counts[skeleton(line.zh)] >= 2:
            return _as_title(line)
    return None


def _original(_: Page, rest: Sequence[Line]) -> tuple[Line, str] | None:
    """原标题：… at the head, where nothing else is the headline."""
    for line in rest[:_HEAD]:
        match = original_title(line.zh)
        if match and is_headline_shaped(match["title"]):
            return line, match["title"]
    return None


def _first_line(_: Page, rest: Sequence[Line]) -> tuple[Line, str] | None:
    """The first line, if shaped like a headline, set unlike the body, and followed by longer text."""
    first, following = next(
        ((line, rest[at + 1 :]) for at, line in enumerate(rest[:3]) if not _is_label(line.zh)), (None, ())
    )
    if first is None or not following or not _is_headline(first.zh) or first.zh.endswith(("——", "：", "，")):
        return None
    if first.indent == 1 or (first.indented and any(line.indent == first.indent for line in following[:6])):
        return None
    longer = any(len(line.zh) > len(first.zh) and len(line.zh) >= 30 for line in following)
    return _as_title(first) if longer else None


def around(line: Line, zh: str) -> Iterator[Cut]:
    """原标题： before a headline and what closes it: the parts of its line that are not the headline."""
    start = line.zh.find(zh)
    for span in ((0, start), (start + len(zh), len(line.zh))):
        if start >= 0 and line.zh[slice(*span)].strip():
            reason = "says that the headline is the first publisher's"
            yield Cut((line.number, line.number), "original headline", reason, span)


def _with_site(zh: str, title: str) -> bool:
    """Whether a line is the headline and a site's name behind a mark, as <title> has it."""
    return zh.startswith(title) and bool(re.fullmatch(r" ?[-_|—–]{1,2} ?[^，。]{2,24}", zh[len(title) :]))


def repeats(page: Page, title: str, number: int) -> Iterator[Cut]:
    """The headline again, above the body in any marks and below it word for word, or as 原标题."""
    rest = page.rest
    bare, head = skeleton(title), body_at(rest)
    for place, line in enumerate(rest):
        if line.number == number:
            continue
        if original_title(line.zh) and len(line.zh) <= 90:
            yield whole(line, "original headline", "原标题, the headline in the words of its first publisher")
        elif place < head and _with_site(line.zh, title):
            yield whole(line, "repeated headline", "the headline with the site's name")
        elif skeleton(line.zh) == bare and (place < head or line.zh == title):
            yield whole(line, "repeated headline", "the headline again")
