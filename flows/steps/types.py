"""The nouns that pass between the steps: frozen, slotted, and free of any import of ours."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Span = tuple[int, int]
Lang = Literal["zh", "en"]
Script = Literal["Hans", "Hant"]
Media = Literal["text", "html", "markdown"]
ParagraphKind = Literal["text", "heading", "caption"]
Precision = Literal["year", "month", "day", "minute", "second"]
FigureKind = Literal[
    "amount",
    "percent",
    "points",
    "count",
    "date",
    "duration",
    "rank",
    "ratio",
    "multiple",
    "measure",
    "temperature",
    "unread",
]
Approx = Literal["nearly", "over", "about"]
Direction = Literal["up", "down"]
NameKind = Literal["person", "place", "organisation", "project", "title", "slogan", "term", "brand"]
NameOrigin = Literal["glossary", "article", "rule", "model", "edited"]
SentenceState = Literal["ok", "review", "untranslated"]
SentenceOrigin = Literal["model", "repaired", "edited", "rule"]
SummaryState = Literal["ok", "review", "withheld"]
SummaryOrigin = Literal["generated", "extracted", "edited"]
CheckName = Literal[
    "figures", "names", "terms", "negation", "direction", "han", "length", "repetition",
    "copied", "language", "support", "empty", "omission", "edit",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one input file: ``name`` is its path inside the inbox, ``sha256`` is of the bytes used."""

    name: str
    data: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Text:
    """A decoded source: NFC text without controls, its encoding, its media type, and what had to be repaired."""

    text: str
    encoding: str
    media: Media
    sha256: str
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SetAside:
    """Lines (1-based, inclusive) or a span of characters within them that are not the article, and why."""

    lines: Span
    span: Span | None
    rule: str
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the article: Simplified ``zh``, the Traditional ``src`` where it differs, source lines."""

    id: str
    lines: Span
    zh: str
    src: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, heading or caption, as its sentences in order."""

    id: str
    kind: ParagraphKind
    sentences: tuple[Sentence, ...]

    @property
    def zh(self) -> str:
        """The whole paragraph in Simplified Chinese."""
        return "".join(sentence.zh for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Title:
    """A headline as the source has it, or one that we generated (``origin``)."""

    zh: str
    src: str | None = None
    origin: Literal["source", "generated"] = "source"


@dataclass(frozen=True, slots=True)
class Published:
    """A publication date: ISO 8601 ``value`` cut to ``precision``; ``zone`` is stated or assumed (+08:00)."""

    value: str
    precision: Precision
    zone: Literal["stated", "assumed"] | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """Who did what: role is text, photo, video, editor, office or the source's own word."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class Conversion:
    """One use of our own table of Taiwanised terms: where (sentence id) and what became what."""

    at: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Article:
    """What the source says, cleaned: the body in order, its metadata, and an account of every cut."""

    title: Title | None
    paragraphs: tuple[Paragraph, ...]
    script: Script
    published: Published | None = None
    publisher: str | None = None
    republisher: str | None = None
    authors: tuple[str, ...] = ()
    editor: str | None = None
    credits: tuple[Credit, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    conversions: tuple[Conversion, ...] = ()
    flags: tuple[str, ...] = ()

    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences of all paragraphs, in order."""
        return tuple(sentence for paragraph in self.paragraphs for sentence in paragraph.sentences)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit as read from text: ``span`` is all of it, ``mask`` what a placeholder stands for.

    ``low`` and ``high`` are equal unless it is a range; dates are ordinals in ``value`` form (see facts).
    """

    kind: FigureKind
    low: Decimal
    high: Decimal
    unit: str
    span: Span
    mask: Span
    text: str
    approx: Approx | None = None
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a fact stands: ``at`` is a sentence id, ``span`` counts characters of that text."""

    at: str
    lang: Lang
    span: Span
    ok: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the ledger: a value of the article and every place that states it."""

    id: str
    kind: FigureKind
    zh: str
    en: str
    low: str
    high: str
    unit: str
    approx: Approx | None
    direction: Direction | None
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name or term of the document and its one English rendering."""

    zh: str
    en: str
    kind: NameKind
    origin: NameOrigin
    hard: bool = True


@dataclass(frozen=True, slots=True)
class Check:
    """One question that the audit asked of a generated sentence, the answer and, where it failed, why.

    ``fatal``: a sentence that fails so is not shown as it stands, not even under review.
    """

    name: CheckName
    ok: bool
    why: str = ""
    fatal: bool = False


@dataclass(frozen=True, slots=True)
class Rendering:
    """The English of one Chinese text: ``en`` is None exactly when ``state`` is untranslated.

    ``gloss`` then holds its names, terms and figures in English, in Chinese order.
    """

    zh: str
    en: str | None
    state: SentenceState
    origin: SentenceOrigin = "model"
    checks: tuple[Check, ...] = ()
    gloss: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A remark to the reader in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """One key point: its Chinese, its English (None until translated, or withheld) and the evidence's ids."""

    id: str
    zh: str
    evidence: tuple[str, ...]
    zh_origin: SummaryOrigin = "generated"
    en: str | None = None
    state: SummaryState = "ok"
    note: Note | None = None
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """The key points in the article's order, and the generated title where the source has none."""

    sentences: tuple[SummarySentence, ...]
    title: Title | None = None


@dataclass(frozen=True, slots=True)
class Translation:
    """English by sentence id: ``t`` the title, ``p1.2`` the article's sentences, ``s1`` the key points."""

    renderings: dict[str, Rendering]


@dataclass(frozen=True, slots=True)
class ReviewPoint:
    """Something a person should look at; ``resolved`` names the reviewer and the sentence's hash."""

    at: str
    check: CheckName
    why: str
    resolved: str | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """Another document that says nearly the same."""

    id: str
    how: Literal["near-duplicate"]


@dataclass(frozen=True, slots=True)
class StageRecord:
    """What decided a stage's output: its signature and, where a model took part, the model's fingerprint."""

    signature: str
    model: str | None = None


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """The source as the record keeps it."""

    files: tuple[str, ...]
    sha256: str
    text_sha256: str
    bytes: int
    encoding: str
    script: Script


@dataclass(frozen=True, slots=True)
class ModelRecord:
    """A model as the record names it: role is summariser or translator."""

    role: str
    name: str
    fingerprint: str
    preview: bool


@dataclass(frozen=True, slots=True)
class Brief:
    """All of a document: the article, its English, the key points, the ledger, the names, what to review."""

    id: str
    source: SourceRecord
    article: Article
    title: Title
    translation: Translation
    summary: tuple[SummarySentence, ...]
    facts: tuple[Fact, ...]
    names: tuple[Name, ...]
    review: tuple[ReviewPoint, ...]
    stages: dict[str, StageRecord]
    models: tuple[ModelRecord, ...]
    glossary: str
    related: tuple[Related, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A brief was made or made again; ``stages`` says which stage ran and why."""

    id: str
    stages: tuple[tuple[str, str], ...]
    review: int = 0


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Nothing that decides this brief has changed."""

    id: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """No brief is due for this file, and why; no model was called."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Failed:
    """This document could not be briefed; the others go on."""

    name: str
    error: str


Outcome = Written | Unchanged | Skipped | Failed
