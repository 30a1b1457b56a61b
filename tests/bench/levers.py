"""What a cheaper search would save and cost: beams and weights, through the whole translate step, on our gold pairs."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from flows.evaluate.translation import TranslationScore, score
from models.ct2 import CTranslate2Engine
from models.engine import Decoding, Engine, Generation, ModelSpec, Task
from models.paths import BUILTIN
from models.verify import verify

GOLD = Path(__file__).parents[1] / "gold" / "translation.tsv"
WEIGHTS = ("int8", "float32")
BEAMS = (4, 2, 1)


@dataclass(frozen=True, slots=True)
class Lever:
    """One setting: CPU seconds for all pairs, the median of the repeats, and how good the English is."""

    name: str
    cpu: float
    quality: TranslationScore


class Narrow:
    """An engine that searches with so many beams, whatever is asked: a safer decode too."""

    def __init__(self, engine: Engine, beams: int) -> None:
        self.engine, self.beams = engine, beams

    @property
    def spec(self) -> ModelSpec:
        """The engine's."""
        return self.engine.spec

    def count_tokens(self, texts: Sequence[str], task: Task | None = None) -> list[int]:
        """The engine's."""
        return self.engine.count_tokens(texts, task)

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Generation]:
        """The engine's, with as many hypotheses as there are beams."""
        return self.engine.generate(texts, replace(decoding, beam_size=self.beams, num_hypotheses=self.beams))


def measure(room: Path, repeats: int, threads: int) -> list[Lever]:
    """All settings in turns, so that other work on the machine meets all alike."""
    pairs = room / "gold.tsv"
    rows = [line.split("\t") for line in GOLD.read_text(encoding="utf-8").strip().split("\n")[1:]]
    pairs.write_text("".join(f"{row[2]}\t{row[3]}\n" for row in rows), encoding="utf-8")
    verified = verify(BUILTIN)
    engines = {weights: CTranslate2Engine(verified, threads, weights) for weights in WEIGHTS}
    settings = [("int8", beams) for beams in BEAMS] + [("float32", BEAMS[0])]
    score(pairs, Narrow(engines["int8"], 1), 8)  # tables and patterns are read once
    seen: dict[tuple[str, int], list[tuple[float, TranslationScore]]] = {setting: [] for setting in settings}
    for _ in range(repeats):
        for weights, beams in settings:
            began = time.process_time()
            quality = score(pairs, Narrow(engines[weights], beams))
            seen[weights, beams].append((time.process_time() - began, quality))
    return [Lever(_name(*setting), median(cpu for cpu, _ in found), found[0][1]) for setting, found in seen.items()]


def _name(weights: str, beams: int) -> str:
    return f"{f'beam {beams}' if beams > 1 else 'greedy'}, {weights}"


def section(room: Path, repeats: int, threads: int) -> str:
    """The table."""
    levers = measure(room, repeats, threads)
    head = (
        "| translating our gold pairs | CPU s | chrF | BLEU | figures right | names right | untranslated |\n"
        "|---|---:|---:|---:|---:|---:|---:|\n"
    )
    body = "".join(
        f"| {lever.name} | {lever.cpu:.2f} | {lever.quality.chrf:.1f} | {lever.quality.bleu:.1f} "
        f"| {lever.quality.figures_right:.1%} | {lever.quality.names_right:.1%} | {lever.quality.untranslated:.1%} |\n"
        for lever in levers
    )
    return f"{head}{body}\n{levers[0].quality.lines} pairs, all of the translate step, medians of {repeats}.\n"
