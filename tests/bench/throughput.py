"""Output tokens a second at beam 4: ours against three ways to do the same with the same weights."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from statistics import median

from models.engine import Decoding
from models.paths import BUILTIN
from tests.bench.corpus import sentences
from tests.bench.opus import opus_sized
from tests.bench.peers import Limits, Ours, Speed, Tokens, Transformers, timed

BATCHES = (8, 16, 32)  # sizes among which transformers' best is taken


@dataclass(frozen=True, slots=True)
class Row:
    """One way to decode one workload: output tokens a second, median and spread of the repeats."""

    architecture: str
    workload: str
    way: str
    per_second: float
    lowest: float
    highest: float


def measure(cache: Path, repeats: int, threads: int, beam: int = 4) -> list[Row]:
    """All ways on both architectures; peers that take minutes decode a sample, and tokens a second are compared."""
    builtin, opus = Ours(BUILTIN, threads), Ours(opus_sized(cache / "opus"), threads)
    texts = list(sentences())
    translate = Decoding(task="translate", beam_size=beam)
    rows = _rows(
        "built-in",
        builtin,
        Transformers(BUILTIN, threads),
        builtin.encode(texts, translate),
        repeats,
        Limits(beam, None),
    )
    drawn = [_tokens(len(text)) for text in texts]
    return rows + _rows("opus-mt-sized", opus, Transformers(cache / "opus", threads), drawn, repeats, Limits(beam, 32))


def _tokens(length: int) -> list[str]:
    """A source of the length that a sentence of so many characters has in tokens (0.6 a character)."""
    return [f"filler{400 + 97 * i % 60_000}" for i in range(max(4, int(0.6 * length)))] + ["</s>"]


def _rows(name: str, ours: Ours, peer: Transformers, sources: Tokens, repeats: int, limits: Limits) -> list[Row]:
    many, sample = sources, sources[:: max(len(sources) // 48, 1)]
    ways = {
        "zhbrief, 100 articles' sentences at once": (lambda: ours.all_at_once(many, limits), "sentences"),
        "CTranslate2, a call per sentence": (lambda: ours.one_by_one(sample, limits), "sentences"),
        "transformers generate, one by one": (lambda: peer.batched(sample[::4], limits, 1), "sentences"),
        **{
            f"transformers generate, batches of {size}": (
                lambda size=size: peer.batched(sample, limits, size),
                "sentences",
            )
            for size in BATCHES
        },
    }
    ours.all_at_once(sample[:8], limits)
    rows = []
    for way, (run, workload) in ways.items():
        speeds = [timed(run) for _ in range(repeats)]
        rows.append(_row(name, workload, way, speeds))
    return rows


def _row(name: str, workload: str, way: str, speeds: list[Speed]) -> Row:
    values = [speed.per_second for speed in speeds]
    return Row(name, workload, way, median(values), min(values), max(values))


def ratios(rows: list[Row]) -> dict[str, float]:
    """Ours over the best batched transformers, over one by one, and over CTranslate2 per sentence, by architecture."""
    found = {}
    for name in dict.fromkeys(row.architecture for row in rows):
        mine = {row.way: row.per_second for row in rows if row.architecture == name}
        ours = next(value for way, value in mine.items() if way.startswith("zhbrief"))
        best = max(value for way, value in mine.items() if "batches of" in way)
        found[f"{name}: over transformers best-batched"] = ours / best
        found[f"{name}: over transformers one by one"] = ours / mine["transformers generate, one by one"]
        found[f"{name}: over CTranslate2 per sentence"] = ours / mine["CTranslate2, a call per sentence"]
    return found
