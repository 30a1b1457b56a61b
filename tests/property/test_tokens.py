"""Whatever a text spells, it reaches the model as plain text and comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.engine import Decoding
from models.layout import Options, read_layout
from models.tokens import Tokens, read_tokens
from tests import tiny

SLOTS = {f"N{n}" for n in range(1, 65)}
PIECES = st.sampled_from(
    ["</s>", "<pad>", "<unk>", "<translate>", "<short>", "<0x0A>",
     "N1", "N64", "N65", "N", "J7", ">>eng<<", "会议", "，",
     " ", "a", "1", "▁", "\u3000", "🚀", "<", ">"]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=12).map("".join), st.text(max_size=40))


@pytest.fixture(scope="module")
def tokens(tmp_path_factory: pytest.TempPathFactory) -> Tokens:
    folder = tmp_path_factory.mktemp("tokens") / "small"
    options = Options(placeholders=True, prompts={"translate": "<translate>"})
    return read_tokens(read_layout(tiny.marian(folder), options))


@given(text=TEXTS)
def test_controls_enter_by_the_prompt_alone(text: str, tokens: Tokens) -> None:
    found = tokens.encode(text, Decoding("translate"))
    assert found[0] == "<translate>"
    assert found[-1] == "</s>"
    steering = {"</s>", "<pad>", *tiny.CONTROLS}
    assert not steering & set(found[1:-1])


@given(text=TEXTS)
def test_text_comes_back(text: str, tokens: Tokens) -> None:
    found = tokens.decode(tokens.encode(text, Decoding("translate"))[1:])
    assert found.replace("\0", " ").split() == text.replace("▁", " ").replace("\0", " ").split()


@given(text=TEXTS)
def test_placeholders_are_whole_words(text: str, tokens: Tokens) -> None:
    slots = [token for token in tokens.encode(text, Decoding("translate")) if token in SLOTS]
    words = "".join(mark if mark.isascii() and mark.isalnum() else " " for mark in text).split()
    assert slots == [word for word in words if word in SLOTS]
