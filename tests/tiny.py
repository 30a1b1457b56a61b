"""Small random checkpoints of every family, in the file layout that the real ones have. Made on the spot."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

CONTROLS = ("<translate>", "<summarise>", "<title>", "<short>", "<medium>", "<long>")
LINES = [
    "云河新区今年一季度工业总产值达到N3，同比增长N12。",
    "The output of the new zone reached N3 in the first quarter, up N12.",
    "李玮出席了会议，并参观了青川汽车零部件企业的车间。",
    "Li Wei attended the meeting and visited the workshop of a parts maker.",
    "要继续推进项目建设，优化营商环境，服务企业发展。",
    "summary: officials support local firms and build roads, bridges and plants.",
] * 20


def spm(path: Path, *, size: int = 240, slots: bool = False, controls: tuple[str, ...] = (), **ids: int) -> Path:
    """A SentencePiece model trained on a few invented lines."""
    import sentencepiece

    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(LINES),
        model_prefix=str(path.with_suffix("")),
        vocab_size=size + (330 if slots else 0),
        hard_vocab_limit=False,
        byte_fallback=slots,
        split_digits=True,
        normalization_rule_name="identity",
        control_symbols=list(controls),
        user_defined_symbols=[f"N{n}" for n in range(1, 65)] if slots else [],
        minloglevel=2,
        **{"pad_id": -1, "bos_id": -1, "eos_id": 0, "unk_id": 1} | ids,
    )
    path.with_suffix(".model").replace(path)
    path.with_suffix(".vocab").unlink()
    return path


def save(model: Any, folder: Path) -> Path:
    """Write config and safetensors, with weights large enough that greedy output is not one token for ever."""
    import torch

    torch.manual_seed(7)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if weight.ndim == 2 and "position" not in name:
                weight.normal_(0.0, 1.5 / weight.shape[1] ** 0.5 if "shared" not in name else 0.15)
        pad = model.config.pad_token_id
        model.get_input_embeddings().weight[pad].zero_()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.save_pretrained(str(folder))
    return folder


def marian(folder: Path, *, toml: str = "", slots: bool = True) -> Path:
    """A Marian model with our control tokens and placeholders, as models.training exports it."""
    import sentencepiece
    from transformers import MarianConfig, MarianMTModel

    folder.mkdir(parents=True)
    spm(folder / "source.spm", slots=slots, controls=CONTROLS if slots else ())
    (folder / "target.spm").write_bytes((folder / "source.spm").read_bytes())
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    ids = {pieces.id_to_piece(i): i for i in range(pieces.get_piece_size())}
    ids["<pad>"] = pad = len(ids)
    (folder / "vocab.json").write_text(json.dumps(ids, ensure_ascii=False), "utf-8")
    config = MarianConfig(
        vocab_size=pad + 1, d_model=32, encoder_layers=2, decoder_layers=1, encoder_attention_heads=4,
        decoder_attention_heads=4, encoder_ffn_dim=64, decoder_ffn_dim=64, max_position_embeddings=128,
        eos_token_id=0, pad_token_id=pad, decoder_start_token_id=pad, bos_token_id=None, forced_eos_token_id=None,
        scale_embedding=True, static_position_embeddings=True, activation_function="relu",
        share_encoder_decoder_embeddings=True,
    )  # fmt: skip
    if toml:
        (folder / "zhbrief.toml").write_text(toml, "utf-8")
    return save(MarianMTModel(config), folder)


def _pieces(path: Path) -> list[tuple[str, float]]:
    import sentencepiece

    model = sentencepiece.SentencePieceProcessor(model_file=str(path))
    return [(model.id_to_piece(i), model.get_score(i)) for i in range(model.get_piece_size())]


def t5(folder: Path, *, multilingual: bool = False, fast: bool = True, tied: bool = True) -> Path:
    """T5 or mT5: a tokenizer.json, or the SentencePiece model alone."""
    from transformers import MT5Config, MT5ForConditionalGeneration, T5Config, T5ForConditionalGeneration, T5Tokenizer

    folder.mkdir(parents=True)
    spm(folder / "spiece.model", pad_id=0, eos_id=1, unk_id=2)
    pieces = _pieces(folder / "spiece.model")
    tokenizer = T5Tokenizer(vocab=pieces, extra_ids=20)
    if fast:
        tokenizer.save_pretrained(str(folder))
    config_class, model_class = (
        (MT5Config, MT5ForConditionalGeneration) if multilingual else (T5Config, T5ForConditionalGeneration)
    )
    config = config_class(
        vocab_size=len(pieces) + 20, d_model=32, d_kv=8, d_ff=64, num_layers=2, num_decoder_layers=2, num_heads=4,
        pad_token_id=0, eos_token_id=1, decoder_start_token_id=0, n_positions=96,
        feed_forward_proj="relu" if tied else "gated-gelu", **({} if tied else {"tie_word_embeddings": False}),
    )  # fmt: skip
    return save(model_class(config), folder)


def pegasus(folder: Path) -> Path:
    """Pegasus with its 103 tokens in front and a tokenizer.json."""
    from transformers import PegasusConfig, PegasusForConditionalGeneration, PegasusTokenizer

    folder.mkdir(parents=True)
    spm(folder / "spiece.model", pad_id=0, eos_id=1, unk_id=2)
    pieces = _pieces(folder / "spiece.model")
    fixed = ["<pad>", "</s>", "<mask_1>", "<mask_2>", *(f"<unk_{i}>" for i in range(2, 103))]
    tokenizer = PegasusTokenizer(vocab=[*((token, 0.0) for token in fixed), *pieces[2:]])
    tokenizer.save_pretrained(str(folder))
    config = PegasusConfig(
        vocab_size=len(fixed) + len(pieces) - 2, d_model=32, encoder_layers=2, decoder_layers=2,
        encoder_attention_heads=4, decoder_attention_heads=4, encoder_ffn_dim=64, decoder_ffn_dim=64,
        max_position_embeddings=96, pad_token_id=0, eos_token_id=1, decoder_start_token_id=0, scale_embedding=True,
        forced_eos_token_id=None,
    )  # fmt: skip
    return save(PegasusForConditionalGeneration(config), folder)


def bart(folder: Path) -> Path:
    """BART with byte-level pieces in a tokenizer.json."""
    import tokenizers
    from transformers import BartConfig, BartForConditionalGeneration

    folder.mkdir(parents=True)
    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    tokenizer = tokenizers.ByteLevelBPETokenizer()
    tokenizer.train_from_iterator(LINES, vocab_size=400, special_tokens=special, show_progress=False)
    tokenizer._tokenizer.post_processor = tokenizers.processors.RobertaProcessing(("</s>", 2), ("<s>", 0))
    tokenizer.save(str(folder / "tokenizer.json"))
    config = BartConfig(
        vocab_size=tokenizer.get_vocab_size(), d_model=32, encoder_layers=2, decoder_layers=2,
        encoder_attention_heads=4, decoder_attention_heads=4, encoder_ffn_dim=64, decoder_ffn_dim=64,
        max_position_embeddings=96, forced_eos_token_id=None, forced_bos_token_id=0,
    )  # fmt: skip
    return save(BartForConditionalGeneration(config), folder)


def m2m100(folder: Path) -> Path:
    """M2M100: vocab.json, a SentencePiece model, and language tokens behind the vocabulary."""
    from transformers import M2M100Config, M2M100ForConditionalGeneration

    folder.mkdir(parents=True)
    spm(folder / "sentencepiece.bpe.model", unk_id=0, eos_id=2, bos_id=1)
    names = [piece for piece, _ in _pieces(folder / "sentencepiece.bpe.model")][3:]
    ids = {token: i for i, token in enumerate(["<s>", "<pad>", "</s>", "<unk>", *names])}
    (folder / "vocab.json").write_text(json.dumps(ids, ensure_ascii=False), "utf-8")
    config = M2M100Config(
        vocab_size=len(ids) + 108, d_model=32, encoder_layers=2, decoder_layers=2, encoder_attention_heads=4,
        decoder_attention_heads=4, encoder_ffn_dim=64, decoder_ffn_dim=64, max_position_embeddings=96,
        forced_eos_token_id=None, scale_embedding=True, bos_token_id=0, pad_token_id=1, eos_token_id=2,
        decoder_start_token_id=2, encoder_layerdrop=0.0, decoder_layerdrop=0.0,
    )  # fmt: skip
    return save(M2M100ForConditionalGeneration(config), folder)


def nllb(folder: Path) -> Path:
    """NLLB: an M2M100 network with a tokenizer.json and codes such as zho_Hans."""
    import tokenizers
    from transformers import M2M100Config, M2M100ForConditionalGeneration, NllbTokenizer

    folder.mkdir(parents=True)
    trained = tokenizers.SentencePieceBPETokenizer()
    special = ["<s>", "<pad>", "</s>", "<unk>"]
    trained.train_from_iterator(LINES, vocab_size=400, special_tokens=special, show_progress=False)
    raw = json.loads(trained.to_str())["model"]
    tokenizer = NllbTokenizer(vocab=raw["vocab"], merges=[tuple(m) for m in raw["merges"]])
    tokenizer.save_pretrained(str(folder))
    config = M2M100Config(
        vocab_size=len(tokenizer), d_model=32, encoder_layers=2, decoder_layers=2, encoder_attention_heads=4,
        decoder_attention_heads=4, encoder_ffn_dim=64, decoder_ffn_dim=64, max_position_embeddings=96,
        forced_eos_token_id=None, scale_embedding=True, bos_token_id=0, pad_token_id=1, eos_token_id=2,
        decoder_start_token_id=2, encoder_layerdrop=0.0, decoder_layerdrop=0.0,
    )  # fmt: skip
    return save(M2M100ForConditionalGeneration(config), folder)
