"""Plan, then compress: one sentence for each chosen passage, or the article's own words where none is sound."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flows.steps.audit import audit_summary, decide, score
from flows.steps.complete import complete
from flows.steps.extract import LIMIT, close, extract
from flows.steps.names import Register
from flows.steps.overlap import recall
from flows.steps.plan import Passage, evidence, plan
from flows.steps.script import normalise_punctuation
from flows.steps.types import Article, Check, Note, Summary, SummarySentence, Title
from models.engine import Decoding, Engine, Generation, Length

STAGE_VERSION = 11
Progress = Callable[[int, int], None]

_NO_SENTENCE = Note("此处要点未能写成，请看原文。", "No key point could be written here; see the article.")
_TITLE_LIMIT = 30  # characters; a generated headline longer than this is a sentence


@dataclass(frozen=True, slots=True)
class SummaryJob:
    """One article to summarise, with its names and the length wanted; its passages where they are planned already."""

    article: Article
    register: Register
    length: Length = "medium"
    passages: Sequence[Passage] | None = None

    @property
    def plan(self) -> Sequence[Passage]:
        """The passages to compress."""
        return plan(self.article, self.register, self.length) if self.passages is None else self.passages


def summarise(jobs: Sequence[SummaryJob], engine: Engine, progress: Progress | None = None) -> list[Summary]:
    """The key points of each article, in order; one engine call for all passages of all articles."""
    plans = [job.plan for job in jobs]
    passages = [(job, passage) for job, row in zip(jobs, plans, strict=True) for passage in row]
    answers = _ask(engine, passages, progress)
    titles = _titles(jobs, plans, engine)
    summaries, at = [], 0
    for job, row, title in zip(jobs, plans, titles, strict=True):
        points = [_point(job, passage, answers[at + i]) for i, passage in enumerate(row)]
        summaries.append(Summary(_number(points), title))
        at += len(row)
    return summaries


def _ask(
    engine: Engine, passages: Sequence[tuple[SummaryJob, Passage]], progress: Progress | None
) -> list[Generation | None]:
    """Generations by passage; None where the engine does not summarise or the passage exceeds its window."""
    answers: list[Generation | None] = [None] * len(passages)
    if "summarise" not in engine.spec.tasks:
        return answers
    fits = _fitting(engine, [passage.zh for _, passage in passages])
    for length in sorted({job.length for job, _ in passages}):
        group = [i for i in fits if passages[i][0].length == length]
        decoding = Decoding(task="summarise", length=length, num_hypotheses=4, max_output_tokens=96)
        for i, generation in zip(group, engine.generate([passages[i][1].zh for i in group], decoding), strict=True):
            answers[i] = generation
    if progress:
        progress(len(passages), len(passages))
    return answers


def _fitting(engine: Engine, texts: Sequence[str]) -> list[int]:
    """The places of the texts that the engine's window holds."""
    return [i for i, count in enumerate(engine.count_tokens(texts)) if count <= engine.spec.max_input_tokens]


def _point(job: SummaryJob, passage: Passage, answer: Generation | None) -> SummarySentence:
    """The best sound hypothesis; else the core sentence's own words; else withheld."""
    best = max(_candidates(job, passage, answer), key=lambda point: score(point.checks), default=None)
    title = job.article.title.zh if job.article.title else ""
    own = extract(passage.core.zh, title)
    if best is not None and (own is None or _fuller(best.zh, own, passage)):
        return best
    if own is None:
        return SummarySentence("", passage.core.zh, (passage.core.id,), "extracted", None, "withheld", _NO_SENTENCE)
    return SummarySentence("", own, (passage.core.id,), "extracted")


def _candidates(job: SummaryJob, passage: Passage, answer: Generation | None) -> list[SummarySentence]:
    """The hypotheses that pass every check against the sentences they rest on."""
    texts = dict.fromkeys(close(normalise_punctuation(h.text.strip())) for h in answer.hypotheses) if answer else {}
    whole = [text for text in texts if 10 <= len(text) <= LIMIT and complete(text, passage.zh)]
    points = [_candidate(job, passage, text) for text in whole]
    return [point for point in points if decide(point.checks) == "ok"]


def _candidate(job: SummaryJob, passage: Passage, text: str) -> SummarySentence:
    rests_on = evidence(text, passage)
    sources = [sentence.zh for sentence in passage.sentences if sentence.id in rests_on]
    checks: tuple[Check, ...] = audit_summary(text, sources, job.register)
    return SummarySentence("", text, rests_on, "generated", checks=checks)


def _fuller(generated: str, own: str, passage: Passage) -> bool:
    """A generated sentence must say at least what the extracted one says of the passage's core."""
    return recall(generated, passage.core.zh) * len(generated) >= 0.9 * recall(own, passage.core.zh) * len(own)


def _number(points: list[SummarySentence]) -> tuple[SummarySentence, ...]:
    """Ids s1, s2 …; a point that repeats an earlier one is left out."""
    kept: list[SummarySentence] = []
    for point in points:
        if not any(recall(point.zh, other.zh) > 0.6 for other in kept):
            kept.append(point)
    return tuple(
        SummarySentence(f"s{n}", p.zh, p.evidence, p.zh_origin, p.en, p.state, p.note, p.checks)
        for n, p in enumerate(kept, 1)
    )


def _titles(jobs: Sequence[SummaryJob], plans: Sequence[Sequence[Passage]], engine: Engine) -> list[Title | None]:
    """A headline of ours for each article that has none."""
    wanted = [i for i, job in enumerate(jobs) if job.article.title is None and plans[i]]
    titles: list[Title | None] = [None] * len(jobs)
    if not wanted:
        return titles
    leads = [plans[i][0] for i in wanted]
    answers: list[Generation | None] = [None] * len(wanted)
    if "title" in engine.spec.tasks:
        decoding = Decoding(task="title", num_hypotheses=4, max_output_tokens=48)
        fits = _fitting(engine, [lead.zh for lead in leads])
        for i, generation in zip(fits, engine.generate([leads[i].zh for i in fits], decoding), strict=True):
            answers[i] = generation
    for i, lead, answer in zip(wanted, leads, answers, strict=True):
        titles[i] = Title(_title(jobs[i], lead, answer), origin="generated")
    return titles


def _title(job: SummaryJob, lead: Passage, answer: Generation | None) -> str:
    """The first sound hypothesis of headline length, else the lead's first clause that stands by itself."""
    for hypothesis in answer.hypotheses if answer else ():
        text = normalise_punctuation(hypothesis.text.strip()).rstrip("。")
        fits = 6 <= len(text) <= _TITLE_LIMIT and complete(text, lead.zh)
        if fits and decide(audit_summary(text, [lead.zh], job.register)) == "ok":
            return text
    own = (extract(lead.core.zh) or lead.core.zh).rstrip("。")
    head = own.split("，")
    short = next((h for h in ("，".join(head[:n]) for n in range(len(head), 0, -1)) if len(h) <= _TITLE_LIMIT), own)
    return short[: 2 * _TITLE_LIMIT]
