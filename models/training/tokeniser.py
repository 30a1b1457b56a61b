"""One SentencePiece model for both languages and all tasks, and Marian's vocabulary file for it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import sentencepiece

TASKS: Final = ("<translate>", "<summarise>", "<title>")
LENGTHS: Final = ("<short>", "<medium>", "<long>")
PLACEHOLDERS: Final = tuple(f"N{i}" for i in range(1, 65))
PAD: Final = "<pad>"


def train_tokeniser(lines: Iterable[str], path: Path, vocabulary: int) -> None:
    """Train and write ``path``: a unigram model with byte fallback, split digits and the identity normaliser.

    Task and length tokens are control symbols: text that looks like one is encoded as plain text.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    written = io.BytesIO()  # a model_prefix would be written into the model: a path of this machine
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines),
        model_writer=written,
        vocab_size=vocabulary - 1,
        model_type="unigram",
        byte_fallback=True,
        split_digits=True,
        normalization_rule_name="identity",
        remove_extra_whitespaces=False,
        character_coverage=0.9998,
        max_sentence_length=4096,
        num_threads=2,
        hard_vocab_limit=False,
        eos_id=0,
        unk_id=1,
        bos_id=-1,
        pad_id=-1,
        control_symbols=[*TASKS, *LENGTHS],
        user_defined_symbols=list(PLACEHOLDERS),
        minloglevel=1,
    )
    path.write_bytes(written.getvalue())


class Tokeniser:
    """Text to ids and back; control tokens are put in by the caller, never parsed from text."""

    def __init__(self, path: Path) -> None:
        """``path``: the SentencePiece model."""
        self.spm = sentencepiece.SentencePieceProcessor(model_file=str(path))
        self.eos = int(self.spm.eos_id())
        self.pad = int(self.spm.get_piece_size())

    @property
    def size(self) -> int:
        """Entries with the pad token, which is the last."""
        return self.pad + 1

    def control(self, *tokens: str) -> list[int]:
        """Ids of control tokens."""
        return [int(self.spm.piece_to_id(token)) for token in tokens]

    def encode(self, text: str) -> list[int]:
        """Ids of plain text, without an end token."""
        return [int(i) for i in self.spm.encode(text)]

    def pieces(self, ids: Iterable[int]) -> list[str]:
        """The pieces of ids."""
        return [PAD if i == self.pad else str(self.spm.id_to_piece(i)) for i in ids]

    def decode(self, ids: Iterable[int]) -> str:
        """Text of ids; end and pad tokens are dropped."""
        return str(self.spm.decode([int(i) for i in ids if i not in (self.eos, self.pad)]))

    def vocabulary(self) -> dict[str, int]:
        """Marian's vocab.json: the pieces in SentencePiece's order, then the pad token."""
        return {**{str(self.spm.id_to_piece(i)): i for i in range(self.pad)}, PAD: self.pad}

    def write_vocabulary(self, path: Path) -> None:
        """Write vocab.json."""
        path.write_text(json.dumps(self.vocabulary(), ensure_ascii=False, indent=0), "utf-8")
