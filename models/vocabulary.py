"""The tokens of a model by id, and which of them open, close and pad, for each family's files."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.errors import ModelProblem
from models.layout import Layout, read_json

# M2M100's language tokens, in the order in which they follow its vocabulary (Fan et al. 2020).
_M2M_LANGUAGES = (
    "af am ar ast az ba be bg bn br bs ca ceb cs cy da de el en es et fa ff fi fr fy ga gd gl gu ha he hi hr ht "
    "hu hy id ig ilo is it ja jv ka kk km kn ko lb lg ln lo lt lv mg mk ml mn mr ms my ne nl no ns oc or pa pl ps "
    "pt ro ru sd si sk sl so sq sr ss su sv sw ta th tl tn tr uk ur uz vi wo xh yi yo zh zu "
)
_PEGASUS_OFFSET = 103
_SPM_NAMES = ("spiece.model", "spm.model", "sentencepiece.bpe.model", "sentencepiece.model")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Token to id; the special tokens; what stands before every source and opens every target."""

    ids: Mapping[str, int]
    eos: str
    pad: str
    unk: str
    bos: str
    start: str
    before: tuple[str, ...] = ()
    target_prefix: tuple[str, ...] = ()
    spm: tuple[str, ...] = ()
    fast: Path | None = None

    def tokens(self, size: int) -> list[str]:
        """Tokens in the order of their ids, filled up to the size of the embedding."""
        by_id = {i: token for token, i in self.ids.items()}
        return [by_id.get(i, f"<unused_{i}>") for i in range(size)]


def read_vocabulary(layout: Layout) -> Vocabulary:
    """The vocabulary of a folder.

    Raises ModelProblem where the files are missing or name no such special tokens.
    """
    ids, spm, fast = _sources(layout)
    by_id = {i: token for token, i in ids.items()}
    config = layout.config

    def named(key: str, default: str) -> str:
        value = config.get(key)
        return by_id.get(value, default) if isinstance(value, int) else default

    eos = named("eos_token_id", "</s>")
    pad = named("pad_token_id", "<pad>")
    bos = named("bos_token_id", pad)
    unk = next((token for token in ("<unk>", "[UNK]") if token in ids), pad)
    start = named("decoder_start_token_id", pad)
    for token in (eos, pad, start):
        if token not in ids:
            raise ModelProblem(f"the tokenizer has no token for {token!r}", file=str(layout.folder))
    before, prefix = _frame(layout, ids, bos, by_id)
    return Vocabulary(ids, eos, pad, unk, bos, start, before, prefix, spm, fast)


def _sources(layout: Layout) -> tuple[dict[str, int], tuple[str, ...], Path | None]:
    folder, family = layout.folder, layout.family
    if family == "marian":
        return _marian(folder)
    spm = next((name for name in _SPM_NAMES if (folder / name).is_file()), None)
    if family == "m2m_100" and spm and (folder / "vocab.json").is_file():
        ids = _ids(folder / "vocab.json")
        size = len(ids)
        return ids | {f"__{code}__": size + i for i, code in enumerate(_M2M_LANGUAGES.split())}, (spm,), None
    fast = folder / "tokenizer.json"
    if fast.is_file():
        return _fast_ids(fast), (), fast
    if spm and family in ("t5", "mt5", "pegasus"):
        return _spm_ids(folder / spm, family, int(layout.config.get("vocab_size", 0))), (spm,), None
    wanted = "tokenizer.json" if spm is None else f"tokenizer.json beside {spm}"
    todo = "AutoTokenizer.from_pretrained(…).save_pretrained(…) of transformers writes one"
    raise ModelProblem(f"no tokenizer that we can read: {wanted} is missing", file=str(folder), todo=todo)


def _marian(folder: Path) -> tuple[dict[str, int], tuple[str, ...], None]:
    if (folder / "target_vocab.json").is_file():
        raise ModelProblem("separate source and target vocabularies are not supported", file=str(folder))
    for name in ("source.spm", "target.spm"):
        if not (folder / name).is_file():
            raise ModelProblem("missing", file=str(folder / name), todo="is this a Marian model folder?")
    return _ids(folder / "vocab.json"), ("source.spm", "target.spm"), None


def _ids(path: Path) -> dict[str, int]:
    ids = read_json(path)
    if not all(type(i) is int and i >= 0 for i in ids.values()) or len(set(ids.values())) != len(ids):
        raise ModelProblem("ids must be distinct whole numbers", file=str(path))
    return ids


def _fast_ids(path: Path) -> dict[str, int]:
    raw = read_json(path)
    vocabulary = (raw.get("model") or {}).get("vocab")
    if isinstance(vocabulary, dict):
        ids = {str(token): int(i) for token, i in vocabulary.items()}
    elif isinstance(vocabulary, list):
        ids = {str(entry[0]): i for i, entry in enumerate(vocabulary)}
    else:
        raise ModelProblem("no vocabulary in it", file=str(path))
    return ids | {str(token["content"]): int(token["id"]) for token in raw.get("added_tokens") or []}


def _spm_ids(path: Path, family: str, size: int) -> dict[str, int]:
    import sentencepiece

    try:
        model: Any = sentencepiece.SentencePieceProcessor(model_file=str(path))
    except (OSError, RuntimeError) as error:
        raise ModelProblem(f"not a SentencePiece model: {str(error)[:80]}", file=str(path)) from None
    count = model.get_piece_size()
    if family == "pegasus":
        fixed = ["<pad>", "</s>", "<mask_1>", "<mask_2>", *(f"<unk_{i}>" for i in range(2, _PEGASUS_OFFSET))]
        ids = {token: i for i, token in enumerate(fixed)}
        return ids | {model.id_to_piece(i): i + _PEGASUS_OFFSET for i in range(2, count)}
    ids = {model.id_to_piece(i): i for i in range(count)}
    return ids | {f"<extra_id_{size - 1 - i}>": i for i in range(count, size)}


def _frame(
    layout: Layout, ids: Mapping[str, int], bos: str, by_id: Mapping[int, str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands before a source, and what a target must open with."""
    if layout.family == "m2m_100":
        return (_language(layout, ids, "source"),), (_language(layout, ids, "target"),)
    if layout.family == "bart":
        forced = layout.config.get("forced_bos_token_id")
        return (bos,), (by_id[forced],) if isinstance(forced, int) and forced in by_id else ()
    return (), ()


def _language(layout: Layout, ids: Mapping[str, int], side: str) -> str:
    """The language token: as the options name it, else Chinese to English in M2M100's or NLLB's spelling."""
    stated = layout.options.source_language if side == "source" else layout.options.target_language
    usual = ("__zh__", "zho_Hans") if side == "source" else ("__en__", "eng_Latn")
    wanted = (stated, f"__{stated}__") if stated else usual
    found = next((token for token in wanted if token in ids), None)
    if found is None:
        known = [token.strip("_") for token in ids if re.fullmatch(r"__\w+__|[a-z]{3}_[A-Z][a-z]{3}", token)]
        what = f"no {side} language {wanted[0]!r}; it knows {json.dumps(sorted(known)[:8])[1:-1]} …"
        raise ModelProblem(what, file=str(layout.folder), todo=f"set {side}_language in zhbrief.toml")
    return found
