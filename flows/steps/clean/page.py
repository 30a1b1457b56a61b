"""A page as the rules see it: numbered lines, what has been cut and why, and what is still standing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from flows.steps.script import convert, detect_script, is_mixed, normalise_punctuation
from flows.steps.types import Script, Span

HEAD_LINES = 15  # how far down a page its head may reach


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its number, normalised wording, Simplified form, place, and what markup says of it."""

    number: int
    src: str
    zh: str
    offset: int
    indent: int
    gap: bool
    hint: str | None = None

    @property
    def indented(self) -> bool:
        """Whether it opens with at least two blanks."""
        return self.indent >= 2


@dataclass(frozen=True, slots=True)
class Cut:
    """What a rule sets aside: lines, or a span of characters of one line (in the line's own counting)."""

    lines: Span
    rule: str
    reason: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """All lines of a document and the cuts so far."""

    lines: tuple[Line, ...]
    script: Script
    mixed: bool = False
    cuts: tuple[Cut, ...] = ()
    gone: frozenset[int] = field(default_factory=frozenset)
    protected: frozenset[str] = frozenset()

    @property
    def rest(self) -> tuple[Line, ...]:
        """The lines that no rule has set aside, without the spans that were cut."""
        return tuple(line for line in self.lines if line.number not in self.gone)

    def cut(self, cuts: Iterable[Cut]) -> Page:
        """The page after further cuts; a line that is gone is not cut again, spans are counted in the raw line."""
        fresh = [cut for cut in cuts if cut.span or not self.gone.issuperset(_numbers(cut))]
        if not fresh:
            return self
        numbers = frozenset(number for cut in fresh if not cut.span for number in _numbers(cut))
        spans: dict[int, list[Span]] = {}
        for cut in fresh:
            if cut.span:
                spans.setdefault(cut.lines[0], []).append(cut.span)
        lines = tuple(_without(line, spans[line.number]) if line.number in spans else line for line in self.lines)
        offsets = {line.number: line.offset for line in self.lines if line.number in spans}
        raw = tuple(_in_raw(cut, offsets) for cut in fresh)
        return replace(self, lines=lines, cuts=(*self.cuts, *raw), gone=self.gone | numbers)


Rule = Callable[[Page], Iterable[Cut]]


def _numbers(cut: Cut) -> range:
    return range(cut.lines[0], cut.lines[1] + 1)


def _in_raw(cut: Cut, offsets: dict[int, int]) -> Cut:
    """The cut with its span counted from the start of the raw line, blanks included."""
    if cut.span is None:
        return cut
    shift = offsets[cut.lines[0]]
    return replace(cut, span=(cut.span[0] + shift, cut.span[1] + shift))


def _without(line: Line, spans: list[Span]) -> Line:
    """The line without some spans at its start or end (spans in its middle become blanks)."""
    src, zh = line.src, line.zh
    for start, end in spans:
        gap = " " * (end - start)
        src, zh = src[:start] + gap + src[end:], zh[:start] + gap + zh[end:]
    lead = len(zh) - len(zh.lstrip())
    return replace(line, src=src.strip(), zh=zh.strip(), offset=line.offset + lead, indent=line.indent)


def whole(line: Line, rule: str, reason: str) -> Cut:
    """A cut of one whole line."""
    return Cut((line.number, line.number), rule, reason)


def to_page(text: str, hints: Mapping[int, str] | None = None, protected: frozenset[str] = frozenset()) -> Page:
    """The page of a decoded text; hints are what markup says of lines, by number.

    In a document of two scripts each line is read in its own.
    """
    script, mixed = detect_script(text), is_mixed(text)
    raws = normalise_punctuation(text).split("\n")
    simplified = _simplify(raws, script, mixed, protected)
    lines: list[Line] = []
    gap = True
    for number, (raw, zh) in enumerate(zip(raws, simplified, strict=True), start=1):
        if not raw.strip():
            gap = True
            continue
        offset = len(raw) - len(raw.lstrip())
        lines.append(Line(number, raw.strip(), zh.strip(), offset, offset, gap, (hints or {}).get(number)))
        gap = False
    return Page(tuple(lines), script, mixed, protected=protected)


def reread(page: Page) -> Page:
    """The page with what is left of it read in the script that it has by itself: a menu's script is not the text's."""
    wordings = [line.src for line in page.rest]
    remaining = "\n".join(wordings)
    script, mixed = detect_script(remaining), is_mixed(remaining)
    if (script, mixed) == (page.script, page.mixed):
        return page
    simplified = dict(
        zip((line.number for line in page.rest), _simplify(wordings, script, mixed, page.protected), strict=True)
    )
    lines = tuple(replace(line, zh=simplified.get(line.number, line.zh)) for line in page.lines)
    return replace(page, lines=lines, script=script, mixed=mixed)


def _simplify(raws: list[str], script: Script, mixed: bool, protected: frozenset[str]) -> list[str]:
    if mixed:
        return [convert(raw, protected)[0] if detect_script(raw) == "Hant" else raw for raw in raws]
    return convert("\n".join(raws), protected)[0].split("\n") if script == "Hant" else raws
