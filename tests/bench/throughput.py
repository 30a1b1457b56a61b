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
OPUS_SHARE = 4  # of the sentences, every fourth: the larger model takes minutes for all


@dataclass(frozen=True, slots=True)
class Row:
    """One way to decode: output tokens a second, median and spread of the repeats, and tokens a CPU second."""

    architecture: str
    way: str
    per_second: float
    lowest: float
    highest: float
    per_cpu_second: float


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
    drawn = [_tokens(len(text)) for text in texts[::OPUS_SHARE]]
    return rows + _rows("opus-mt-sized", opus, Transformers(cache / "opus", threads), drawn, repeats, Limits(beam, 32))


def _tokens(length: int) -> list[str]:
    """A source of the length that a sentence of so many characters has in tokens (0.6 a character)."""
    return [f"filler{400 + 97 * i % 60_000}" for i in range(max(4, int(0.6 * length)))] + ["</s>"]


def _rows(name: str, ours: Ours, peer: Transformers, sources: Tokens, repeats: int, limits: Limits) -> list[Row]:
    many, sample = sources, sources[:: max(len(sources) // 48, 1)]
    ways = {
        f"zhbrief, {len(many)} sentences at once": lambda: ours.all_at_once(many, limits),
        "CTranslate2, a call per sentence": lambda: ours.one_by_one(sample, limits),
        "transformers generate, one by one": lambda: peer.batched(sample[::4], limits, 1),
        **{
            f"transformers generate, batches of {size}": lambda size=size: peer.batched(sample, limits, size)
            for size in BATCHES
        },
    }
    ours.all_at_once(sample[:8], limits)
    rows = []
    for way, run in ways.items():
        speeds = [timed(run) for _ in range(repeats)]
        rows.append(_row(name, way, speeds))
    return rows


def _row(name: str, way: str, speeds: list[Speed]) -> Row:
    values = [speed.per_second for speed in speeds]
    return Row(name, way, median(values), min(values), max(values), median(s.per_cpu_second for s in speeds))


def ratios(rows: list[Row]) -> dict[str, tuple[float, float]]:
    """Ours over the best batched transformers, one by one, and CTranslate2 per sentence: by wall and by CPU time."""
    found: dict[str, tuple[float, float]] = {}
    for name in dict.fromkeys(row.architecture for row in rows):
        mine = [row for row in rows if row.architecture == name]
        ours = next(row for row in mine if row.way.startswith("zhbrief"))
        for what, part in (
            ("transformers best-batched", "batches of"),
            ("transformers one by one", "one by one"),
            ("CTranslate2 per sentence", "a call per sentence"),
        ):
            peers = [row for row in mine if part in row.way]
            found[f"{name}: over {what}"] = (
                ours.per_second / max(row.per_second for row in peers),
                ours.per_cpu_second / max(row.per_cpu_second for row in peers),
            )
    return found
