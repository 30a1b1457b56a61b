"""From cleaned rows to the tokeniser and packed shards."""

from __future__ import annotations

import lzma
import random
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from models.gloss import Entry, Glosser, write_lexicon
from models.training.config import Config, corpora_folder
from models.training.corpora import SUMMARIES, Pair, held_out, read_articles, read_pairs, read_written
from models.training.examples import Example, Writer, summary_examples, written_examples
from models.training.filters import clean_articles, dev_blocks
from models.training.guide import guide
from models.training.normalise import HAN
from models.training.packed import GROUPS, Row, write_shards
from models.training.phrases import lexicon, read_counts
from models.training.prepare import cleaned, learn_truecase
from models.training.say import say
from models.training.tokeniser import Tokeniser, train_tokeniser

GROUP_OF = {"written": "domain", "native_news": "domain", "news": "news", "news2": "news"}
OVERRIDES = Path(__file__).with_name("overrides.tsv")
_WINDOW = 320


def glossary(corpora: Path) -> Iterator[tuple[str, str]]:
    """Dictionary entries that fit the lexicon: short, plain Chinese with one plain English rendering."""
    for name in ("terms2", "terms"):
        for pair in read_pairs(corpora, name):
            english = pair.en.removeprefix("to ").strip(" .")
            plain = english.replace(" ", "").replace("-", "").replace("'", "").isalpha()
            if 2 <= len(pair.zh) <= 12 and HAN.sub("", pair.zh) == "" and plain and len(english.split()) <= 6:
                yield pair.zh, english


def reviewed(entries: dict[str, Entry], path: Path) -> dict[str, Entry]:
    """The entries with our own renderings of official terms, and of characters that the corpora know from biology."""
    rows = [line.split("\t") for line in path.read_text("utf-8").split("\n")[:-1]]
    ours = {zh: Entry(entries[zh].cost if zh in entries else 12.0, english) for zh, english in rows}
    return {**entries, **ours}


def make_lexicon(data: Path, path: Path) -> None:
    """Write the lexicon from the phrase counts and the dictionaries."""
    if path.exists():
        return
    entries: dict[str, Entry] = lexicon(read_counts(data / "phrases.tsv.xz"), glossary(corpora_folder()))
    entries = reviewed(entries, OVERRIDES)
    write_lexicon(entries.items(), path)
    say(f"lexicon: {len(entries):,} entries, {path.stat().st_size:,} bytes")


def lay_beside(lexicon: Path, path: Path) -> None:
    """Write a lexicon whose English begins with the phrase itself, so that glossing keeps the Chinese beside it."""
    if path.exists():
        return
    with lzma.open(lexicon, "rt", encoding="utf-8", newline="\n") as stream:
        rows = [line.rstrip("\n").split("\t") for line in stream]
    both = ((zh, Entry(float(cost), f"{zh} {english}" if english else None)) for zh, cost, english in rows)
    write_lexicon(both, path)


def chosen(config: Config, data: Path, name: str, rng: random.Random) -> list[Pair]:
    """The rows of one corpus that are trained on: short enough, a seeded sample, the order kept shuffled."""
    rows = [pair for pair in cleaned(data / "clean", name) if len(pair.zh) <= config.data.max_units]
    rng.shuffle(rows)
    return rows[: config.data.rows.get(name, 0)]


def translations(config: Config, data: Path, writer: Writer) -> Iterator[Example]:
    """All translation examples; corpora with repeats are written anew each time, with other placeholders."""
    for name in config.data.rows:
        group = GROUP_OF.get(name, "bulk")
        pairs = chosen(config, data, name, writer.rng)
        for _ in range(config.data.repeats.get(name, 1)):
            yield from writer.joined(pairs, group, 0.1)
        say(f"examples: {name} {len(pairs):,} pairs")


def summaries(config: Config) -> Iterator[Example]:
    """All summary and title examples."""
    corpora, seen = corpora_folder(), set[int]()
    dev, held = dev_blocks(corpora), held_out(corpora)
    for name in SUMMARIES:
        if name == "written" or name not in config.data.summary_rows:
            continue
        count, most = 0, config.data.summary_rows[name]
        for article in clean_articles(read_articles(corpora, name), dev, held, seen):
            found = list(summary_examples(article, config.data.max_passage))
            count += bool(found)
            yield from found
            if count >= most:
                break
        say(f"summaries: {name} {count:,}")
    for row in read_written(corpora):
        if row.key not in held and not dev.near(row.text):
            yield from written_examples(row, config.data.max_passage)


def tokeniser_lines(examples: Iterable[Example], rng: random.Random) -> Iterator[str]:
    """A sample of both sides of the examples, targets of translation before all."""
    for example in examples:
        share = 0.5 if example.control[0] == "<translate>" else 0.25
        if rng.random() < share:
            yield example.target
        if rng.random() < share / 2:
            yield example.source[:400]


def packed_rows(examples: Iterable[Example], tokens: Tokeniser, repeats: int) -> Iterator[Row]:
    """The examples as ids; those beyond the window are left out, the written briefs come ``repeats`` times."""
    for example in examples:
        source = [*tokens.control(*example.control), *tokens.encode(example.source), tokens.eos]
        target = [*tokens.encode(example.target), tokens.eos]
        if len(source) > _WINDOW or len(target) > _WINDOW:
            continue
        links = guide(tokens.pieces(source), tokens.pieces(target))
        name = "summary" if example.group == "written" else example.group
        row = Row(source, target, links, GROUPS.index(name))
        yield from [row] * (repeats if example.group == "written" else 1)


def pack(config: Config, data: Path) -> None:
    """Lexicon, examples, tokeniser and shards of a configuration."""
    home, rng = config.pack, random.Random(config.schedule.seed)  # noqa: S311 - a sample, not a secret
    home.mkdir(parents=True, exist_ok=True)
    if (home / "shards" / "done").exists():
        return
    make_lexicon(data, data / "lexicon.tsv.xz")
    if config.data.beside:
        lay_beside(data / "lexicon.tsv.xz", config.lexicon)
    glosser = Glosser.load(config.lexicon)
    truecase = learn_truecase(data / "clean", data / "truecase.tsv")
    writer = Writer(glosser, config.data.glossed, truecase, rng, config.data.figures, config.data.names)
    if config.start and not (home / "source.spm").exists():
        shutil.copyfile(Path(config.start) / "source.spm", home / "source.spm")
    examples = [*translations(config, data, writer), *summaries(config)]
    if not (home / "source.spm").exists():
        train_tokeniser(tokeniser_lines(examples, rng), home / "source.spm", config.data.vocabulary)
        say("tokeniser: trained")
    tokens = Tokeniser(home / "source.spm")
    rows = packed_rows(examples, tokens, config.data.repeats.get("briefs", 1))
    count = write_shards(rows, home / "shards", config.data.shard_bytes)
    (home / "shards" / "done").touch()
    say(f"packed: {len(examples):,} examples in {count} shards")
