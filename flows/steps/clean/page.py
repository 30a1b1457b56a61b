"""A page as the rules see it: numbered lines, what has been cut and why, and what is still standing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from flows.steps.script import convert, detect_script, is_mixed, normalise_punctuation
from flows.steps.types import Script, Span


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its number, normalised wording, Simplified form and place on the page."""

    number: int
    src: str
    zh: str
    offset: int
    gap: bool

    @property
    def indented(self) -> bool:
        """Whether it opens with at least two blanks."""
        return self.offset >= 2


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

    @property
    def rest(self) -> tuple[Line, ...]:
        """The lines that no rule has set aside, without the spans that were cut."""
        return tuple(line for line in self.lines if line.number not in self.gone)

    def cut(self, cuts: Iterable[Cut]) -> Page:
        """The page after further cuts; a line that is gone is not cut again."""
        fresh = [cut for cut in cuts if cut.span or not self.gone.issuperset(_numbers(cut))]
        whole = frozenset(number for cut in fresh if not cut.span for number in _numbers(cut))
        lines = _without_spans(self.lines, [cut for cut in fresh if cut.span])
        return replace(self, lines=lines, cuts=(*self.cuts, *fresh), gone=self.gone | whole)


Rule = Callable[[Page], Iterable[Cut]]


def _numbers(cut: Cut) -> range:
    return range(cut.lines[0], cut.lines[1] + 1)


def _without_spans(lines: tuple[Line, ...], cuts: list[Cut]) -> tuple[Line, ...]:
    """The lines with each cut span blanked, so that counting stays the same."""
    by_line = {cut.lines[0]: cut.span for cut in cuts}
    return tuple(_blank(line, span) if (span := by_line.get(line.number)) else line for line in lines)


def _blank(line: Line, span: Span) -> Line:
    start, end = span
    gap = " " * (end - start)
    return replace(line, src=line.src[:start] + gap + line.src[end:], zh=line.zh[:start] + gap + line.zh[end:])


def whole(line: Line, rule: str, reason: str) -> Cut:
    """A cut of one whole line."""
    return Cut((line.number, line.number), rule, reason)


def to_page(text: str) -> Page:
    """The page of a decoded text; in a document of two scripts each line is read in its own."""
    script, mixed = detect_script(text), is_mixed(text)
    raws = normalise_punctuation(text).split("\n")
    simplified = _simplify(raws, script, mixed)
    lines: list[Line] = []
    gap = True
    for number, (raw, zh) in enumerate(zip(raws, simplified, strict=True), start=1):
        if not raw.strip():
            gap = True
            continue
        offset = len(raw) - len(raw.lstrip())
        lines.append(Line(number, raw.strip(), zh.strip(), offset, gap))
        gap = False
    return Page(tuple(lines), script, mixed)


def _simplify(raws: list[str], script: Script, mixed: bool) -> list[str]:
    if mixed:
        return [convert(raw)[0] if detect_script(raw) == "Hant" else raw for raw in raws]
    return convert("\n".join(raws))[0].split("\n") if script == "Hant" else raws
