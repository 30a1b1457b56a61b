"""`zhbrief eval translation`: BLEU and chrF with signatures, figures and names right, coverage, speed."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer

from models.engine import Engine


@dataclass(frozen=True, slots=True)
class TranslationScore:
    """One set's scores; shares are of lines, speed is in lines a second of wall time on this machine."""

    name: str
    lines: int
    bleu: float
    chrf: float
    figures_right: float
    names_right: float
    untranslated: float
    lines_per_second: float
    signature: str


def register(eval_app: typer.Typer) -> None:
    """Add the command to `zhbrief eval`."""
    eval_app.command("translation")(translation)


def translation(
    files: Annotated[
        list[Path], typer.Argument(help="Line-aligned pairs: Chinese, tab, English.", metavar="PAIRS.tsv…")
    ],
    profile: Annotated[str, typer.Option(help="Whose translator to score.")] = "builtin",
    translator: Annotated[str | None, typer.Option(help="A local model folder instead.")] = None,
    limit: Annotated[int | None, typer.Option(help="Only the first N pairs of each file.")] = None,
    output: Annotated[Path | None, typer.Option(help="Write zh, English and state of each line here, to read.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one line a file.")] = False,
) -> None:
    """Score a translator on files of pairs, through the whole translate step.

    Example: zhbrief eval translation dev_news.tsv --limit 100
    """
    from flows.workshop import Choice, open_engine_for

    engine = open_engine_for("translator", Choice(profile, translator=translator))
    for file in files:
        row = score(file, engine, limit, output)
        typer.echo(json.dumps(asdict(row), ensure_ascii=False) if as_json else _line(row))


def _line(row: TranslationScore) -> str:
    return (
        f"{row.name}: BLEU {row.bleu:.1f}  chrF {row.chrf:.1f}  figures right {row.figures_right:.1%}  "
        f"names right {row.names_right:.1%}  untranslated {row.untranslated:.1%}  "
        f"{row.lines_per_second:.1f} lines/s  ({row.lines} lines)\n  {row.signature}"
    )


def read_pairs(file: Path, limit: int | None = None) -> list[tuple[str, str]]:
    """The pairs of a TSV file, Chinese normalised as the translate step has it."""
    from flows.steps.lines import normal_lines

    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").split("\n") if "\t" in line][:limit]
    zh = normal_lines("\n".join(row[0] for row in rows))
    return list(zip(zh, (row[1].strip() for row in rows), strict=True))


def score(file: Path, engine: Engine, limit: int | None = None, output: Path | None = None) -> TranslationScore:
    """Translate a file of pairs and score it; an untranslated line scores as an empty one."""
    from sacrebleu.metrics import BLEU, CHRF

    from flows.steps.glossary import load_glossary
    from flows.steps.lines import as_article
    from flows.steps.names import build_register
    from flows.steps.translate import TranslationJob, translate

    pairs = read_pairs(file, limit)
    names = build_register(as_article([zh for zh, _ in pairs]), load_glossary())
    start = time.perf_counter()
    answers = translate([TranslationJob(zh, names) for zh, _ in pairs], engine)
    seconds = time.perf_counter() - start
    english = [answer.en or "" for answer in answers]
    bleu, chrf = BLEU(tokenize="13a"), CHRF()
    references = [[reference for _, reference in pairs]]
    scores = bleu.corpus_score(english, references).score, chrf.corpus_score(english, references).score
    if output:
        lines = [f"{a.zh}\t{a.en or ''}\t{r}\t{a.state}\n" for a, (_, r) in zip(answers, pairs, strict=True)]
        output.write_text("".join(lines), encoding="utf-8")
    right = [{c.name: c.ok for c in answer.checks} for answer in answers]
    count = max(len(pairs), 1)
    return TranslationScore(
        file.stem,
        len(pairs),
        *scores,
        sum(r.get("figures", False) for r in right) / count,
        sum(r.get("names", False) for r in right) / count,
        sum(answer.en is None for answer in answers) / count,
        len(pairs) / seconds if seconds else 0.0,
        f"{bleu.get_signature()} {chrf.get_signature()}",
    )
