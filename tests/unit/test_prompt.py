"""What the translator reads, and the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.steps.glossary import load_glossary
from flows.steps.lines import as_article
from flows.steps.names import Register, build_register
from flows.steps.prompt import build_prompt, repeats, restore
from tests.fakes import fake_spec


def names_of(*lines: str) -> Register:
    return build_register(as_article(lines), load_glossary())


# Chinese, what the model reads, a model's output, the English
ROUND = [
    ("全年总产值达到4114.1亿元，占全市51.7%。", "全年总产值达到N1，占全市N2。", "Output was N1, N2 of it.",
     "Output was 411.41 billion yuan, 51.7 percent of it."),
    ("跃升6位，位列第27位。", None, "It rose N1 to N2.", None),
    ("N3路公交开通。", "N1路公交开通。", "Bus N1 opened.", "Bus N3 opened."),
]  # fmt: skip


@pytest.mark.parametrize(("zh", "text", "output", "english"), ROUND)
def test_figures_are_placeholders_both_ways(zh: str, text: str | None, output: str, english: str | None) -> None:
    prompt = build_prompt(zh, names_of(zh), fake_spec(copies=False))
    assert text is None or prompt.text == text
    restored = restore(prompt, output)
    assert restored is not None
    assert english is None or restored == english


def test_an_index_never_given_is_no_output() -> None:
    prompt = build_prompt("产值达到90亿元。", names_of(), fake_spec(copies=False))
    assert restore(prompt, "Output was N7.") is None


def test_a_model_that_knows_no_placeholders_reads_the_text() -> None:
    zh = "产值达到90亿元。"
    assert build_prompt(zh, names_of(zh), fake_spec(placeholders=False, copies=False)).text == zh


def test_names_are_written_as_english() -> None:
    zh = "云岭新区党工委书记顾长河主持会议。"
    prompt = build_prompt(zh, names_of(zh), fake_spec())
    assert "Gu Changhe" in prompt.text
    assert "顾长河" not in prompt.text


@given(st.text(alphabet="云岭新区产值增长90亿元N1第27位、，。%～五十万", max_size=40))
def test_every_placeholder_has_its_slot(zh: str) -> None:
    prompt = build_prompt(zh, names_of(), fake_spec(copies=False))
    assert restore(prompt, " ".join(f"N{n}" for n in range(1, len(prompt.slots) + 1))) is not None


def test_a_figure_written_three_times_is_a_loop() -> None:
    prompt = build_prompt("产值达到90亿元。", names_of(), fake_spec(copies=False))
    assert restore(prompt, "N1 of N1 of N1.") is None
    assert repeats("N1 of N1") == 1


@pytest.mark.parametrize("output", ["Output was N4s.", "Output was 111111111111111300000.", "Output was NN12 N123."])
def test_a_placeholder_that_grew_and_endless_digits_are_noise(output: str) -> None:
    assert restore(build_prompt("产值达到新高。", names_of(), fake_spec(copies=False)), output) is None


def test_a_long_number_of_the_source_is_no_noise() -> None:
    zh = "编号为123456789012345的车辆下线。"
    assert restore(build_prompt(zh, names_of(), fake_spec(copies=False)), "Vehicle 123456789012345 rolled off.")
