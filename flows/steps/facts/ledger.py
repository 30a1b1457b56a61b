"""The ledger: every figure of the article, of the key points and of their English, lined up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from flows.steps.facts.compare import match
from flows.steps.facts.en import find_en
from flows.steps.facts.render import state_en
from flows.steps.facts.unread import find_unread
from flows.steps.facts.values import contradicts, same_claim
from flows.steps.facts.zh import find_zh
from flows.steps.types import Article, Fact, Figure, Mention, SummarySentence, Translation

_NOWHERE = (0, 0)


@dataclass(slots=True)
class _Row:
    """A fact while it is being gathered."""

    figure: Figure
    mentions: list[Mention] = field(default_factory=list)

    @property
    def sourced(self) -> bool:
        """Whether the article itself states it."""
        return any(mention.lang == "zh" and mention.ok for mention in self.mentions)


def build_ledger(article: Article, summary: Sequence[SummarySentence], translation: Translation) -> tuple[Fact, ...]:
    """One fact for each value that is stated, in the order of the article, with every place that states it.

    A mention is ok where it agrees with its source: the English with its Chinese, a key point with its evidence or,
    failing that, the article. A figure that the English lacks is a mention at (0, 0) that is not ok.
    """
    ledger = _Ledger(translation)
    if article.title is not None:
        ledger.source("t", article.title.zh)
    for sentence in article.sentences():
        ledger.source(sentence.id, sentence.zh)
    for point in summary:
        if point.state != "withheld":
            ledger.point(point)
    return ledger.facts()


class _Ledger:
    """Rows by value; sources first, then the key points, then what could not be read."""

    def __init__(self, translation: Translation) -> None:
        self._renderings = translation.renderings
        self._rows: list[_Row] = []
        self._unread: dict[str, list[Mention]] = {}

    def source(self, at: str, zh: str) -> None:
        """Enter a sentence of the article and its English."""
        figures = find_zh(zh)
        rows = [self._row(figure) for figure in figures]
        for row, figure in zip(rows, figures, strict=True):
            row.mentions.append(Mention(at, "zh", figure.span, True))
        self._english(at, zh, list(zip(figures, rows, strict=True)), self._rendered(at))
        self._vague(at, zh, figures)

    def point(self, point: SummarySentence) -> None:
        """Enter a key point: its figures must stand in the article and claim the same."""
        figures = find_zh(point.zh)
        stated = [next((r for r in self._rows if r.sourced and same_claim(r.figure, f)), None) for f in figures]
        rows = [row or self._row(figure) for row, figure in zip(stated, figures, strict=True)]
        for row, figure, source in zip(rows, figures, stated, strict=True):
            row.mentions.append(Mention(point.id, "zh", figure.span, source is not None))
        self._english(point.id, point.zh, list(zip(figures, rows, strict=True)), point.en or self._rendered(point.id))
        self._vague(point.id, point.zh, figures)

    def _rendered(self, at: str) -> str | None:
        """The English; none where it does not stand for that Chinese (a headline told by a part or a key point)."""
        rendering = self._renderings.get(at)
        return rendering.en if rendering and rendering.origin != "rule" else None

    def _english(self, at: str, zh: str, stated: Sequence[tuple[Figure, _Row]], en: str | None) -> None:
        if en is None:
            return
        compared = match([figure for figure, _ in stated], find_en(en), zh, en)
        said = {id(chinese): english for chinese, english in compared.pairs}
        absent = set(map(id, compared.missing))
        for figure, row in stated:
            english = said.get(id(figure))
            if english is not None:
                row.mentions.append(Mention(at, "en", english.span, not contradicts(figure, english)))
            elif id(figure) in absent:
                row.mentions.append(Mention(at, "en", _NOWHERE, False))
        for figure in compared.extra:
            self._row(figure).mentions.append(Mention(at, "en", figure.span, False))

    def _vague(self, at: str, zh: str, figures: Sequence[Figure]) -> None:
        for start, end in find_unread(zh, figures):
            self._unread.setdefault(zh[start:end], []).append(Mention(at, "zh", (start, end), False))

    def _row(self, figure: Figure) -> _Row:
        row = next((row for row in self._rows if _same_entry(row.figure, figure)), None)
        if row is None:
            row = _Row(figure)
            self._rows.append(row)
        return row

    def facts(self) -> tuple[Fact, ...]:
        """The rows as facts f1, f2, …; those that could not be read come last."""
        read = [_fact(f"f{i}", row) for i, row in enumerate(self._rows, 1)]
        unread = [
            Fact(f"f{i}", "unread", zh, "", "", "", "", None, None, tuple(mentions))
            for i, (zh, mentions) in enumerate(self._unread.items(), len(read) + 1)
        ]
        return (*read, *unread)


def _same_entry(a: Figure, b: Figure) -> bool:
    """One row of the ledger: the same kind, unit, values and approximation."""
    return (a.kind, a.unit, a.low, a.high, a.approx) == (b.kind, b.unit, b.low, b.high, b.approx)


def _fact(fact_id: str, row: _Row) -> Fact:
    figure = row.figure
    chinese = any("\u3400" <= char <= "\u9fff" for char in figure.text) or row.mentions[0].lang == "zh"
    return Fact(
        id=fact_id,
        kind=figure.kind,
        zh=figure.text if chinese else "",
        en=state_en(figure),
        low=_text(figure.low),
        high=_text(figure.high),
        unit=figure.unit,
        approx=figure.approx,
        direction=figure.direction,
        mentions=tuple(row.mentions),
    )


def _text(value: Decimal) -> str:
    return f"{value.normalize():f}" if value else "0"
