"""Which passages of an article carry its news, in the article's order, no two alike."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from flows.steps.facts import find_figures
from flows.steps.names import Register
from flows.steps.overlap import bigrams, centrality, recall
from flows.steps.types import Article, Paragraph, Sentence
from models.engine import Length

# Words of exhortation: prose that calls for something and reports nothing.
_EXHORT = re.compile(
    "坚持|着力|切实|深入|进一步|不断|努力|奋力|全力|扎实|牢牢|紧紧|加快|持续|全面|大力|积极|充分|"
    "要求|必须|务必|统一思想|凝聚|贯彻|弘扬|践行|担当|初心|使命|锚定|夯实|筑牢|引领|谱写|篇章|迈进|发力|赋能"
)
_EVENT = re.compile(
    "召开|举行|举办|签约|投产|开工|落成|揭牌|启用|启动|发布|公布|完成|达到|实现|突破|增长|下降|"
    "新增|建成|通车|交付|获批|位列|跃升|投资|成立|开幕|封顶|投入运营|印发|出台|通报|获悉"
)
_NEWS_KINDS = frozenset({"amount", "percent", "points", "rank", "ratio", "multiple", "measure"})
_ALIKE = 0.5  # bigram recall above which two sentences tell the same news (003's "92 / 31" pair scores 0.62)
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
    chosen: list[tuple[int, float]] = []
    for at in sorted(range(len(scored)), key=lambda i: (-scored[i][2], i)):
        _, sentence, score = scored[at]
        taken = [scored[other][1] for other, _ in chosen]
        if not any(_alike(sentence.zh, other.zh) for other in taken):
            chosen.append((at, score))
        if len(chosen) == wanted:
            break
    return [_passage(*scored[at]) for at, _ in sorted(chosen)]


def _alike(a: str, b: str) -> bool:
    return max(recall(a, b), recall(b, a)) > _ALIKE


def _score_all(article: Article, body: list[Paragraph], register: Register) -> list[tuple[Paragraph, Sentence, float]]:
    heads = run_in_heads(body)
    rows = [(p, s) for p in body for s in p.sentences if s.id not in heads and len(s.zh) >= 12]
    central = centrality([s.zh for _, s in rows])
    title = article.title.zh if article.title else ""
    first = next((s.id for _, s in rows if not _rhetorical(s.zh)), None)
    return [
        (p, s, _score(s.zh, central[i], recall(title, s.zh), s.id == first, register) + _early(i, len(rows)))
        for i, (p, s) in enumerate(rows)
    ]


def _early(at: int, count: int) -> float:
    """News stands early: half a point for the first sentence, falling to nothing at the end."""
    return 0.5 * (1 - at / max(count, 1))


def _score(zh: str, central: float, of_title: float, is_lead: bool, register: Register) -> float:
    figures = [f for f in find_figures(zh, "zh") if f.kind != "duration"]
    news = sum(1.0 if f.kind in _NEWS_KINDS else 0.45 for f in figures)
    actors = sum(1 for _, name in register.find(zh) if name.kind in ("person", "organisation", "place"))
    score = min(news, 4.0) * 0.7 + min(actors, 2) * 0.2 + central * 0.8 + of_title * 1.0
    score += 0.4 * min(len(_EVENT.findall(zh)), 2) + (1.2 if is_lead else 0.0)
    score -= 9.0 * len(_EXHORT.findall(zh)) / max(len(zh), 20)
    return score - (2.0 if _rhetorical(zh) else 0.0)


def _rhetorical(zh: str) -> bool:
    """A question, a lead-in, a trailing-off or a quotation reports nothing by itself."""
    return bool(re.search(r"[？?]|——[”」]?$|…+[”」]?$|[:：]$", zh)) or zh[:1] in "“「"


def run_in_heads(body: list[Paragraph]) -> frozenset[str]:
    """Sentences that head their paragraph (政策聚才。): short, first, followed by others, or of parallel form."""
    firsts = [p.sentences[0] for p in body if len(p.sentences) > 1]
    openings = Counter(s.zh[:2] for s in firsts if len(s.zh) <= 40)
    return frozenset(
        s.id
        for s in firsts
        if len(s.zh) <= 12 or (len(s.zh) <= 40 and openings[s.zh[:2]] >= 3 and not find_figures(s.zh, "zh"))
    )


def _passage(paragraph: Paragraph, core: Sentence, score: float) -> Passage:
    """Grow from the chosen sentence to its neighbours within the token budget, following sentences first."""
    row = list(paragraph.sentences)
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
