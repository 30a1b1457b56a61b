"""Which passages of an article carry its news, in the article's order, no two alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flows.steps.extract import extract
from flows.steps.facts import find_figures
from flows.steps.names import Register
from flows.steps.news import figure_worth, has_news, newsworth
from flows.steps.overlap import bigrams, centrality, recall
from flows.steps.types import Article, Paragraph, Sentence
from models.engine import Length

_ALIKE = 0.5  # bigram recall above which two sentences tell the same news (003's "92 / 31" pair scores 0.62)
_SAME_PARAGRAPH = 1.0
_FIGURES = 0.5  # a list of figures may trail off (……) and is news all the same
_LEAD = 1.5
_LEAD_OF_SHORT = 4.0  # an item of a paragraph or two owes the reader its lead, whatever its figures
_SLIGHT = 0.6  # the worth below which a point is not due once there are enough: slogans score about 0.3
Scored = tuple[Paragraph, Sentence, float]
PASSAGE = 240  # characters: the built-in model's passages in training end at 250


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of sentences of one paragraph; ``core`` is the sentence for which it was chosen."""

    core: Sentence
    sentences: tuple[Sentence, ...]
    score: float

    @property
    def zh(self) -> str:
        """The text that the summariser reads."""
        return "".join(sentence.zh for sentence in self.sentences)


def points_wanted(article: Article, length: Length) -> int:
    """How many key points: short 1-2, medium 3-5, long 6-8; fewer for an article of few sentences."""
    count = sum(len(p.sentences) for p in article.paragraphs if p.kind == "text")
    if count < 6:
        return 1
    if count < 15:
        return {"short": 1, "medium": 2 if count < 10 else 3, "long": 3}[length]
    return {"short": 2, "medium": 4 if count < 30 else 5, "long": 6 if count < 30 else 8}[length]


def plan(article: Article, register: Register, length: Length = "medium") -> list[Passage]:
    """The passages to compress, in the article's order; empty for an article with no sentence of text."""
    body = [p for p in article.paragraphs if p.kind == "text"]
    scored = _score_all(article, body, register)
    wanted = points_wanted(article, length)
    least = min(wanted, {"short": 1, "medium": 3, "long": 6}[length])
    chosen: list[int] = []
    while len(chosen) < wanted:
        best = max(_open(scored, chosen), key=lambda i: (_worth(scored, chosen, i), -i), default=None)
        if best is None or (len(chosen) >= least and _worth(scored, chosen, best) < _SLIGHT):
            break
        chosen.append(best)
    heads = run_in_heads(body)
    return [_passage(*scored[at], heads) for at in sorted(chosen)]


def _open(scored: Sequence[Scored], chosen: Sequence[int]) -> list[int]:
    """Those not yet chosen and like none that is."""
    taken = [scored[i][1].zh for i in chosen]
    rest = (i for i in range(len(scored)) if i not in chosen)
    return [i for i in rest if not any(_alike(scored[i][1].zh, other) for other in taken)]


def _worth(scored: Sequence[Scored], chosen: Sequence[int], at: int) -> float:
    """A second sentence of one paragraph is worth less: the reader is owed the breadth of the article."""
    again = any(scored[other][0].id == scored[at][0].id for other in chosen)
    return scored[at][2] - (_SAME_PARAGRAPH if again else 0.0)


def _alike(a: str, b: str) -> bool:
    return max(recall(a, b), recall(b, a)) > _ALIKE


def _score_all(article: Article, body: list[Paragraph], register: Register) -> list[Scored]:
    heads = run_in_heads(body)
    rows = [(p, s) for p in body for s in p.sentences if s.id not in heads and len(s.zh) >= 12]
    central = centrality([s.zh for _, s in rows])
    title = article.title.zh if article.title else ""
    lead = _LEAD_OF_SHORT if len(rows) < 6 else _LEAD
    first = next((s.id for _, s in rows if _reports(s.zh, title)), None)
    return [
        (p, s, _score(s.zh, central[i], title, lead if s.id == first else 0.0, register) + _early(i, len(rows)))
        for i, (p, s) in enumerate(rows)
    ]


def _early(at: int, count: int) -> float:
    """News stands early: half a point for the first sentence, falling to nothing at the end."""
    return 0.5 * (1 - at / max(count, 1))


def _score(zh: str, central: float, title: str, lead: float, register: Register) -> float:
    """The worth of what could be said of a sentence: of its best run of clauses, not of its whole length."""
    core = extract(zh, title) or zh[:PASSAGE]
    actors = sum(1 for _, name in register.find(core) if name.kind in ("person", "organisation", "place"))
    score = newsworth(core) + min(actors, 2) * 0.2 + central * 0.8 + recall(title, core)
    return score + lead - (2.0 if _rhetorical(zh) else 0.0)


def _reports(zh: str, title: str) -> bool:
    """Whether a sentence can lead: an event, a figure or the headline's words, and no maxim before the news."""
    core = extract(zh, title) or zh
    return not _rhetorical(zh) and (has_news(core) or recall(title, core) > 0.2)


def _rhetorical(zh: str) -> bool:
    """A question, a lead-in, a trailing-off without a figure or a quotation reports nothing by itself."""
    if re.search(r"…+[”」]?$", zh) and figure_worth(zh) < _FIGURES:
        return True
    return bool(re.search(r"[？?]|——[”」]?$|[:：]$", zh)) or zh[:1] in "“「"


def run_in_heads(body: list[Paragraph]) -> frozenset[str]:
    """Sentences that head their paragraph (政策聚才。): short, first, followed by others, or of parallel form."""
    firsts = [p.sentences[0] for p in body if len(p.sentences) > 1]
    openings = Counter(s.zh[:2] for s in firsts if len(s.zh) <= 40)
    return frozenset(
        s.id
        for s in firsts
        if len(s.zh) <= 12 or (len(s.zh) <= 40 and openings[s.zh[:2]] >= 3 and not find_figures(s.zh, "zh"))
    )


def _passage(paragraph: Paragraph, core: Sentence, score: float, heads: frozenset[str]) -> Passage:
    """Grow from the chosen sentence to its neighbours within the token budget, following sentences first; no head."""
    row = [sentence for sentence in paragraph.sentences if sentence.id not in heads]
    low = high = row.index(core)
    size = len(core.zh)
    while True:
        if high + 1 < len(row) and size + len(row[high + 1].zh) <= PASSAGE:
            high += 1
            size += len(row[high].zh)
        elif low > 0 and size + len(row[low - 1].zh) <= PASSAGE:
            low -= 1
            size += len(row[low].zh)
        else:
            return Passage(core, tuple(row[low : high + 1]), score)


def evidence(point: str, passage: Passage) -> tuple[str, ...]:
    """The one to three sentences of the passage that best hold the point's character bigrams."""
    left = bigrams(point)
    chosen: list[Sentence] = []
    while len(chosen) < 3:
        rest = [s for s in passage.sentences if s not in chosen]
        best = max(rest, key=lambda s: len(left & bigrams(s.zh)), default=None)
        if best is None or len(left & bigrams(best.zh)) < (1 if not chosen else max(2, len(bigrams(point)) // 8)):
            break
        chosen.append(best)
        left = left - bigrams(best.zh)
    kept = chosen or [passage.core]
    return tuple(s.id for s in passage.sentences if s in kept)
