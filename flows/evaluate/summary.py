"""`zhbrief eval summary`: character ROUGE of the summarise step against the lead and TextRank."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from flows.evaluate.rouge import Rouge, rouge, units
from models.engine import Engine, Length

Part = Literal["one", "medium"]


@dataclass(frozen=True, slots=True)
class SummaryScore:
    """One set's scores: ours, the lead (1 or 3 sentences), TextRank; ``support`` is the share of words in the text."""

    name: str
    rows: int
    ours: Rouge
    lead: Rouge
    textrank: Rouge | None
    support: float
    figures_right: float
    generated: float
    rows_per_second: float


def register(eval_app: typer.Typer) -> None:
    """Add the command to `zhbrief eval`."""
    eval_app.command("summary")(summary)


def summary(
    files: Annotated[
        list[Path], typer.Argument(help="JSON lines with text and summary (or medium).", metavar="ROWS.jsonl…")
    ],
    profile: Annotated[str, typer.Option(help="Whose summariser to score.")] = "builtin",
    summariser: Annotated[str | None, typer.Option(help="A local model folder instead.")] = None,
    limit: Annotated[int | None, typer.Option(help="Only the first N rows of each file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one line a file.")] = False,
) -> None:
    """Score a summariser on files of articles with their briefs: one sentence, or medium where the rows have it.

    Example: zhbrief eval summary dev_xwlb.jsonl --limit 100
    """
    from flows.workshop import Choice, open_engine_for

    engine = open_engine_for("summariser", Choice(profile, summariser=summariser))
    for file in files:
        row = score(file, engine, limit)
        typer.echo(json.dumps(asdict(row), ensure_ascii=False) if as_json else _line(row))


def _line(row: SummaryScore) -> str:
    def show(name: str, value: Rouge | None) -> str:
        return f"  {name:9} {value.r1:5.1f} / {value.r2:5.1f} / {value.rl:5.1f}\n" if value else ""

    return (
        f"{row.name} ({row.rows} rows): ROUGE-1/2/L\n"
        + show("ours", row.ours) + show("lead", row.lead) + show("TextRank", row.textrank)
        + f"  words in the article {row.support:.1%}, figures right {row.figures_right:.1%}, "
        f"generated {row.generated:.1%}, {row.rows_per_second:.1f} rows/s"
    )  # fmt: skip


def read_rows(file: Path, limit: int | None = None) -> tuple[list[dict[str, Any]], Part]:
    """The rows, and whether they ask for one sentence or for a medium brief."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line.strip()][:limit]
    return rows, "medium" if rows and "medium" in rows[0] else "one"


def score(file: Path, engine: Engine, limit: int | None = None) -> SummaryScore:
    """Summarise each row's text through the summarise step and score it."""
    from flows.steps.facts import find_figures, same_value
    from flows.steps.glossary import load_glossary
    from flows.steps.lines import normal_lines
    from flows.steps.names import build_register
    from flows.steps.segment import words
    from flows.steps.summarise import SummaryJob, summarise

    rows, part = read_rows(file, limit)
    texts = ["\n".join(line for line in normal_lines(row["text"]) if line) for row in rows]
    articles = [_article(text) for text in texts]
    glossary = load_glossary()
    length: Length = "medium" if part == "medium" else "short"
    start = time.perf_counter()
    made = summarise([SummaryJob(a, build_register(a, glossary), length) for a in articles], engine)
    seconds = time.perf_counter() - start
    points = [[p for p in s.sentences if p.state != "withheld"] for s in made]
    ours = ["".join(p.zh for p in (row if part == "medium" else row[:1])) for row in points]
    references = ["".join(row["medium"]) if part == "medium" else row["summary"] for row in rows]
    long_words = [[w for w in words(o) if len(w) > 1] for o in ours]
    stand = sum(w in text for ws, text in zip(long_words, texts, strict=True) for w in ws)
    figures = [
        all(any(same_value(f, g) for g in find_figures(text, "zh")) for f in find_figures(o, "zh"))
        for o, text in zip(ours, texts, strict=True)
    ]
    count, flat = max(len(rows), 1), [p for row in points for p in row]
    return SummaryScore(
        file.stem,
        len(rows),
        rouge(ours, references),
        rouge([_lead(a, 3 if part == "medium" else 1) for a in articles], references),
        textrank(articles, references, 3 if part == "medium" else 1),
        stand / max(sum(map(len, long_words)), 1),
        sum(figures) / count,
        sum(p.zh_origin == "generated" for p in flat) / max(len(flat), 1),
        len(rows) / seconds if seconds else 0.0,
    )


def _article(text: str) -> Any:
    from flows.steps.segment import split_sentences
    from flows.steps.types import Article, Paragraph, Sentence

    paragraphs = tuple(
        Paragraph(
            f"p{n}",
            "text",
            tuple(Sentence(f"p{n}.{i}", (n, n), line[a:b]) for i, (a, b) in enumerate(split_sentences(line), 1)),
        )
        for n, line in enumerate(text.split("\n"), 1)
    )
    return Article(title=None, paragraphs=paragraphs, script="Hans")


def _lead(article: Any, count: int) -> str:
    return "".join(sentence.zh for sentence in article.sentences()[:count])


def textrank(articles: Sequence[Any], references: Sequence[str], count: int) -> Rouge | None:
    """TextRank by sumy over our own sentences and words; None where sumy is not installed."""
    try:
        from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
        from sumy.summarizers.text_rank import TextRankSummarizer
    except ImportError:
        return None

    class Units:
        def to_words(self, text: str) -> list[str]:
            return units(text)

    best = []
    for article in articles:
        sentences = [Sentence(s.zh, Units()) for s in article.sentences()[:60]]
        chosen = TextRankSummarizer()(ObjectDocumentModel([Paragraph(sentences)]), count)
        best.append("".join(map(str, chosen)))
    return rouge(best, references)
