"""Lines that belong together: a sentence cut by a page break, a heading on two lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from flows.steps.clean.page import Line
from flows.steps.clean.shape import ends_sentence, has_han, is_marker, is_numbered
from flows.steps.segment import words
from flows.steps.types import ParagraphKind

_WORDLIKE = re.compile(r"[\u3400-\u9fffA-Za-z0-9]")
_WRAPPED = 8  # lines at least before a common width means anything
_WIDE = 25  # a line this long that ends in no mark, set in, is no heading
_CUT_OFF = 15  # a shorter line without a full stop is a heading, caption or lead-in, 26 times to 1 on real pages


def unwrapped(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines that a fixed width has broken, brought together; one line each where the text is not wrapped."""
    width = _width(lines)
    runs: list[list[Line]] = []
    for line in lines:
        if runs and ((width and _runs_on(runs[-1][-1], line, width)) or _hangs(runs[-1], line)):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _width(lines: Sequence[Line]) -> int | None:
    """The width that a text is wrapped at: most lines have it, give or take two, and most of those end in no mark."""
    if len(lines) < _WRAPPED:
        return None
    width = Counter(len(line.zh) for line in lines).most_common(1)[0][0]
    full = [line for line in lines if abs(len(line.zh) - width) <= 2]
    open_ended = sum(not ends_sentence(line.zh) for line in full)
    return width if 20 <= width <= 60 and len(full) >= 0.6 * len(lines) and open_ended >= 0.6 * len(full) else None


def _runs_on(line: Line, following: Line, width: int) -> bool:
    return abs(len(line.zh) - width) <= 2 and not (following.gap or following.indented or following.hint)


def _hangs(run: Sequence[Line], following: Line) -> bool:
    """Whether a paragraph that opens set in runs on at the margin, right below, before its sentence has ended."""
    first, last = run[0], run[-1]
    if not first.indented or following.indent or following.gap or following.hint or len(last.zh) < _WIDE:
        return False
    return not ends_sentence(last.zh) and bool(_WORDLIKE.match(last.zh[-1])) and "，" in first.zh + last.zh


def whole(run: Sequence[Line]) -> Line:
    """A run of lines as one line, with the number and the place of the first."""
    if len(run) == 1:
        return run[0]
    return replace(run[0], src="".join(line.src for line in run), zh="".join(line.zh for line in run))


def joined(lines: Sequence[Line], kinds: Sequence[ParagraphKind]) -> list[tuple[ParagraphKind, list[Line]]]:
    """The paragraphs: each its kind and the lines it is made of."""
    text = "\n".join(line.zh for line in lines)
    groups: list[tuple[ParagraphKind, list[Line]]] = []
    for line, kind in zip(lines, kinds, strict=True):
        if groups and _belongs(groups[-1], line, kind, text):
            groups[-1] = (_kind_of(groups[-1][0], kind), [*groups[-1][1], line])
        else:
            groups.append((kind, [line]))
    return groups


def _kind_of(first: ParagraphKind, second: ParagraphKind) -> ParagraphKind:
    return first if first == second else "text"


def _belongs(group: tuple[ParagraphKind, list[Line]], line: Line, kind: ParagraphKind, text: str) -> bool:
    before, last = group[0], group[1][-1]
    if before == kind == "heading":
        if (
            len(group[1]) == 1
            and re.fullmatch(r"\w{1,6}、?", last.zh)
            and not has_han(last.zh.strip("一二三四五六七八九十、"))
        ):
            return True
        return len(group[1]) == 1 and _couplet(last, line)
    return before != "caption" and kind != "caption" and is_page_break(last.zh, line.zh, text)


def _couplet(first: Line, second: Line) -> bool:
    """Two headings in a row are one on two lines if of like length, and neither is numbered or announces something."""
    lengths = sorted((len(first.zh), len(second.zh)))
    return 2 * lengths[0] >= lengths[1] and not any(
        is_marker(line.zh) or is_numbered(line.zh) for line in (first, second)
    )


def is_page_break(before: str, after: str, text: str) -> bool:
    """Whether a sentence runs on from one line to the next.

    The line is long, has no mark at its end, and its last and the next line's first characters are a word that the
    text has elsewhere.
    """
    if len(before) < _CUT_OFF or not _WORDLIKE.match(before[-1]) or not _WORDLIKE.match(after[0]):
        return False
    if not re.search("[，。、；：]", before) or not re.search("[，。；]", after):
        return False
    pair = before[-1] + after[0]
    return pair in text and _straddles(before[-8:], after[:8])


def _straddles(before: str, after: str) -> bool:
    """Whether the segmenter sees a word across the break."""
    position = 0
    for word in words(before + after):
        if position < len(before) < position + len(word):
            return True
        position += len(word)
    return False
