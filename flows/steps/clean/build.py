"""From a page whose furniture is gone to an Article: paragraphs, sentences, set-aside lines."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from flows.steps.clean.page import Cut, Line, Page
from flows.steps.script import convert
from flows.steps.segment import split_sentences
from flows.steps.types import Conversion, Paragraph, ParagraphKind, Sentence, SetAside

_SPACES = re.compile(" +")
_MARK = "，。；：？！、）》”’】"
_OPEN = "（《“‘【"
_TIGHT = "，。；：？！、" + _OPEN


def squeeze(text: str) -> list[int]:
    """The places of the characters that stay when runs of blanks become one and blanks at marks go."""
    if " " not in text:
        return list(range(len(text)))
    kept: list[int] = []
    for at, char in enumerate(text):
        if char == " ":
            before = text[kept[-1]] if kept else " "
            after = text[at + 1 : at + 2] or " "
            if before == " " or after == " " or before in _TIGHT or after in _MARK:
                continue
        kept.append(at)
    return kept


def paragraph(number: int, kind: ParagraphKind, lines: Sequence[Line]) -> Paragraph:
    """A paragraph from its lines, sentence by sentence, each with the lines it stands on."""
    zh, src, origin = _joined_text(kind, lines)
    sentences: list[Sentence] = []
    for start, end in split_sentences(zh):
        at = (origin[start], origin[end - 1])
        differs = src[start:end] != zh[start:end]
        identity = f"p{number}.{len(sentences) + 1}"
        sentences.append(Sentence(identity, at, zh[start:end], src[start:end] if differs else None))
    return Paragraph(f"p{number}", kind, tuple(sentences))


def _joined_text(kind: ParagraphKind, lines: Sequence[Line]) -> tuple[str, str, list[int]]:
    """The Simplified text, the source text and the line number of each character."""
    zh, src, origin = "", "", []
    for line in lines:
        kept = squeeze(line.zh)
        gap = " " if zh and kind == "heading" and zh[-1] not in _MARK else ""
        zh += gap + _those(line.zh, kept)
        src += gap + _those(line.src, kept)
        origin += [line.number] * (len(kept) + len(gap))
    return zh, src, origin


def _those(text: str, kept: Sequence[int]) -> str:
    return text if len(kept) == len(text) else "".join(map(text.__getitem__, kept))


def conversions(paragraphs: Sequence[Paragraph], protected: Collection[str] = ()) -> tuple[Conversion, ...]:
    """Each use of our own table of terms, sentence by sentence."""
    return tuple(
        Conversion(sentence.id, change.before, change.after)
        for paragraph in paragraphs
        for sentence in paragraph.sentences
        if sentence.src is not None
        for change in convert(sentence.src, protected)[1]
    )


def set_aside(page: Page, raws: Sequence[str]) -> tuple[SetAside, ...]:
    """The account of all cuts, in the order of the page, neighbouring lines of one rule together."""
    numbers = {line.number: line for line in page.lines}
    standing = [cut for cut in page.cuts if cut.span is None or cut.lines[0] not in page.gone]
    records = sorted(
        (_record(cut, numbers, raws) for cut in standing), key=lambda item: (item.lines, item.span or (0, 0))
    )
    merged: list[SetAside] = []
    for record in records:
        if merged and _continues(merged[-1], record, numbers):
            merged[-1] = _merge(merged[-1], record)
        else:
            merged.append(record)
    return tuple(merged)


def _record(cut: Cut, numbers: dict[int, Line], raws: Sequence[str]) -> SetAside:
    first, last = cut.lines
    if cut.span is None:
        text = "\n".join(raws[number - 1].strip() for number in range(first, last + 1) if number in numbers)
        return SetAside(cut.lines, None, cut.rule, cut.reason, text)
    return SetAside(cut.lines, cut.span, cut.rule, cut.reason, raws[first - 1][slice(*cut.span)])


def _continues(before: SetAside, after: SetAside, numbers: dict[int, Line]) -> bool:
    between = range(before.lines[1] + 1, after.lines[0])
    same = before.rule == after.rule and before.reason == after.reason
    return same and before.span is None and after.span is None and not any(number in numbers for number in between)


def _merge(before: SetAside, after: SetAside) -> SetAside:
    return SetAside((before.lines[0], after.lines[1]), None, before.rule, before.reason, f"{before.text}\n{after.text}")
