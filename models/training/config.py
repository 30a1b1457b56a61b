"""One frozen description of a training, read from a TOML file in ``configs``."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Network:
    """Sizes of the Marian-style encoder-decoder."""

    width: int = 256
    inner: int = 1024
    heads: int = 4
    encoder_layers: int = 4
    decoder_layers: int = 2
    dropout: float = 0.1


@dataclass(frozen=True, slots=True)
class Data:
    """What is prepared: rows by corpus, vocabulary size; whether sources are glossed.

    ``beside``: the Chinese stays before its gloss; ``figures``: those that both sides state are placeholders;
    ``names``: those whose pinyin stands in the translation are English.
    """

    vocabulary: int = 10_000
    glossed: bool = True
    beside: bool = False
    figures: bool = True
    names: bool = True
    shard_bytes: int = 50_000_000
    aligned: dict[str, int] = field(default_factory=dict)
    weights: dict[str, int] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    repeats: dict[str, int] = field(default_factory=dict)
    summary_rows: dict[str, int] = field(default_factory=dict)
    max_passage: int = 200
    max_units: int = 110


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast: seconds of wall clock in all, batch size in tokens, learning rates, losses.

    ``optimiser``: "muon" for the matrices and AdamW for the rest, or "adamw" for everything.
    """

    seconds: int = 4_200
    steps: int = 0
    batch_tokens: int = 2_000
    threads: int = 1
    processes: int = 1
    optimiser: str = "muon"
    muon_rate: float = 0.02
    muon_steps: int = 5
    adam_rate: float = 0.003
    warm_up: int = 200
    smoothing: float = 0.1
    guide: float = 0.3
    summary_share: float = 0.25
    decay_from: float = 0.2
    short_until: float = 0.1
    fine_tune_from: float = 0.6
    domain: float = 0.4
    bulk: float = 0.2
    domain_last: float = 0.75
    bulk_last: float = 0.05
    report: int = 50
    checkpoint_seconds: int = 240
    keep: int = 8
    half: bool = True
    sampled: int = 0
    full_from: float = 0.85
    seed: int = 20_260_101


@dataclass(frozen=True, slots=True)
class Config:
    """A training: its name, network, data and schedule.

    ``start``: the model folder that it goes on from, if any; ``packed``: the training whose tokeniser and shards it
    uses, its own where empty.
    """

    name: str
    network: Network
    data: Data
    schedule: Schedule
    start: str = ""
    packed: str = ""

    @property
    def home(self) -> Path:
        """The folder outside the repository that holds this training's checkpoints."""
        return training_home() / self.name

    @property
    def pack(self) -> Path:
        """The folder that holds the tokeniser and the shards."""
        return training_home() / (self.packed or self.name)

    @property
    def lexicon(self) -> Path:
        """The lexicon that glosses the sources."""
        return training_home() / "data" / ("lexicon-beside.tsv.xz" if self.data.beside else "lexicon.tsv.xz")


def training_home() -> Path:
    """Where data and checkpoints live: ``ZHBRIEF_TRAINING_HOME`` or a cache folder."""
    return Path(os.environ.get("ZHBRIEF_TRAINING_HOME", "~/.cache/zhbrief/training")).expanduser()


def corpora_folder() -> Path:
    """The corpora beside the repository, ``ZHBRIEF_SHARED`` or ``../shared``."""
    root = Path(__file__).resolve().parents[2]
    return Path(os.environ.get("ZHBRIEF_SHARED", str(root.parent / "shared"))) / "corpora"


def load_config(path: Path, changes: Iterable[str] = ()) -> Config:
    """Read a configuration, with changes like ``data.figures=false``.

    An unknown key or a value of another type is an error, so that a typing slip can't pass for a choice.
    """
    raw = tomllib.loads(path.read_text("utf-8"))
    for change in changes:
        _change(raw, change)
    unknown = set(raw) - {"name", "network", "data", "schedule", "start", "packed"}
    if unknown:
        raise ValueError(f"{path}: unknown keys {sorted(unknown)}")
    return Config(
        name=str(raw["name"]),
        start=str(raw.get("start", "")),
        packed=str(raw.get("packed", "")),
        network=_section(Network, raw.get("network", {}), path),
        data=_section(Data, raw.get("data", {}), path),
        schedule=_section(Schedule, raw.get("schedule", {}), path),
    )


def _change(raw: dict[str, Any], change: str) -> None:
    key, equals, text = change.partition("=")
    *tables, last = key.strip().split(".")
    if not equals or not last:
        raise ValueError(f"{change!r}: a change is written key=value")
    for table in tables:
        raw = raw.setdefault(table, {})
    try:
        raw[last] = tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        raw[last] = text.strip()  # a word without TOML's quotation marks, which a shell takes away


def _section(kind: type[T], values: dict[str, Any], path: Path) -> T:
    usual = kind()
    unknown = set(values) - {item.name for item in fields(kind)}  # type: ignore[arg-type]
    if unknown:
        raise ValueError(f"{path}: unknown keys {sorted(unknown)} for {kind.__name__}")
    for name, value in values.items():
        wanted = type(getattr(usual, name))
        if type(value) is not wanted and not (wanted is float and type(value) is int):
            raise ValueError(f"{path}: {name} must be of type {wanted.__name__}")
    return kind(**values)
