"""A verified model in CTranslate2's format: made once, on first use, in a cache folder named by its fingerprint."""

from __future__ import annotations

import contextlib
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from models.errors import ModelProblem
from models.hashes import HashBook
from models.paths import cache_folder
from models.verify import Verified

QUANTISATION = "int8"
_VERSION = 1  # of what conversion does; a new one makes all conversions again
_NOTE = "zhbrief.json"
_STALE = 86_400  # seconds


def converted(verified: Verified, quantisation: str = QUANTISATION) -> Path:
    """The folder of the conversion, made now where there is none or where it is damaged."""
    folder = cache_folder() / "ct2" / f"{verified.fingerprint}-{quantisation}-{_VERSION}"
    if not _sound(folder):
        _make(verified, folder, quantisation)
    return folder


def _sound(folder: Path) -> bool:
    """Whether the files are those that the conversion wrote (a bit may flip in a cache, too)."""
    try:
        noted = json.loads((folder / _NOTE).read_text("utf-8"))["files"]
        book = HashBook()
        same = bool(noted) and all(book.digest(folder / name).sha256 == wanted for name, wanted in noted.items())
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return False
    book.save()
    return same


def _make(verified: Verified, folder: Path, quantisation: str) -> None:
    name, started = verified.layout.options.name, time.monotonic()
    sys.stderr.write(f"zhbrief: converting {name} to CTranslate2 {quantisation}, once …\n")
    with _room(folder.parent) as room:
        made = room / "model"
        _convert(verified, made, quantisation)
        if not verified.still_same():
            raise ModelProblem(
                "its files changed while they were read", file=str(verified.layout.folder), todo="run it again"
            )
        book = HashBook()
        files = {p.name: book.digest(p).sha256 for p in sorted(made.iterdir())}
        (made / _NOTE).write_text(json.dumps({"name": name, "files": files}), "utf-8")
        _publish(made, folder)
    sys.stderr.write(f"zhbrief: converted {name} in {time.monotonic() - started:.1f} s\n")


@contextlib.contextmanager
def _room(parent: Path) -> Iterator[Path]:
    """A temporary folder beside the conversions; those that a killed process left a day ago are swept."""
    try:
        parent.mkdir(parents=True, exist_ok=True)
        for left in parent.glob(".making-*"):
            if time.time() - left.stat().st_mtime > _STALE:
                shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(dir=parent, prefix=".making-") as temporary:
            yield Path(temporary)
    except OSError as error:
        what = f"the conversion can't be kept: {error.strerror or error}"
        raise ModelProblem(what, file=str(parent), todo="set ZHBRIEF_CACHE to a folder that can be written") from error


def _publish(made: Path, folder: Path) -> None:
    """Rename into place; where another process was first, its conversion is as good."""
    if folder.exists() and not _sound(folder):
        shutil.rmtree(folder, ignore_errors=True)
    try:
        made.rename(folder)
    except OSError:
        if not _sound(folder):
            raise


@contextlib.contextmanager
def vetted_view(verified: Verified) -> Iterator[Path]:
    """A folder of links to the verified files alone, so that a library can't come upon anything else."""
    with tempfile.TemporaryDirectory(prefix="zhbrief-model-") as temporary:
        view = Path(temporary)
        for name in verified.digests:
            if name.endswith((".safetensors", ".index.json")) or name == "config.json":
                (view / name).symlink_to((verified.layout.folder / name).resolve())
        yield view


def _convert(verified: Verified, folder: Path, quantisation: str) -> None:
    with quiet_libraries(), vetted_view(verified) as view:
        try:
            _converter(verified, view).convert(str(folder), quantization=quantisation)
        except Exception as error:  # over a stranger's config the libraries raise anything
            what = f"CTranslate2 can't convert it: {type(error).__name__}: {str(error)[:100]}"
            raise ModelProblem(what, file=str(verified.layout.folder), todo="is it a model of another kind?") from error


def _converter(verified: Verified, view: Path) -> Any:
    """A converter that takes our tokens for the tokenizer and knows what transformers 5 changed."""
    import torch
    from ctranslate2.converters.transformers import TransformersConverter

    class Converter(TransformersConverter):  # type: ignore[misc]
        def load_model(self, model_class: Any, path: str, **options: Any) -> Any:
            options |= {"dtype": torch.float32, "use_safetensors": True, "local_files_only": True}
            model = model_class.from_pretrained(path, **options, attn_implementation="eager")
            config = model.config
            if verified.layout.family == "bart":
                config.normalize_before = False
            if verified.layout.family == "pegasus":
                config.normalize_before, config.normalize_embedding = True, False
            # transformers 5 always ties T5's embeddings and says elsewhere whether outputs are scaled; the
            # converter still reads tie_word_embeddings for that.
            if verified.layout.family in ("t5", "mt5"):
                config.tie_word_embeddings = bool(getattr(config, "scale_decoder_outputs", False))
            return model

        def load_tokenizer(self, *_: Any, **__: Any) -> Any:
            return _Tokenizer(verified)

    return Converter(str(view))


class _Tokenizer:
    """What CTranslate2's converter asks of a tokenizer, answered from our own tokens."""

    def __init__(self, verified: Verified) -> None:
        vocabulary = verified.tokens.vocabulary
        self._all = vocabulary.tokens(int(verified.layout.config["vocab_size"]))
        self.bos_token, self.eos_token = vocabulary.bos, vocabulary.eos
        self.unk_token, self.pad_token = vocabulary.unk, vocabulary.pad
        self.unk_token_id = vocabulary.ids[vocabulary.unk]
        self.special_tokens_map: dict[str, Any] = {}
        self.num_madeup_words = 0

    def get_vocab(self) -> dict[str, int]:
        return {token: i for i, token in enumerate(self._all)}

    def convert_ids_to_tokens(self, i: int) -> str:
        return self._all[i]


@contextlib.contextmanager
def quiet_libraries() -> Iterator[None]:
    """No progress bars, advice or downloads from transformers while it loads a local folder."""
    import os
    import warnings

    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    before = os.environ.get("HF_HUB_OFFLINE")
    os.environ["HF_HUB_OFFLINE"] = "1"
    import transformers

    transformers.utils.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        if before is None:
            del os.environ["HF_HUB_OFFLINE"]
        else:
            os.environ["HF_HUB_OFFLINE"] = before
