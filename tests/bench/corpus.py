"""The text that the benchmarks read: sentences of our samples, and articles made of them."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

from flows.steps.clean import clean
from flows.steps.decode import decode
from flows.steps.read import list_sources, read_source
from tests.bench.articles import PLACES, TRADES

SEEDS = Path(__file__).parents[2] / "seeds"
_DIGITS = re.compile(r"\d+(?![\d年月日时分])")  # dates stay dates
_LEADS = ("据{}的{}企业介绍，", "{}的{}项目传来消息：", "在{}的{}产业园，", "针对{}的{}产业，")


@cache
def sentences() -> tuple[str, ...]:
    """Every sentence of text of the sample articles, in order (some 400)."""
    articles = [clean(decode(read_source(SEEDS, name))) for name in list_sources(SEEDS)]
    return tuple(s.zh for a in articles for p in a.paragraphs if p.kind == "text" for s in p.sentences)


def another(sentence: str, draw: random.Random) -> str:
    """The sentence with other figures, about another place: no cache may know it from the last article."""

    def figure(match: re.Match[str]) -> str:
        digits = match.group()
        return str(draw.randint(1, 9)) + "".join(str(draw.randint(0, 9)) for _ in digits[1:])

    lead = draw.choice(_LEADS).format(draw.choice(PLACES), draw.choice(TRADES))
    return lead + _DIGITS.sub(figure, sentence)


def article(characters: int, seed: int) -> str:
    """A text dump of about this many characters: paragraphs of sentences drawn at random, a headline on top."""
    draw = random.Random(seed)  # a benchmark must repeat itself
    rows = list(sentences())
    paragraphs, size = [f"云岭新区第{seed}号工作简报发布"], 0
    while size < characters:
        paragraph = "".join(another(row, draw) for row in draw.sample(rows, min(4, len(rows))))
        paragraphs.append(paragraph[: max(characters - size, 20)])
        size += len(paragraphs[-1])
    return "\n\n".join(paragraphs) + "\n"


def folder(where: Path, count: int, low: int = 500, high: int = 6000) -> Path:
    """Write ``count`` articles of ``low`` to ``high`` characters, evenly spread."""
    where.mkdir(parents=True, exist_ok=True)
    for n in range(count):
        size = low + (high - low) * n // max(count - 1, 1)
        (where / f"a{n:05}.txt").write_text(article(size, n), encoding="utf-8")
    return where
