"""A brief as readers meet it: what the Markdown, the page and the terminal all show, worked out once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from flows.steps.render import words
from flows.steps.render.reasons import reason
from flows.steps.types import Brief, Fact, Name, NameKind, Paragraph, Rendering, ReviewPoint, Sentence, SummarySentence

Tick = Literal["ok", "wrong", "absent"]
Parts = tuple[tuple[str, bool], ...]  # (text, is it Chinese added in brackets)
Groups = tuple[tuple[str, tuple[tuple[Name, ...], ...]], ...]  # kind -> names -> the forms of one name


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the article beside its English."""

    sentence: Sentence
    rendering: Rendering
    en: Parts
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A key point, its English in parts, its evidence, and what a reader must know of it."""

    point: SummarySentence
    number: int
    en: Parts
    marks: tuple[str, ...]
    evidence: tuple[Passage, ...]
    gloss: str = ""

    @property
    def own_words(self) -> bool:
        """Whether its Chinese is the article's or a person's, so that a reader may see it though it is withheld."""
        return self.point.zh_origin != "generated"


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A line of the ledger: is it right wherever the English states it, and where does it stand."""

    fact: Fact
    tick: Tick
    places: tuple[str, ...]
    wrong: tuple[str, ...]
    key: bool

    @property
    def plain(self) -> bool:
        """Whether it tells little by itself: a handful of something, a year or a month alone."""
        fact = self.fact
        few = fact.kind in {"count", "unread"} and not fact.unit and len(fact.high) < 2
        return few or (fact.kind == "date" and fact.unit in {"y", "m", "d", "h", "q"})

    @property
    def interest(self) -> tuple[bool, bool, bool]:
        """Sorts a ledger: where the English differs first, then the key points' figures, then the others."""
        return self.tick != "wrong", not self.key, self.plain


@dataclass(frozen=True)
class View:
    """All that a page shows of one brief."""

    brief: Brief

    @cached_property
    def title_en(self) -> str:
        """The English headline, or words that say there is none."""
        return self.rendering("t").en or words.NO_HEADLINE

    @cached_property
    def preview(self) -> bool:
        """True if a model that has not met its floor took part."""
        return any(model.preview for model in self.brief.models)

    @cached_property
    def open_review(self) -> tuple[ReviewPoint, ...]:
        """What a person should look at and nobody has."""
        return tuple(point for point in self.brief.review if point.resolved is None)

    @cached_property
    def to_review(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each place to look at once, with all that is to be said of it."""
        found: dict[str, list[str]] = {}
        for point in self.open_review:
            found.setdefault(point.at, []).append(reason(point))
        return tuple((at, _distinct(tuple(said))) for at, said in found.items())

    def rest_to_review(self, most: int) -> int:
        """How many points stand at other places than the first ``most``."""
        told = {at for at, _ in self.to_review[:most]}
        return sum(point.at not in told for point in self.open_review)

    @cached_property
    def quoted(self) -> bool:
        """Whether all key points are the article's own words, which is then said once."""
        return len(self.brief.summary) > 1 and {point.zh_origin for point in self.brief.summary} == {"extracted"}

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """The key points; a name's Chinese stands at its first mention among them."""
        seen: set[str] = set()
        return tuple(self._point(n, point, seen) for n, point in enumerate(self.brief.summary, 1))

    @cached_property
    def paragraphs(self) -> tuple[tuple[Paragraph, tuple[Passage, ...]], ...]:
        """Every paragraph with its passages, in the article's order."""
        seen: set[str] = set()
        return tuple((p, tuple(self._passage(s, seen) for s in p.sentences)) for p in self.brief.article.paragraphs)

    @property
    def text(self) -> tuple[tuple[Paragraph, tuple[Passage, ...]], ...]:
        """Headings and text, without the captions."""
        return tuple(pair for pair in self.paragraphs if pair[0].kind != "caption")

    @property
    def captions(self) -> tuple[tuple[Paragraph, tuple[Passage, ...]], ...]:
        """The captions, which readers find apart from the text."""
        return tuple(pair for pair in self.paragraphs if pair[0].kind == "caption")

    @cached_property
    def figures(self) -> tuple[FigureRow, ...]:
        """The ledger, in the article's order."""
        return tuple(_figure(fact) for fact in self.brief.facts)

    @cached_property
    def names(self) -> Groups:
        """People, organisations, places, projects and brands, each with all its Chinese forms."""
        return self._groups(words.SAID_ONCE)

    @cached_property
    def terms(self) -> Groups:
        """Titles, terms and slogans: renderings to look up, not names."""
        return self._groups(frozenset(words.KINDS) - words.SAID_ONCE)

    def _groups(self, kinds: frozenset[NameKind]) -> Groups:
        found: dict[NameKind, dict[str, list[Name]]] = {kind: {} for kind in words.KINDS if kind in kinds}
        for name in self.brief.names:
            if name.kind in kinds:
                found[name.kind].setdefault(words.name_page(name), []).append(name)
        rows = ((words.KINDS[kind], tuple(map(tuple, forms.values()))) for kind, forms in found.items())
        return tuple((label, names) for label, names in rows if names)

    def called(self, zh: str) -> str:
        """What the document's names call a publisher or a person in English, or an empty string."""
        return self._english.get(zh, "")

    def bilingual(self, zh: str) -> str:
        """A publisher or a person in English with the Chinese in brackets, or in Chinese alone."""
        return words.bilingual(self.called(zh), zh)

    def rendering(self, at: str) -> Rendering:
        """The English of an id; what was never translated is untranslated."""
        return self.brief.translation.renderings.get(at) or Rendering("", None, "untranslated")

    def _point(self, number: int, point: SummarySentence, seen: set[str]) -> Point:
        evidence = tuple(self._sentences[at] for at in point.evidence if at in self._sentences)
        origin = self.rendering(point.id).origin if point.en else "model"
        missing = words.STATES["untranslated"] if point.en is None and point.state != "withheld" else ""
        ours = "" if self.quoted else words.ORIGINS[point.zh_origin]
        marks = _distinct((missing, words.STATES[point.state], ours, words.ORIGINS[origin]))
        gloss = "" if point.en else self.rendering(point.id).gloss
        return Point(point, number, self._parts(point.en, point.zh, seen), marks, evidence, gloss)

    def _passage(self, sentence: Sentence, seen: set[str]) -> Passage:
        rendering = self.rendering(sentence.id)
        marks = _distinct((words.STATES[rendering.state], words.ORIGINS[rendering.origin]))
        return Passage(sentence, rendering, self._parts(rendering.en, sentence.zh, seen), marks)

    def _parts(self, en: str | None, zh: str, seen: set[str]) -> Parts:
        if not en:
            return ()
        # Of several forms, the longest that the Chinese beside it has; with none there, the longest of all.
        forms = sorted(self._said_once, key=lambda name: (name.zh in zh, len(name.zh)))
        return with_chinese(en, {name.en: name.zh for name in forms if name.en in en}, seen)

    @cached_property
    def _sentences(self) -> dict[str, Passage]:
        return {p.sentence.id: p for _, passages in self.paragraphs for p in passages}

    @cached_property
    def _english(self) -> dict[str, str]:
        return {name.zh: name.en for name in self.brief.names if name.kind in words.SAID_ONCE}

    @cached_property
    def _said_once(self) -> tuple[Name, ...]:
        return tuple(name for name in self.brief.names if name.kind in words.SAID_ONCE and name.en)


def with_chinese(en: str, names: dict[str, str], seen: set[str]) -> Parts:
    """English cut so that the Chinese of each name not in ``seen`` follows its first mention; ``seen`` grows."""
    if not names.keys() - seen:
        return ((en, False),)
    longest = sorted(names, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
    parts: list[tuple[str, bool]] = []
    last = 0
    for found in pattern.finditer(en):
        if found[0] not in seen:
            seen.add(found[0])
            parts += [(en[last : found.end()], False), (names[found[0]], True)]
            last = found.end()
    return tuple(part for part in (*parts, (en[last:], False)) if part[0])


def _figure(fact: Fact) -> FigureRow:
    english = [mention for mention in fact.mentions if mention.lang == "en"]
    wrong = _distinct(tuple(mention.at for mention in fact.mentions if not mention.ok))
    tick: Tick = "wrong" if wrong else "ok" if english else "absent"
    places = _distinct(tuple(mention.at for mention in fact.mentions))
    return FigureRow(fact, tick, places, wrong, any(at.startswith("s") for at in places))


def _distinct(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
