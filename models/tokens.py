"""Text to the tokens of a model and back, without transformers; typed control tokens stay plain text.

What an article spells is never a token of control: ``</s>``, ``<pad>``, ``>>eng<<`` or a task token found in the text
is spelt out in smaller pieces. Control tokens enter by the prompt alone. Placeholders enter as the words N1 … N64, and
only with models that were trained on them: the caller has escaped what an article spells like that
(flows.steps.prompt). A word is delimited by anything but a Latin letter or a digit, so J7N12 holds none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from models.engine import Decoding, ModelInputError
from models.errors import ModelProblem
from models.layout import SLOTS, Layout
from models.vocabulary import Vocabulary, read_vocabulary

Piece = tuple[str, int, int]
_SLOT = re.compile(r"(?<![A-Za-z0-9])N(?:[1-9]|[1-5][0-9]|6[0-4])(?![A-Za-z0-9])")
_CONTROL = re.compile(r"<[^<>\s]{1,24}>|>>[^<>\s]{1,24}<<|__\w{1,24}__|\[[A-Z0-9]{1,24}\]|[a-z]{3}_[A-Z][a-z]{3}")
_BYTE = re.compile(r"<0x[0-9A-F]{2}>")


class Splitter(Protocol):
    """A tokeniser proper: text to pieces with their places in the text, and pieces to text."""

    def split(self, text: str) -> list[Piece]:
        """Pieces in order, each with the span of characters it stands for."""
        ...

    def join(self, pieces: Sequence[str]) -> str:
        """The text of pieces that hold no control token."""
        ...


class SentencePieceSplitter:
    """SentencePiece models as they are: one that splits the source, one that joins the output."""

    def __init__(self, source: Path, target: Path | None = None) -> None:
        """``target`` is the source's own model where there is but one."""
        self._source = _load(source)
        self._target = self._source if target is None else _load(target)

    def split(self, text: str) -> list[Piece]:
        """Pieces and their spans; the spans count characters after the model's own normaliser."""
        found = self._source.encode(text, return_type="offset_mapping")
        return [(piece, *span) for piece, span in zip(found["pieces"], found["offsets"], strict=True)]

    def join(self, pieces: Sequence[str]) -> str:
        """The text; bytes that make no character become U+FFFD."""
        return str(self._target.decode_pieces(list(pieces))).replace("▁", " ")


class FastSplitter:
    """A ``tokenizer.json`` of the tokenizers library, told not to see special tokens in text."""

    def __init__(self, path: Path) -> None:
        """Read the file."""
        import tokenizers

        try:
            self._tokenizer = tokenizers.Tokenizer.from_file(str(path))
        except Exception as error:  # noqa: BLE001 - the library raises nothing narrower
            raise ModelProblem(f"not a tokenizer: {str(error)[:80]}", file=str(path)) from None
        self._tokenizer.encode_special_tokens = True
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def split(self, text: str) -> list[Piece]:
        """Pieces and their spans."""
        found = self._tokenizer.encode(text, add_special_tokens=False)
        return [(piece, *span) for piece, span in zip(found.tokens, found.offsets, strict=True)]

    def join(self, pieces: Sequence[str]) -> str:
        """The text as the file's own decoder writes it."""
        ids = [self._tokenizer.token_to_id(piece) for piece in pieces]
        return str(self._tokenizer.decode([i for i in ids if i is not None], skip_special_tokens=True))


def _load(path: Path) -> Any:
    import sentencepiece

    try:
        return sentencepiece.SentencePieceProcessor(model_file=str(path))
    except (OSError, RuntimeError) as error:
        raise ModelProblem(f"not a SentencePiece model: {str(error)[:80]}", file=str(path)) from None


@dataclass(frozen=True, slots=True)
class Tokens:
    """All that an engine needs to ask a model in its own tokens and to read its answer."""

    layout: Layout
    vocabulary: Vocabulary
    splitter: Splitter
    reserved: frozenset[str]

    def encode(self, text: str, decoding: Decoding) -> list[str]:
        """The source as the model reads it: prompt, text, end of sentence.

        Raises ModelInputError for a lone surrogate, which no tokeniser can encode.
        """
        prompt = self.layout.options.prompt(decoding)
        try:
            (prompt + text).encode("utf-8")
        except UnicodeEncodeError:
            raise ModelInputError(f"a lone surrogate in the text: {text[:20]!r}") from None
        before, rest = self._controls(prompt)
        return [*self.vocabulary.before, *before, *self._plain(rest, text), self.vocabulary.eos]

    def decode(self, tokens: Sequence[str]) -> str:
        """The text of an output, without the tokens of control; placeholders are set off by single spaces."""
        return " ".join(self.splitter.join([token for token in tokens if not self._is_control(token)]).split())

    def _is_control(self, token: str) -> bool:
        special = token in (self.vocabulary.eos, self.vocabulary.pad, self.vocabulary.bos)
        return special or (token in self.reserved and not _SLOT.fullmatch(token))

    def _controls(self, prompt: str) -> tuple[list[str], str]:
        """The control tokens that a prompt opens with, and the rest of it, which is ordinary text."""
        tokens: list[str] = []
        while (found := _CONTROL.match(prompt)) and found.group() in self.reserved:
            tokens.append(found.group())
            prompt = prompt[found.end() :]
        return tokens, prompt

    def _plain(self, prompt: str, text: str) -> Iterator[str]:
        full = prompt + text
        slots = {found.span() for found in _SLOT.finditer(full)} if self.layout.options.placeholders else set()
        for piece, start, end in self.splitter.split(full):
            if (piece in self.reserved and (start, end) not in slots) or _spelt_byte(piece, full[start:end]):
                yield from self._spell(full[start:end] or piece)
            else:
                yield piece if piece in self.vocabulary.ids else self.vocabulary.unk

    def _spell(self, surface: str) -> Iterator[str]:
        """A reserved string as single characters, or as bytes, so that it is read and not obeyed."""
        for mark in surface:
            if mark in self.vocabulary.ids:
                yield mark
                continue
            pieces = [f"<0x{byte:02X}>" for byte in mark.encode()]
            yield from pieces if all(p in self.vocabulary.ids for p in pieces) else [self.vocabulary.unk]


def _spelt_byte(piece: str, surface: str) -> bool:
    return piece == surface and _BYTE.fullmatch(piece) is not None


def read_tokens(layout: Layout) -> Tokens:
    """The tokeniser of a folder that has been verified."""
    vocabulary = read_vocabulary(layout)
    names = layout.folder
    if vocabulary.fast is not None:
        splitter: Splitter = FastSplitter(vocabulary.fast)
    else:
        splitter = SentencePieceSplitter(names / vocabulary.spm[0], names / vocabulary.spm[-1])
    return Tokens(layout, vocabulary, splitter, _reserved(vocabulary.ids, layout.options.placeholders))


def _reserved(ids: Mapping[str, int], placeholders: bool) -> frozenset[str]:
    """Every token that steers: what looks like a control token, and the placeholders where they are tokens."""
    found = {token for token in ids if token[:1] in "<>_[" or token[3:4] == "_"}
    controls = {token for token in found if _CONTROL.fullmatch(token) and not _BYTE.fullmatch(token)}
    slots = {f"N{n}" for n in range(1, SLOTS + 1)} & ids.keys() if placeholders else set()
    return frozenset(controls | slots)
