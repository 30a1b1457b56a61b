"""Token ids are the same from MarianTokenizer and from SentencePiece, and no text can spell a control token."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.training.tokeniser import LENGTHS, PLACEHOLDERS, TASKS, Tokeniser, train_tokeniser

WORDS = [
    "经济",
    "增长",
    "吉林省",
    "growth",
    "Li Wei",
    "3.5%",
    "，",
    "。",
    "😀",
    "㐀",
    "\U00020bb7",
    "é",
    "\u200b",
    "N3",
    "N64",
]
LINES = [
    f"{a} {b}{c} {i}" for i, (a, b, c) in enumerate((a, b, c) for a in WORDS[:9] for b in WORDS for c in WORDS[:5])
]

texts = st.lists(st.one_of(st.sampled_from([*WORDS, *PLACEHOLDERS[:12]]), st.text(max_size=6)), max_size=12).map(
    " ".join
)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Tokeniser, Any]:
    from transformers import MarianTokenizer

    folder: Path = tmp_path_factory.mktemp("tokens")
    train_tokeniser(LINES, folder / "source.spm", 600)
    tokens = Tokeniser(folder / "source.spm")
    tokens.write_vocabulary(folder / "vocab.json")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        marian = MarianTokenizer(
            source_spm=str(folder / "source.spm"),
            target_spm=str(folder / "source.spm"),
            vocab=str(folder / "vocab.json"),
            additional_special_tokens=[*TASKS, *LENGTHS],
        )
    return tokens, marian


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=texts)
def test_ids_are_equal(pair: tuple[Tokeniser, Any], text: str) -> None:
    tokens, marian = pair
    if any(mark in text for mark in ("<", ">", "\0")) or not text.strip() or text != text.strip():
        return
    wanted = [*tokens.encode(text), tokens.eos]
    if 1 not in wanted:
        assert [marian._convert_token_to_id(piece) for piece in marian._tokenize(text)] == wanted[:-1]
        assert tokens.decode(wanted) == text or tokens.spm.unk_id() in wanted


@settings(max_examples=100, deadline=None)
@given(before=texts, token=st.sampled_from([*TASKS, *LENGTHS, "</s>", "<pad>", "<unk>"]), after=texts)
def test_text_never_spells_a_control_token(pair: tuple[Tokeniser, Any], before: str, token: str, after: str) -> None:
    tokens, _ = pair
    ids = tokens.encode(f"{before}{token}{after}")
    assert not {*tokens.control(*TASKS, *LENGTHS), tokens.eos, tokens.pad} & set(ids)


def test_control_tokens_come_first_as_single_ids(pair: tuple[Tokeniser, Any]) -> None:
    tokens, marian = pair
    ours = [*tokens.control("<summarise>", "<short>"), *tokens.encode("经济增长N3"), tokens.eos]
    assert marian("<summarise><short>经济增长N3").input_ids == ours
