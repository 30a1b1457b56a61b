"""Whether a model folder may be loaded: sizes, hashes, no code, no pickle, a tokenizer that fits; its fingerprint."""

from __future__ import annotations

import hashlib
import json
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.errors import ModelProblem
from models.hashes import Digest, HashBook, state_of
from models.layout import OPTIONS_FILE, Layout, Options, read_json, read_layout
from models.safe import INDEX, Tensor, read_header, weight_files
from models.tokens import Tokens, read_tokens

LOCK_FILE = "files.json"
BEHAVIOUR = 1  # of our own code around the weights (tokens, gloss, limits): a new one makes every output again
_READ = (
    "config.json", "generation_config.json", OPTIONS_FILE, "source.spm", "target.spm", "vocab.json", "spiece.model",
    "spm.model", "sentencepiece.bpe.model", "sentencepiece.model", "tokenizer.json", INDEX,
)  # fmt: skip
# Keys that make a library fetch or run code: classes of the folder's own, attention kernels and quantisers by hub name.
_REFUSED_KEYS = ("auto_map", "custom_pipelines", "custom_generate", "quantization_config", "trust_remote_code")
_CONFIGS = ("config.json", "generation_config.json", "tokenizer_config.json", "processor_config.json")
_EMBEDDINGS = (
    "model.shared.weight",
    "shared.weight",
    "model.encoder.embed_tokens.weight",
    "encoder.embed_tokens.weight",
    "lm_head.weight",
)


@dataclass(frozen=True, slots=True)
class FileRecord:
    """Size in bytes and SHA-256 that a file must have."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Verified:
    """A folder that may be loaded: what it is, its tokeniser, and the digests that its fingerprint rests on."""

    layout: Layout
    tokens: Tokens
    weights: tuple[str, ...]
    digests: Mapping[str, Digest]
    fingerprint: str

    def still_same(self) -> bool:
        """Whether no file has been written since it was hashed (FAULTS M4)."""
        try:
            return all(state_of((self.layout.folder / n).resolve()) == d.state for n, d in self.digests.items())
        except OSError:
            return False


def verify(
    folder: Path, options: Options | None = None, expected: Mapping[str, FileRecord] | None = None, again: bool = False
) -> Verified:
    """Check everything that can be checked before loading; ``again`` hashes even files that look untouched.

    Raises ModelProblem: file, expected, found, and what to do.
    """
    try:
        return _verify(folder, options, expected, HashBook(again=again))
    except (TypeError, ValueError, KeyError, AttributeError, IndexError, OverflowError) as error:
        what = f"its files make no sense: {type(error).__name__}: {str(error)[:80]}"
        raise ModelProblem(what, file=str(folder), todo="use the model's own files") from error


def _verify(
    folder: Path, options: Options | None, expected: Mapping[str, FileRecord] | None, book: HashBook
) -> Verified:
    layout = read_layout(folder, options)
    _refuse_code(folder)
    weights = weight_files(folder)
    digests = {name: book.digest(_regular(folder / name)) for name in _used(layout, weights)}
    recorded = read_lock(folder / LOCK_FILE) if expected is None else expected
    _compare(folder, digests, recorded, weights)
    book.save()
    _sane(layout)
    tokens = read_tokens(layout)
    _fits(layout, tokens, weights)
    return Verified(layout, tokens, weights, digests, _fingerprint(digests, layout.options))


def _used(layout: Layout, weights: tuple[str, ...]) -> list[str]:
    names = {name for name in _READ if (layout.folder / name).is_file()} | set(weights)
    if layout.options.lexicon:
        if Path(layout.options.lexicon).name != layout.options.lexicon:
            raise ModelProblem("lexicon must be a file beside it", file=str(layout.folder / OPTIONS_FILE))
        names.add(layout.options.lexicon)
    return sorted(names)


def _regular(path: Path) -> Path:
    """The path, where it is a regular file or a link to one (the hub's cache is made of links)."""
    try:
        if stat.S_ISREG(path.stat().st_mode):
            return path
    except FileNotFoundError:
        raise ModelProblem("missing", file=str(path), todo="pull or copy the model again") from None
    raise ModelProblem("refused: not a regular file", file=str(path))


def _compare(
    folder: Path, digests: Mapping[str, Digest], recorded: Mapping[str, FileRecord], weights: tuple[str, ...]
) -> None:
    todo = "restore it from the repository, or pull the model again"
    for name, record in recorded.items():
        found = digests.get(name)
        if found is None:
            raise ModelProblem(f"missing, expected {record.size:,} bytes", file=str(folder / name), todo=todo)
        if found.size != record.size:
            raise ModelProblem(f"{found.size:,} bytes, expected {record.size:,}", file=str(folder / name), todo=todo)
        if found.sha256 != record.sha256:
            what = f"SHA-256 {found.sha256[:16]}…, expected {record.sha256[:16]}…"
            raise ModelProblem(what, file=str(folder / name), todo=todo)
    if recorded and (unknown := [name for name in weights if name not in recorded]):
        raise ModelProblem(f"no hash recorded for {unknown[0]}", file=str(folder / LOCK_FILE), todo=todo)


def _refuse_code(folder: Path) -> None:
    for name in _CONFIGS:
        if not (folder / name).is_file():
            continue
        for key, value in _walk(read_json(folder / name)):
            hub_kernel = key.strip("_").startswith(("attn_implementation", "experts_implementation")) and value not in (
                None, "eager", "sdpa",
            )  # fmt: skip
            if key in _REFUSED_KEYS or hub_kernel:
                raise ModelProblem(f"refused: {key} asks for code that is not ours", file=str(folder / name))


def _walk(value: Any) -> list[tuple[str, Any]]:
    """All keys and values of nested objects."""
    found: list[tuple[str, Any]] = []
    todo = [value]
    while todo:
        item = todo.pop()
        if isinstance(item, dict):
            found.extend(item.items())
            todo.extend(item.values())
        elif isinstance(item, list):
            todo.extend(item)
    return found


def _sane(layout: Layout) -> None:
    """No number of the config may ask for more memory or time than any model of these families does."""
    for key, value in _walk(dict(layout.config)):
        most = 256 if "layers" in key else 1 << 17 if "position" in key else 1 << 24
        if isinstance(value, int | float) and abs(value) > most:
            raise ModelProblem(f"refused: {key} = {value}", file=str(layout.folder / "config.json"))
    if layout.window < 8:
        raise ModelProblem(f"its window is {layout.window} tokens", file=str(layout.folder / "config.json"))


def _fits(layout: Layout, tokens: Tokens, weights: tuple[str, ...]) -> None:
    """Embedding rows, config and tokenizer must agree: a wrong tokenizer gives fluent nonsense, never an error."""
    tensors: dict[str, Tensor] = {}
    for name in weights:
        tensors |= read_header(layout.folder / name)
    shape = next((tensors[name].shape for name in _EMBEDDINGS if name in tensors), ())
    if len(shape) != 2:
        raise ModelProblem(f"no embedding of a {layout.family} model in {weights[0]}", file=str(layout.folder))
    rows = shape[0]
    stated = (layout.config.get("vocab_size"), layout.config.get("d_model"))
    if stated != shape:
        raise ModelProblem(f"the embedding is {shape}, config.json says {stated}", file=str(layout.folder))
    count, highest = len(tokens.vocabulary.ids), max(tokens.vocabulary.ids.values())
    if highest >= rows or count < 0.8 * rows:
        what = f"tokenizer does not fit: {count:,} tokens up to id {highest:,}, but {rows:,} rows in the embedding"
        raise ModelProblem(what, file=str(layout.folder), todo="use the model's own files")


def _fingerprint(digests: Mapping[str, Digest], options: Options) -> str:
    """Sixteen hexadecimal digits over every file that decides an output, and over the options."""
    parts = [f"{name}:{digest.sha256}" for name, digest in sorted(digests.items())]
    chosen = [f"{key}={value}" for key, value in sorted(_decisive(options).items())]
    return hashlib.sha256("\n".join(parts + chosen).encode()).hexdigest()[:16]


def _decisive(options: Options) -> dict[str, object]:
    return {
        "behaviour": BEHAVIOUR,
        "prompts": sorted(options.prompts.items()),
        "languages": (options.source_language, options.target_language),
        "placeholders": options.placeholders,
        "lexicon": bool(options.lexicon),
        "window": options.max_input_tokens,
    }


def read_lock(path: Path) -> dict[str, FileRecord]:
    """The sizes and hashes that a lock file holds, or none where there is no such file."""
    if not path.is_file():
        return {}
    try:
        files = read_json(path)["files"]
        return {str(name): FileRecord(int(entry["size"]), str(entry["sha256"])) for name, entry in files.items()}
    except (KeyError, TypeError, ValueError, AttributeError):
        raise ModelProblem("not a lock file", file=str(path)) from None


def write_lock(folder: Path) -> Path:
    """Hash what a folder's model is made of and write it beside it, as the export of a training does."""
    layout = read_layout(folder)
    book = HashBook(again=True)
    digests = {name: book.digest(_regular(folder / name)) for name in _used(layout, weight_files(folder))}
    files = {name: {"size": digest.size, "sha256": digest.sha256} for name, digest in digests.items()}
    path = folder / LOCK_FILE
    path.write_text(json.dumps({"files": files}, indent=1) + "\n", "utf-8")
    return path
