"""A checkpoint of opus-mt's size with random weights: 6+6 layers, width 512, 65,000 tokens."""

from __future__ import annotations

import json
from pathlib import Path

from tests.tiny import save, spm

VOCABULARY = 65_000


def opus_sized(folder: Path) -> Path:
    """Write the checkpoint in Hugging Face layout; made once, its weights are the same every time."""
    from transformers import MarianConfig, MarianMTModel

    if (folder / "model.safetensors").is_file():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    spm(folder / "source.spm")
    (folder / "target.spm").write_bytes((folder / "source.spm").read_bytes())
    (folder / "vocab.json").write_text(json.dumps(_vocabulary(folder), ensure_ascii=False), "utf-8")
    config = MarianConfig(
        vocab_size=VOCABULARY, d_model=512, encoder_layers=6, decoder_layers=6, encoder_attention_heads=8,
        decoder_attention_heads=8, encoder_ffn_dim=2048, decoder_ffn_dim=2048, max_position_embeddings=512,
        eos_token_id=0, pad_token_id=VOCABULARY - 1, decoder_start_token_id=VOCABULARY - 1, bos_token_id=None,
        forced_eos_token_id=None, scale_embedding=True, static_position_embeddings=True,
        activation_function="swish", share_encoder_decoder_embeddings=True,
    )  # fmt: skip
    return save(MarianMTModel(config), folder)


def _vocabulary(folder: Path) -> dict[str, int]:
    import sentencepiece

    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    ids = {pieces.id_to_piece(i): i for i in range(pieces.get_piece_size())}
    for i in range(len(ids), VOCABULARY - 1):
        ids[f"filler{i}"] = i
    return ids | {"<pad>": VOCABULARY - 1}
