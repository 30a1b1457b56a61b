"""What one choice of the training is worth: small equal trainings, scored alike, in ``ablation.json``."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from flows.steps.names.people import find_people
from models.ct2 import CTranslate2Engine
from models.engine import Engine
from models.training.checkpoint import checkpoints, load_pieces, load_progress
from models.training.config import Config, corpora_folder, training_home
from models.training.corpora import Pair, read_pairs
from models.training.evaluate import TranslationScore, score_translation, translated
from models.training.export import export
from models.training.pack import chosen
from models.training.say import say
from models.verify import verify

RESULTS = Path(__file__).with_name("ablation.json")
SETS = ("dev_news", "dev_written")


@dataclass(frozen=True, slots=True)
class Names:
    """People's names that stand in the references, and how many of them stand in the outputs.

    ``plain``: from the Chinese as it is; ``written``: with the names written into the source in English.
    """

    count: int
    plain: int
    written: int


@dataclass(frozen=True, slots=True)
class Compared:
    """A variant: what it changes, what it saw, what it scores."""

    name: str
    changes: tuple[str, ...]
    steps: int
    target_tokens: int
    translation: tuple[TranslationScore, ...]
    names: Names


def named(pairs: Iterable[Pair]) -> list[tuple[Pair, dict[str, str]]]:
    """The pairs with the people whom the pipeline finds in the Chinese and whose pinyin stands in the English."""
    found = ((pair, find_people([pair.zh])) for pair in pairs)
    kept = ((pair, {zh: en for zh, en in people.items() if en in pair.en}) for pair, people in found)
    return [(pair, people) for pair, people in kept if people]


def written(zh: str, people: dict[str, str]) -> str:
    """The Chinese with these people in English, as the pipeline asks a model that copies."""
    for name in sorted(people, key=len, reverse=True):
        zh = zh.replace(name, f" {people[name]} ")
    return " ".join(zh.split())


def left_out(config: Config) -> list[Pair]:
    """The written rows that the configuration leaves out of its pack."""
    everything = replace(config.data, rows={"written": 1_000_000})
    rng = random.Random(config.schedule.seed)  # noqa: S311 - the sample that `pack` draws first
    rows = chosen(replace(config, data=everything), training_home() / "data", "written", rng)
    return rows[config.data.rows["written"] :]


def score_names(engine: Engine, pairs: Sequence[tuple[Pair, dict[str, str]]]) -> Names:
    """How many names come out, asked in both ways."""
    wanted = [list(people.values()) for _, people in pairs]

    def hits(lines: list[str]) -> int:
        outputs = translated(engine, lines)
        return sum(en in output for output, names in zip(outputs, wanted, strict=True) for en in names)

    plain = hits([pair.zh for pair, _ in pairs])
    return Names(sum(map(len, wanted)), plain, hits([written(pair.zh, people) for pair, people in pairs]))


def compare(config: Config, base: Config, changes: Sequence[str]) -> Compared:
    """Export the last checkpoint into the training's own folder and score it."""
    place = checkpoints(config.home / "checkpoints")[-1]
    folder, progress = config.home / "exported", load_progress(place)
    export(config, load_pieces(place, "weights"), folder, config.name, preview=True)
    engine = CTranslate2Engine(verify(folder), threads=1)
    scores = []
    for name in SETS:
        score, outputs = score_translation(lambda lines: translated(engine, lines), name)
        (config.home / f"{name}.txt").write_text("\n".join(outputs) + "\n", "utf-8")
        scores.append(score)
        say(str(score))
    pairs = named([*(pair for name in SETS for pair in read_pairs(corpora_folder(), name)), *left_out(base)])
    names = score_names(engine, pairs)
    say(str(names))
    kept = tuple(change for change in changes if not change.startswith(("name=", "packed=")))
    return Compared(config.name, kept, progress.step, progress.target_tokens, tuple(scores), names)


def record(row: Compared, path: Path = RESULTS) -> None:
    """Put a variant into the file of results, in the place of an earlier measurement of it."""
    rows = json.loads(path.read_text("utf-8")) if path.exists() else []
    fresh = json.loads(json.dumps(asdict(row), ensure_ascii=False))
    names = [old["name"] for old in rows]
    rows = [fresh if old["name"] == row.name else old for old in rows] + [fresh] * (row.name not in names)
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf-8")
