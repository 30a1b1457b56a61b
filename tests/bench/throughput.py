"""Output tokens a second at beam 4: ours against three ways to do the same with the same weights."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Literal

from flows.steps.segment import split_units
from models.engine import Decoding
from models.paths import BUILTIN
from tests.bench.corpus import another, sentences
from tests.bench.limit import Shape
from tests.bench.opus import VOCABULARY, opus_sized
from tests.bench.peers import Limits, Ours, Speed, Tokens, Transformers, timed

Name = Literal["built-in", "opus-mt-sized"]
BATCHES = (8, 16, 32)  # sizes among which transformers' best is taken
SHAPES: dict[Name, Shape] = {
    "built-in": Shape(192, 768, 3, 2, 10_000),
    "opus-mt-sized": Shape(512, 2048, 6, 6, VOCABULARY),
}
MANY = {"built-in": 512, "opus-mt-sized": 96}  # sentences that we decode
BLOCK = 32  # neighbours by length that a peer decodes: a minute for each repeat


@dataclass(frozen=True, slots=True)
class Row:
    """One way to decode: output tokens a second, median and spread of the repeats, and tokens a CPU second."""

    way: str
    per_second: float
    lowest: float
    highest: float
    per_cpu_second: float


def units(count: int) -> list[str]:
    """So many sentences (or parts of long ones) as the 100 articles hold them."""
    draw = random.Random(1)  # a benchmark must repeat itself
    rows: list[str] = []
    while len(rows) < count:
        rows += split_units(another(draw.choice(sentences()), draw))
    return rows[:count]


def measure(name: Name, cache: Path, repeats: int, threads: int) -> list[Row]:
    """All ways on one architecture; peers that take minutes decode a sample, and tokens a second are compared."""
    texts = units(MANY[name])
    if name == "built-in":
        ours, peer, limits = Ours(BUILTIN, threads), Transformers(BUILTIN, threads), Limits(4, None)
        sources = ours.encode(texts, Decoding(task="translate", beam_size=4))
    else:
        folder = opus_sized(cache / "opus")
        ours, peer, limits = Ours(folder, threads), Transformers(folder, threads), Limits(4, 32)
        sources = [_tokens(len(text)) for text in texts]
    return _rows(ours, peer, sources, repeats, limits)


def _tokens(length: int) -> list[str]:
    """A source of the length that a sentence of so many characters has in tokens (0.6 a character)."""
    return [f"filler{400 + 97 * i % 60_000}" for i in range(max(4, int(0.6 * length)))] + ["</s>"]


def _sample(sources: Tokens) -> Tokens:
    """A block of neighbours of middling length: batches as full as those of a user who sorts all sentences first."""
    rows = sorted(sources, key=len, reverse=True)
    at = max(0, (len(rows) - BLOCK) // 2)
    return rows[at : at + BLOCK]


def _rows(ours: Ours, peer: Transformers, sources: Tokens, repeats: int, limits: Limits) -> list[Row]:
    sample = _sample(sources)
    ways = {
        f"zhbrief, {len(sources)} sentences at once": lambda: ours.all_at_once(sources, limits),
        "CTranslate2, a call per sentence": lambda: ours.one_by_one(sample[::2], limits),
        "transformers generate, one by one": lambda: peer.batched(sample[::8], limits, 1),
        **{
            f"transformers generate, batches of {size}": lambda size=size: peer.batched(sample, limits, size)
            for size in BATCHES
        },
    }
    ours.all_at_once(sample[:8], limits)
    speeds: dict[str, list[Speed]] = {way: [] for way in ways}
    for _ in range(repeats):  # in turns, so that other work on the machine meets all alike
        for way, run in ways.items():
            speeds[way].append(timed(run))
    return [_row(way, found) for way, found in speeds.items()]


def _row(way: str, speeds: list[Speed]) -> Row:
    values = [speed.per_second for speed in speeds]
    return Row(way, median(values), min(values), max(values), median(s.per_cpu_second for s in speeds))


def ratios(rows: list[Row]) -> dict[str, tuple[float, float]]:
    """Ours over the best batched transformers, one by one, and CTranslate2 per sentence: by wall and by CPU time."""
    found: dict[str, tuple[float, float]] = {}
    ours = next(row for row in rows if row.way.startswith("zhbrief"))
    for what, part in (
        ("transformers, best of the batches", "batches of"),
        ("transformers, one by one", "one by one"),
        ("CTranslate2, a call per sentence", "a call per sentence"),
    ):
        peers = [row for row in rows if part in row.way]
        found[what] = (
            ours.per_second / max(row.per_second for row in peers),
            ours.per_cpu_second / max(row.per_cpu_second for row in peers),
        )
    return found
