"""The whole program on one page: a source goes in, a brief comes out; no I/O beyond the engines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from flows.steps import points, signature
from flows.steps.clean import clean
from flows.steps.decode import decode
from flows.steps.edits import Edits, apply
from flows.steps.facts import build_ledger
from flows.steps.glossary import Glossary, protected
from flows.steps.names import Register, build_register
from flows.steps.plan import Passage, plan
from flows.steps.signature import BriefOptions, Deciders
from flows.steps.summarise import SummaryJob, summarise
from flows.steps.translate import TranslationJob, translate
from flows.steps.types import (
    Article,
    Brief,
    ModelRecord,
    Rendering,
    Source,
    SourceRecord,
    Summary,
    Title,
    Translation,
)
from models.engine import Engine, Length

Progress = Callable[[int, int], None]
NO_TITLE = Title("（无标题）", origin="generated")


@dataclass(frozen=True, slots=True)
class Workshop:
    """What a brief is made with: two engines (they may be one), the glossary and the options."""

    summariser: Engine
    translator: Engine
    glossary: Glossary
    options: BriefOptions = field(default_factory=BriefOptions)

    @property
    def deciders(self) -> Deciders:
        """What of it decides the output."""
        names = " ".join(protected(self.glossary))
        return Deciders(self.summariser.spec, self.translator.spec, self.glossary.hash, self.options, names)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A cleaned document on its way: its id, its source's record, the article, its names, its passages once planned."""

    id: str
    source: SourceRecord
    article: Article
    register: Register
    passages: tuple[Passage, ...] | None = None


def prepare(source: Source, doc_id: str, glossary: Glossary, files: tuple[str, ...] = ()) -> Prepared:
    """Decode and clean one source.

    Raises SkipDocument where no brief is due, DocumentError where it can't be read.
    """
    text = decode(source)
    article = clean(text, protected(glossary))
    record = SourceRecord(
        files or (source.name,), source.sha256, text.sha256, len(source.data), text.encoding, article.script
    )
    return Prepared(doc_id, record, article, build_register(article, glossary))


def planned(p: Prepared, length: Length) -> Prepared:
    """The document with the passages that its key points are made of; whoever does not ask has it done in time."""
    return replace(p, passages=tuple(plan(p.article, p.register, length)))


def summarise_window(
    window: Sequence[Prepared],
    workshop: Workshop,
    previous: Mapping[str, Brief] | None = None,
    progress: Progress | None = None,
) -> list[Summary]:
    """Chinese key points for each document; taken from the brief before where the signature is the same."""
    kept = {p.id: _kept(p, workshop, "summarise", previous or {}) for p in window}
    todo = [p for p in window if kept[p.id] is None]
    jobs = [SummaryJob(p.article, p.register, workshop.options.length, p.passages) for p in todo]
    fresh = dict(zip((p.id for p in todo), summarise(jobs, workshop.summariser, progress), strict=True))
    return [
        fresh[p.id] if before is None else points.of_brief(before) for p, before in ((p, kept[p.id]) for p in window)
    ]


def translate_window(
    window: Sequence[Prepared],
    summaries: Sequence[Summary],
    workshop: Workshop,
    previous: Mapping[str, Brief] | None = None,
    progress: Progress | None = None,
) -> list[tuple[Summary, Translation]]:
    """English for each document; all sentences of the window go to the engine together.

    A key point whose English fails is tried once more in the article's own words, then withheld.
    """
    kept = {p.id: _kept(p, workshop, "translate", previous or {}) for p in window}
    todo = [(p, s) for p, s in zip(window, summaries, strict=True) if kept[p.id] is None]
    rendered = _render_all([(p, texts(p.article, s)) for p, s in todo], workshop, progress)
    second = [points.in_own_words(s, p.article, r) for (p, s), r in zip(todo, rendered, strict=True)]
    retried = _render_all([(p, _reworded(s, s2)) for (p, s), s2 in zip(todo, second, strict=True)], workshop, None)
    fresh = {}
    for (p, _), s, first, again in zip(todo, second, rendered, retried, strict=True):
        translation = Translation({**first, **again})
        fresh[p.id] = points.with_headline(points.with_english(s, translation), translation)
    return [
        fresh[p.id] if before is None else (points.of_brief(before), points.kept_translation(before))
        for p, before in ((p, kept[p.id]) for p in window)
    ]


def texts(article: Article, summary: Summary) -> dict[str, str]:
    """Everything to translate by id: ``t`` the title, the article's sentences, the key points."""
    title = article.title or summary.title or NO_TITLE
    return {
        "t": title.zh,
        **{s.id: s.zh for s in article.sentences()},
        **{s.id: s.zh for s in summary.sentences},
    }


def _reworded(before: Summary, after: Summary) -> dict[str, str]:
    """The key points that now say something else: the others have their English."""
    pairs = zip(before.sentences, after.sentences, strict=True)
    return {new.id: new.zh for old, new in pairs if new.zh != old.zh}


def _render_all(
    documents: Sequence[tuple[Prepared, dict[str, str]]], workshop: Workshop, progress: Progress | None
) -> list[dict[str, Rendering]]:
    jobs = [TranslationJob(zh, p.register, at == "t") for p, by_id in documents for at, zh in by_id.items()]
    rows = iter(translate(jobs, workshop.translator, workshop.options.beam_size, progress))
    return [{at: next(rows) for at in by_id} for _, by_id in documents]


def _kept(p: Prepared, workshop: Workshop, stage: str, previous: Mapping[str, Brief]) -> Brief | None:
    """The brief before, where this stage's signature in it is still the same."""
    before = previous.get(p.id)
    if before is None or stage not in before.stages:
        return None
    now = signature.sign(p.source.text_sha256, workshop.deciders)
    return before if before.stages[stage] == now[stage] else None


def assemble(
    p: Prepared, summary: Summary, translation: Translation, workshop: Workshop, edits: Edits | None = None
) -> Brief:
    """Put the parts together: people's corrections, the ledger, the names, what a person should look at."""
    title = p.article.title or summary.title or NO_TITLE
    summary, translation = apply(p.article, summary, translation, edits or Edits())
    by = workshop.deciders
    brief = Brief(
        id=p.id,
        source=p.source,
        article=p.article,
        title=title,
        translation=translation,
        summary=summary.sentences,
        facts=build_ledger(p.article, summary.sentences, translation),
        names=p.register.names,
        review=(),
        stages=signature.sign(p.source.text_sha256, by),
        models=(
            ModelRecord("summariser", by.summariser.name, by.summariser.fingerprint, by.summariser.preview),
            ModelRecord("translator", by.translator.name, by.translator.fingerprint, by.translator.preview),
        ),
        glossary=by.glossary,
    )
    brief = points.under_ledger(brief)
    return replace(brief, review=points.review_points(brief))


def make_brief(source: Source, doc_id: str, workshop: Workshop) -> Brief:
    """One source to one brief."""
    p = prepare(source, doc_id, workshop.glossary)
    (summary,) = summarise_window([p], workshop)
    ((summary, translation),) = translate_window([p], [summary], workshop)
    return assemble(p, summary, translation, workshop)
