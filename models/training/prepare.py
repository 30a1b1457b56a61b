"""The chain from corpora to packed shards; each stage is skipped where its files are there already."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from models.training.align import align
from models.training.config import Config, corpora_folder
from models.training.corpora import PAIRS, Pair, read_pairs
from models.training.filters import clean_pairs, dev_blocks
from models.training.phrases import Aligned, count_phrases, write_counts
from models.training.say import say
from models.training.words import Truecase, en_words, zh_words


def cleaned(folder: Path, name: str) -> Iterator[Pair]:
    """The cleaned pairs of one corpus."""
    with (folder / f"{name}.tsv").open(encoding="utf-8", newline="\n") as stream:
        for line in stream:
            zh, en, source = line.rstrip("\n").split("\t")
            yield Pair(zh, en, source)


def clean(folder: Path) -> None:
    """Write ``<name>.tsv`` for every corpus of pairs."""
    if (folder / "done").exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    corpora, seen = corpora_folder(), set[int]()
    dev = dev_blocks(corpora)
    for name in PAIRS:
        if name.startswith("terms"):
            continue
        pairs = clean_pairs(read_pairs(corpora, name), dev, seen, several=name == "native_news")
        rows = [f"{pair.zh}\t{pair.en}\t{pair.source}\n" for pair in pairs]
        (folder / f"{name}.tsv").write_text("".join(rows), "utf-8")
        say(f"clean: {name} {len(rows):,}")
    (folder / "done").touch()


def learn_truecase(clean_folder: Path, path: Path) -> Truecase:
    """The truecaser of the news rows, kept in a file."""
    if not path.exists():
        names = ("written", "native_news", "news", "news2", "general2")
        Truecase.learn(pair.en for name in names for pair in cleaned(clean_folder, name)).save(path)
    return Truecase.load(path)


def sample_for_alignment(config: Config, clean_folder: Path) -> list[tuple[Pair, int]]:
    """The pairs that are word-aligned, each with its weight in the counts, in a seeded order."""
    rng = random.Random(config.schedule.seed)  # noqa: S311 - a sample, not a secret
    rows: list[tuple[Pair, int]] = []
    for name, most in config.data.aligned.items():
        some = [pair for pair in cleaned(clean_folder, name) if 5 <= len(pair.zh) <= 100]
        rng.shuffle(some)
        rows.extend((pair, config.data.weights.get(name, 1)) for pair in some[:most])
    rng.shuffle(rows)
    return rows


def count(config: Config, folder: Path) -> None:
    """Align the sample and write its phrase counts."""
    path = folder / "phrases.tsv.xz"
    if path.exists():
        return
    truecase = learn_truecase(folder / "clean", folder / "truecase.tsv")
    rows = sample_for_alignment(config, folder / "clean")
    zh = [zh_words(pair.zh) for pair, _ in rows]
    en = [en_words(truecase.lower_first(pair.en)) for pair, _ in rows]
    say(f"align: {len(rows):,} pairs")
    links = align(zh, en, folder / "align")
    aligned = Aligned(zh, en, links, [weight for _, weight in rows])
    write_counts(count_phrases(aligned), path)
    say("align: phrases counted")
