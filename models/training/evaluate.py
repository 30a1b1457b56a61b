"""What the model itself scores on the development sets: no fallback, no repair, figures put back by rule."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from flows.steps.facts import find_figures, find_masks, render_en, same_value
from models.ct2 import CTranslate2Engine
from models.engine import Decoding, Engine
from models.gloss import Glosser, restore_case
from models.training.config import corpora_folder, training_home
from models.training.corpora import DEV_PAIRS, Article, read_articles, read_pairs, read_written
from models.training.examples import passage, sentences
from models.training.rouge import Rouge, rouge
from models.training.say import say
from models.verify import verify

SCORES = "scores.json"
PASSAGE = 160
COVERAGE = 0.5
"""As the pipeline decodes with models that copy: dev_news 16.5 / 47.1 without, 16.6 / 48.0 with."""
_SLOT = re.compile(r"(?<![A-Za-z0-9])N([1-9][0-9]?)(?![A-Za-z0-9])")


@dataclass(frozen=True, slots=True)
class TranslationScore:
    """BLEU and chrF with their signatures, the share of figures right, and lines a second."""

    name: str
    lines: int
    bleu: float
    chrf: float
    figures_right: float
    lines_per_second: float
    signatures: str


@dataclass(frozen=True, slots=True)
class SummaryScore:
    """Character ROUGE of one generated sentence, of the first sentence and of TextRank's best sentence."""

    name: str
    rows: int
    ours: Rouge
    lead: Rouge
    textrank: Rouge | None


@dataclass(frozen=True, slots=True)
class Scores:
    """All scores of a model folder."""

    translation: tuple[TranslationScore, ...]
    gloss: tuple[TranslationScore, ...]
    summary: tuple[SummaryScore, ...]


def masked(zh: str, placeholders: bool = True) -> tuple[str, list[str]]:
    """The sentence with placeholders, for a model that knows them, and the English of each."""
    figures = find_masks(zh, "zh")[:64] if placeholders else []
    text = zh
    for number, figure in reversed(list(enumerate(figures, 1))):
        text = f"{text[: figure.mask[0]]}N{number}{text[figure.mask[1] :]}"
    return text, [render_en(figure) for figure in figures]


def filled(text: str, english: list[str]) -> str:
    """The output with its placeholders' English."""

    def one(found: re.Match[str]) -> str:
        number = int(found.group(1))
        return english[number - 1] if number <= len(english) else found.group()

    return _SLOT.sub(one, text)


def translated(engine: Engine, lines: list[str], beam: int = 4) -> list[str]:
    """The model's translations of Chinese sentences."""
    prompts = [masked(line, engine.spec.placeholders) for line in lines]
    decoding = Decoding("translate", beam_size=beam, coverage_penalty=COVERAGE)
    answers = engine.generate([text for text, _ in prompts], decoding)
    return [filled(answer.text, english) for answer, (_, english) in zip(answers, prompts, strict=True)]


def figures_right(zh: str, en: str) -> bool:
    """Whether every figure of the Chinese that a placeholder stands for is stated in the English."""
    left = list(find_figures(en, "en"))
    for figure in find_masks(zh, "zh"):
        same = next((one for one in left if same_value(figure, one)), None)
        if same is None:
            return False
        left.remove(same)
    return True


def glossed(glosser: Glosser, lines: list[str]) -> list[str]:
    """The lexicon's own words in Chinese order: what the model has to improve on."""
    prompts = [masked(line) for line in lines]
    return [restore_case(filled(glosser.gloss(text), english)) for text, english in prompts]


def score_translation(
    translate: Callable[[list[str]], list[str]], name: str, limit: int | None = None
) -> tuple[TranslationScore, list[str]]:
    """Scores of one development set, and the outputs."""
    from sacrebleu.metrics import BLEU, CHRF

    pairs = list(read_pairs(corpora_folder(), name))[:limit]
    started = time.perf_counter()
    outputs = translate([pair.zh for pair in pairs])
    seconds = time.perf_counter() - started
    bleu, chrf, references = BLEU(), CHRF(), [[pair.en for pair in pairs]]
    right = [
        figures_right(pair.zh, output) for pair, output in zip(pairs, outputs, strict=True) if find_masks(pair.zh, "zh")
    ]
    points = bleu.corpus_score(outputs, references).score, chrf.corpus_score(outputs, references).score
    signatures = f"{bleu.get_signature()} {chrf.get_signature()}"
    share = sum(right) / max(1, len(right))
    return TranslationScore(name, len(pairs), *points, share, len(pairs) / seconds, signatures), outputs


def score_summary(engine: Engine, name: str, limit: int | None = None) -> tuple[SummaryScore, list[str]]:
    """Scores of one development set of summaries, one sentence each, and the outputs."""
    rows = _rows(name)[:limit]
    texts = [passage(text, PASSAGE)[:250] for text, _ in rows]
    references = [reference for _, reference in rows]
    outputs = [answer.text for answer in engine.generate(texts, Decoding("summarise", length="short"))]
    lead = [(sentences(text) or [""])[0] for text, _ in rows]
    return SummaryScore(name, len(rows), rouge(outputs, references), rouge(lead, references), _textrank(rows)), outputs


def _rows(name: str) -> list[tuple[str, str]]:
    corpora = corpora_folder()
    if name == "dev_written":
        return [(row.text, row.short[0]) for row in read_written(corpora, name)]
    articles: list[Article] = list(read_articles(corpora, name))
    return [(article.text, article.summary or article.title) for article in articles]


def _textrank(rows: list[tuple[str, str]]) -> Rouge | None:
    try:
        from models.training.textrank import best_sentence
    except ImportError:
        return None
    return rouge([best_sentence(sentences(text)) for text, _ in rows], [reference for _, reference in rows])


def evaluate(folder: Path, limit: int | None = None) -> Scores:
    """Score a model folder by CTranslate2 in int8, beam 4, on one thread; outputs to read go to the home folder."""
    engine = CTranslate2Engine(verify(folder), threads=1)
    ours = [score_translation(partial(translated, engine), name, limit) for name in DEV_PAIRS]
    lexicon = folder / "lexicon.tsv.xz"
    glosser = partial(glossed, Glosser.load(lexicon)) if lexicon.exists() else None
    gloss = [score_translation(glosser, name, limit) for name in DEV_PAIRS] if glosser else []
    briefs = [score_summary(engine, name, limit) for name in ("dev_xwlb", "dev_chinanews", "dev_written")]
    for row, outputs in ours:
        _keep(f"{row.name}-translation", str(row), outputs)
    for brief, outputs in briefs:
        _keep(f"{brief.name}-summary", str(brief), outputs)
    return Scores(tuple(row for row, _ in ours), tuple(row for row, _ in gloss), tuple(row for row, _ in briefs))


def _keep(name: str, score: str, outputs: list[str]) -> None:
    say(score)
    (training_home() / f"{name}.txt").write_text("\n".join(outputs) + "\n", "utf-8")


def write_scores(scores: Scores, folder: Path) -> None:
    """Write the scores beside the model, where the card is made from them."""
    text = json.dumps(asdict(scores), ensure_ascii=False, indent=1)
    (folder / SCORES).write_text(text + "\n", "utf-8")
