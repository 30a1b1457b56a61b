"""From weights to the folder that ships: Marian's config, fp16 safetensors, tokeniser, lexicon, zhbrief.toml."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from safetensors.torch import save_file
from torch import Tensor

from models.training.config import Config
from models.training.network import POSITIONS
from models.training.tokeniser import LENGTHS, PAD, TASKS, Tokeniser
from models.verify import write_lock

_TOML = """\
# What the engine reads of this model; keys in models/layout.py.
name = "builtin"
revision = "{revision}"
preview = {preview}
tasks = ["translate", "summarise", "title"]
max_input_tokens = {window}
placeholders = {figures}
copies = {names}
{lexicon}
[prompts]
translate = "<translate>"
title = "<title>"
summarise-short = "<summarise><short>"
summarise-medium = "<summarise><medium>"
summarise-long = "<summarise><medium>"
"""


def marian_config(config: Config, tokens: Tokeniser) -> dict[str, Any]:
    """config.json for transformers and for CTranslate2's converter."""
    sizes = config.network
    return {
        "architectures": ["MarianMTModel"],
        "model_type": "marian",
        "activation_function": "relu",
        "d_model": sizes.width,
        "encoder_layers": sizes.encoder_layers,
        "decoder_layers": sizes.decoder_layers,
        "encoder_attention_heads": sizes.heads,
        "decoder_attention_heads": sizes.heads,
        "encoder_ffn_dim": sizes.inner,
        "decoder_ffn_dim": sizes.inner,
        "dropout": sizes.dropout,
        "attention_dropout": 0.0,
        "activation_dropout": 0.0,
        "max_position_embeddings": POSITIONS,
        "scale_embedding": True,
        "normalize_before": False,
        "normalize_embedding": False,
        "static_position_embeddings": True,
        "add_final_layer_norm": False,
        "add_bias_logits": False,
        "share_encoder_decoder_embeddings": True,
        "tie_word_embeddings": True,
        "is_encoder_decoder": True,
        "use_cache": True,
        "vocab_size": tokens.size,
        "decoder_vocab_size": tokens.size,
        "pad_token_id": tokens.pad,
        "eos_token_id": tokens.eos,
        "bos_token_id": None,
        "decoder_start_token_id": tokens.pad,
        "forced_eos_token_id": tokens.eos,
        "torch_dtype": "float16",
    }


def generation_config(tokens: Tokeniser) -> dict[str, Any]:
    """generation_config.json: pad is never written."""
    return {
        "bad_words_ids": [[tokens.pad]],
        "decoder_start_token_id": tokens.pad,
        "eos_token_id": tokens.eos,
        "forced_eos_token_id": tokens.eos,
        "pad_token_id": tokens.pad,
        "max_length": 256,
        "num_beams": 4,
    }


def export(config: Config, weights: dict[str, Tensor], folder: Path, revision: str, preview: bool) -> None:
    """Write the folder; equal weights give equal files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("source.spm", "target.spm"):
        shutil.copyfile(config.pack / "source.spm", folder / name)
    tokens = Tokeniser(folder / "source.spm")
    tokens.write_vocabulary(folder / "vocab.json")
    tensors = {name: tensor.half().contiguous() for name, tensor in sorted(weights.items())}
    tensors["final_logits_bias"] = tensors["model.shared.weight"].new_zeros((1, tokens.size))
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    _json(folder / "config.json", marian_config(config, tokens))
    _json(folder / "generation_config.json", generation_config(tokens))
    extra = {
        "tokenizer_class": "MarianTokenizer",
        "model_max_length": POSITIONS,
        "pad_token": PAD,
        "separate_vocabs": False,
    }
    _json(folder / "tokenizer_config.json", {**extra, "additional_special_tokens": [*TASKS, *LENGTHS]})
    lexicon = ""
    if config.data.glossed:
        shutil.copyfile(config.lexicon, folder / "lexicon.tsv.xz")
        lexicon = 'lexicon = "lexicon.tsv.xz"\n'
    flags = {"preview": preview, "figures": config.data.figures, "names": config.data.names}
    words = {name: str(flag).lower() for name, flag in flags.items()}
    window = POSITIONS if config.data.beside else 320  # with both languages a long sentence has more pieces
    text = _TOML.format(revision=revision, lexicon=lexicon, window=window, **words)
    (folder / "zhbrief.toml").write_text(text, "utf-8")
    write_lock(folder)


def _json(path: Path, value: dict[str, Any]) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n", "utf-8")
