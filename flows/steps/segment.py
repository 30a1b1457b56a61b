"""Sentences, units for the translator, words, and the head that runs into its paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

import rjieba

from flows.steps.memo import per_sentence
from flows.steps.types import Span

_OPEN = dict(zip("“‘（《【〈「『(", "”’）》】〉」』)", strict=True))
_CLOSERS = frozenset(_OPEN.values())
_PAIRED = re.compile("[" + re.escape("".join((*_OPEN, *_OPEN.values()))) + "\\n]")
_QUOTES = frozenset("“‘「『")
_ENDERS = frozenset("。！？!?")
_MAY_END = re.compile("[。！？!?\\n]")
_CONTINUES = frozenset("，、；：的等之式是和与而了,;:")  # after a closing mark these go on with the sentence
_LONG_QUOTE = 60  # sentences inside a quotation are cut only where the sentence is already this long
_RANK = {"；": 1, ";": 1, "—": 2, "，": 3, "：": 4, ",": 3, "、": 5}
_SHORT_HEAD, _HEAD, _LEAD_IN = 10, 40, 30
_STATEMENT = re.compile(
    r"[0-9]|是|将|已|了|表示|指出|强调|认为|记者|因此|据悉|据了解|今年|去年|明年|日前|近日|目前|当前|截至|会议|会上|近年来|如何|什么|？|！|……"
)
_OPENERS = ("着力", "弘扬", "全力", "持续")  # verbs and adverbs that the tagger takes for nouns
_HEAD_TAGS = frozenset({"v", "vn", "vd", "p", "a", "ad", "d", "an", "vi", "vg", "j", "l", "i", "b"})


def _partners(text: str) -> dict[int, int]:
    """The closing mark of each opening mark that has one, on the same line."""
    stack: list[int] = []
    pairs: dict[int, int] = {}
    for mark in _PAIRED.finditer(text):
        at, char = mark.start(), mark.group()
        if char in _OPEN:
            stack.append(at)
        elif char in _CLOSERS:
            for depth in range(len(stack) - 1, max(-1, len(stack) - 4), -1):
                if _OPEN[text[stack[depth]]] == char:
                    pairs[stack[depth]] = at
                    del stack[depth:]
                    break
        else:
            stack.clear()
    return pairs


def _outermost(text: str) -> list[Span]:
    """The spans of outermost quotations and brackets, their marks included."""
    spans: list[Span] = []
    for start, end in sorted(_partners(text).items()):
        if not spans or start > spans[-1][1]:
            spans.append((start, end))
    return spans


def _cover(text: str) -> bytearray:
    """0 outside, 1 inside a quotation, 2 inside brackets or a title; the marks themselves count as inside."""
    cover = bytearray(len(text))
    for start, end in _outermost(text):
        mark = 1 if text[start] in _QUOTES else 2
        cover[start : end + 1] = bytes([mark]) * (end + 1 - start)
    return cover


def _run_end(text: str, at: int) -> int:
    """Where a run of end marks, and the closing marks after it, ends."""
    while at < len(text) and (text[at] in _ENDERS or text[at] in _CLOSERS):
        at += 1
    return at


def _ends_here(text: str, cover: bytearray, start: int, at: int, end: int) -> bool:
    """Whether the end mark at ``at`` (its run ends at ``end``) closes the sentence that began at ``start``."""
    closed = text[end - 1] in _CLOSERS
    if cover[end - 1] and end < len(text) and cover[end] and text[end] not in _OPEN:
        return cover[at] == 1 and end - start >= _LONG_QUOTE
    if text[at] in "?!" and end < len(text) and text[end].isascii() and text[end].isalnum():
        return False
    if not closed:
        return True
    following = text[end : end + 1]
    if cover[at] == 2 and text[end - 1] not in "”’":
        return text[end - 1] in "）)" and following not in _CONTINUES
    return following not in _CONTINUES and (text[at] == "。" or following in ("", " ", "\n", "“"))


def _ends(text: str) -> list[int]:
    cover = _cover(text)
    ends: list[int] = []
    start = 0
    mark = _MAY_END.search(text)
    while mark is not None:
        at, end = mark.span()
        if text[at] != "\n":
            end = _run_end(text, at)
        if text[at] == "\n" or _ends_here(text, cover, start, at, end):
            ends.append(end)
            start = end
        mark = _MAY_END.search(text, end)
    return ends


def split_sentences(zh: str) -> list[Span]:
    """The spans of the sentences, without the spaces around them; every other character is in exactly one.

    A quotation or bracket is not torn apart unless it is long; a line break always ends a sentence.
    """
    spans: list[Span] = []
    start = 0
    for end in [*_ends(zh), len(zh)]:
        part = zh[start:end]
        left = start + len(part) - len(part.lstrip())
        right = start + len(part.rstrip())
        if left < right:
            spans.append((left, right))
        start = end
    return spans


def _candidates(text: str, quoted: bool) -> list[tuple[int, int]]:
    """Where a long sentence may be cut: (position after the mark, rank; lower is better)."""
    cover = _cover(text)
    found: list[tuple[int, int]] = []
    for at, char in enumerate(text):
        rank = _RANK.get(char)
        if rank is None or (cover[at] and not quoted):
            continue
        if char == "—" and text[at + 1 : at + 2] == "—":
            continue
        if char in ",:" and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit():
            continue
        if at + 1 < len(text):
            found.append((at + 1, rank))
    return found


def _best_cut(cuts: list[tuple[int, int]], low: int, high: int, target: int) -> int | None:
    """The best cut between two positions: rank first, weighed against the distance from the target."""
    inside = cuts[bisect_left(cuts, (low, 0)) : bisect_right(cuts, (high, 9))]
    return min((abs(at - target) + 12 * rank, at) for at, rank in inside)[1] if inside else None


def _cut(text: str, limit: int) -> list[str]:
    plain, quoted = _candidates(text, quoted=False), _candidates(text, quoted=True)
    units: list[str] = []
    start = 0
    while len(text) - start > limit:
        left = len(text) - start
        target = start + max(limit // 2, left // -(-left // limit))
        low, high, far = start + limit // 4, start + limit, start + limit * 5 // 4
        cut = _best_cut(plain, low, high, target) or _best_cut(plain, low, far, target)
        cut = cut or _best_cut(quoted, low, high, target) or high
        units.append(text[start:cut])
        start = cut
    return [*units, text[start:]] if start < len(text) else units


def split_units(zh: str, limit: int = 80) -> list[str]:
    """A sentence as units of about ``limit`` characters for the translator; joined they are the sentence again.

    Cuts fall after ；, —— and ， outside quotation marks, inside them only where nothing else is near.
    """
    return [zh] if len(zh) <= limit else _cut(zh, limit)


@per_sentence
def _words(zh: str) -> tuple[str, ...]:
    return tuple(rjieba.cut(zh))


def words(zh: str) -> list[str]:
    """The words of a Simplified text; joined they are the text again."""
    return list(_words(zh))


def run_in_head(zh: str) -> Span | None:
    """The head that opens a paragraph and runs into it (组建机构明责任。…… or 保增长，……——……), if there is one."""
    dash = zh.find("——")
    first = split_sentences(zh)[:2]
    if 0 < dash <= _HEAD and len(zh) - dash >= _LEAD_IN and not re.search("[。！？0-9]", zh[:dash]):
        return (0, dash + 2) if _slogan(zh[:dash]) else None
    if len(first) < 2 or not zh[: first[0][1]].endswith("。"):
        return None
    head = zh[first[0][0] : first[0][1]]
    return first[0] if len(zh) - first[0][1] >= 12 and _slogan(head) else None


@per_sentence
def _slogan(head: str) -> bool:
    """Whether a short clause exhorts rather than reports: opens with a verb, has no figure and no tense."""
    bare = head.rstrip("。—")
    if len(bare) > _HEAD or len(bare) < 4 or _STATEMENT.search(bare):
        return False
    if len(bare) <= _SHORT_HEAD and "，" not in bare:
        return True
    tags = [tag for word, tag in rjieba.tag(bare) if word.strip()]
    return bare.startswith(_OPENERS) or (bool(tags) and tags[0] in _HEAD_TAGS)
