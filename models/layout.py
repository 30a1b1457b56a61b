"""What a model folder says of itself: its family, its special tokens, and how it wants to be asked.

A folder in Hugging Face layout may hold a ``zhbrief.toml`` beside its config; all keys are optional:

    name = "builtin"                 preview = true
    tasks = ["translate", "summarise", "title"]
    max_input_tokens = 256           # control tokens and end of sentence included
    placeholders = true              # trained on N1 … N64 (see models.tokens)
    copies = true                    # English in the source is copied
    lexicon = "lexicon.tsv.xz"       # models.gloss writes its English into the source of "translate"
    source_language = "zho_Hans"     target_language = "eng_Latn"      # M2M100, NLLB
    [prompts]                        # what is written before the source, by task or task-length
    translate = "<translate>"
    summarise = "<summarise>"
    summarise-short = "<summarise><short>"
    title = "<title>"
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

from models.engine import Decoding, Task
from models.errors import ModelProblem

FAMILIES = frozenset({"marian", "m2m_100", "t5", "mt5", "bart", "pegasus"})
OPTIONS_FILE = "zhbrief.toml"
SLOTS = 64


@dataclass(frozen=True, slots=True)
class Options:
    """How a model wants to be asked; None or an empty field means the family's own habit."""

    name: str = ""
    tasks: tuple[str, ...] = ()
    prompts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    max_input_tokens: int = 0
    placeholders: bool = False
    copies: bool = False
    preview: bool = False
    lexicon: str = ""
    source_language: str = ""
    target_language: str = ""

    def prompt(self, decoding: Decoding) -> str:
        """What is written before the source for this task and length."""
        exact = self.prompts.get(f"{decoding.task}-{decoding.length}")
        return self.prompts.get(decoding.task, "") if exact is None else exact


@dataclass(frozen=True, slots=True)
class Layout:
    """A model folder as read: nothing of it has been loaded or trusted yet."""

    folder: Path
    family: str
    config: Mapping[str, Any]
    options: Options

    @property
    def window(self) -> int:
        """The longest input in tokens: as stated, and never above what the position table holds."""
        stated, table = self.options.max_input_tokens, self.positions
        if not table:
            return stated or int(self.config.get("n_positions") or 0) or 512
        return min(stated or table, table)

    @property
    def positions(self) -> int:
        """The length of the position table, which bounds outputs too; 0 for T5, whose positions are relative."""
        return 0 if self.family in ("t5", "mt5") else int(self.config.get("max_position_embeddings") or 512)


def read_layout(folder: Path, options: Options | None = None) -> Layout:
    """Read a folder's config and options; ``options`` (from the registry) give way to the folder's own.

    Raises ModelProblem where the folder is no sequence-to-sequence model of a family we know.
    """
    if not folder.is_dir():
        raise ModelProblem("no such model folder", file=str(folder), todo="see `zhbrief models list`")
    config = read_json(folder / "config.json")
    family = str(config.get("model_type", ""))
    if family not in FAMILIES:
        kind = f'a "{family}" model' if family else "its config names no model type"
        raise ModelProblem(f"not a model we can run: {kind}", file=str(folder), todo=f"use one of {_named(FAMILIES)}")
    return Layout(folder, family, MappingProxyType(config), _options(folder, options or Options()))


def _options(folder: Path, options: Options) -> Options:
    path = folder / OPTIONS_FILE
    if path.is_file():
        options = parse_options(read_toml(path), options, str(path))
    return options if options.name else replace(options, name=folder.resolve().name)


def parse_options(raw: Mapping[str, Any], start: Options, where: str) -> Options:
    """Options from a table; an unknown key or a wrong type is a ModelProblem."""
    values: dict[str, Any] = {}
    for key, value in raw.items():
        if key == "revision":
            continue
        wanted = getattr(start, key, None)
        if wanted is None or key == "prompt":
            raise ModelProblem(f"unknown key {key!r}", file=where)
        values[key] = _value(key, value, type(wanted), where)
    return replace(start, **values)


def _value(key: str, value: Any, wanted: type, where: str) -> Any:
    if key == "tasks":
        return _tasks(value, where)
    if key == "prompts" and isinstance(value, dict):
        return MappingProxyType({str(task): str(text) for task, text in value.items()})
    if type(value) is not wanted:
        raise ModelProblem(f"{key} must be of type {wanted.__name__}", file=where)
    return value


def _tasks(value: object, where: str) -> tuple[str, ...]:
    known = get_args(Task)
    if not isinstance(value, list) or any(task not in known for task in value):
        raise ModelProblem(f"tasks must be a list of {_named(known)}", file=where)
    return tuple(value)


def read_json(path: Path) -> dict[str, Any]:
    """A JSON object from a file of at most 64 MiB."""
    try:
        if path.stat().st_size > 64 << 20:
            raise ModelProblem("too large for a JSON file of a model", file=str(path))
        value = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise ModelProblem("missing", file=str(path), todo="is this a folder in Hugging Face layout?") from None
    except (ValueError, RecursionError, OSError) as error:
        raise ModelProblem(f"not readable as JSON: {type(error).__name__}", file=str(path)) from None
    if not isinstance(value, dict):
        raise ModelProblem("not a JSON object", file=str(path))
    return value


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML table from a file."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (ValueError, OSError) as error:
        raise ModelProblem(f"not readable as TOML: {error}", file=str(path)) from None


def _named(names: Any) -> str:
    return ", ".join(sorted(names))
