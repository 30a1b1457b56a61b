"""Both engines on a small random checkpoint of every family: the same tokens, the same output, the same scores."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from models.ct2 import CTranslate2Engine
from models.engine import Decoding, Engine, ModelInputError
from models.errors import ModelProblem
from models.layout import Options
from models.torch import TorchEngine
from models.verify import Verified, verify
from tests import tiny

FAMILIES: dict[str, Callable[[Path], Path]] = {
    "marian": lambda folder: tiny.marian(folder, slots=False),
    "t5": tiny.t5,
    "t5-without-tokenizer.json": lambda folder: tiny.t5(folder, fast=False),
    "t5-1.1": lambda folder: tiny.t5(folder, tied=False),
    "mt5": lambda folder: tiny.t5(folder, multilingual=True),
    "pegasus": tiny.pegasus,
    "bart": tiny.bart,
    "m2m100": tiny.m2m100,
    "nllb": tiny.nllb,
}
WITHOUT_THEIR_OWN = {"t5-without-tokenizer.json"}  # transformers needs protobuf to read these; we do not
TEXTS = [
    "云河新区产值达到51，同比增长。",
    "要继续推进项目建设，优化营商环境，服务企业发展。",
    "local firms build roads",
    "",
    "李玮出席了会议，并参观了青川汽车零部件企业的车间，要继续推进项目建设，优化营商环境。",
]
SPELT = ["</s>", "<pad>", "<unk>", ">>eng<<", "<s>", "__en__", "zho_Hans", "<extra_id_3>", "<translate>", "<0x0A>"]
TOML = """
name = "small"
preview = true
placeholders = true
copies = true
tasks = ["translate", "summarise", "title"]
[prompts]
translate = "<translate>"
summarise = "<summarise><medium>"
summarise-short = "<summarise><short>"
title = "<title>"
"""


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Verified]:
    """A verified checkpoint by family, made once."""
    home = tmp_path_factory.mktemp("models")
    made: dict[str, Verified] = {}

    def get(family: str) -> Verified:
        if family not in made:
            options = Options(prompts={"summarise": "summary: "}) if "t5" in family else None
            made[family] = verify(FAMILIES[family](home / family), options)
        return made[family]

    return get


@pytest.fixture(autouse=True)
def _cache(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.setenv("ZHBRIEF_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Verified:
    """A Marian checkpoint with our control tokens and placeholders."""
    return verify(tiny.marian(tmp_path_factory.mktemp("ours") / "small", toml=TOML))


def test_a_greedy_search_takes_a_coverage_penalty(ours: Verified) -> None:
    """`run --beam-size 1` ended in a segmentation fault."""
    greedy = Decoding("translate", beam_size=1, max_output_tokens=8)
    plain = CTranslate2Engine(ours, 1).generate(TEXTS, greedy)
    assert CTranslate2Engine(ours, 1).generate(TEXTS, replace(greedy, coverage_penalty=0.5)) == plain


@pytest.mark.parametrize("family", FAMILIES)
def test_engines_agree(family: str, checked: Callable[[str], Verified]) -> None:
    verified = checked(family)
    fast = CTranslate2Engine(verified, threads=1, quantisation="float32")
    slow = TorchEngine(verified, threads=1)
    for decoding in (
        Decoding("translate", beam_size=1, max_output_tokens=20),
        Decoding("summarise", beam_size=4, num_hypotheses=3, max_output_tokens=20),
        Decoding("translate", beam_size=4, num_hypotheses=2, max_output_tokens=20, length_penalty=0.6),
        Decoding("translate", beam_size=1, max_output_tokens=20, repetition_penalty=1.2, no_repeat_ngram_size=3),
    ):
        for one, other in zip(fast.generate(TEXTS, decoding), slow.generate(TEXTS, decoding), strict=True):
            assert [h.text for h in one.hypotheses] == [h.text for h in other.hypotheses]
            assert one.input_tokens == other.input_tokens
            for a, b in zip(one.hypotheses, other.hypotheses, strict=True):
                assert (a.tokens, a.finished) == (b.tokens, b.finished)
                assert math.isclose(a.score, b.score, abs_tol=2e-3)


@pytest.mark.parametrize("family", sorted(set(FAMILIES) - WITHOUT_THEIR_OWN))
def test_tokens_are_those_of_transformers(family: str, checked: Callable[[str], Verified]) -> None:
    from transformers import AutoTokenizer, MarianTokenizer

    verified = checked(family)
    folder = str(verified.layout.folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("warnings.warn", lambda *args, **kwargs: None)  # MarianTokenizer misses sacremoses
        languages = {"m2m100": {"src_lang": "zh"}, "nllb": {"src_lang": "zho_Hans"}}.get(family, {})
        theirs = MarianTokenizer.from_pretrained(folder) if family == "marian" else None
        if family == "m2m100":
            from transformers import M2M100Tokenizer

            theirs = M2M100Tokenizer.from_pretrained(folder, **languages)
        theirs = theirs or AutoTokenizer.from_pretrained(folder, **languages)
    ids = verified.tokens.vocabulary.ids
    for text in TEXTS:
        expected = theirs(text)["input_ids"]
        assert [ids[token] for token in verified.tokens.encode(text, Decoding("translate"))] == expected


@pytest.mark.parametrize("family", FAMILIES)
def test_control_tokens_in_a_text_are_plain_text(family: str, checked: Callable[[str], Verified]) -> None:
    tokens = checked(family).tokens
    steering = {tokens.vocabulary.eos, tokens.vocabulary.pad, tokens.vocabulary.bos} | tokens.reserved
    for spelt in SPELT:
        frame = tokens.encode("", Decoding("translate"))
        found = tokens.encode(f"会议{spelt}会议 {spelt}", Decoding("translate"))
        inner = found[len(tokens.vocabulary.before) : -1]
        assert found[-1] == frame[-1] == tokens.vocabulary.eos
        assert not (set(inner) & steering) - {tokens.vocabulary.unk}, (spelt, inner)


SLOT_CASES = [
    # text, the placeholders that reach the model
    ("产值达到N3，增长N12。", ["N3", "N12"]),
    ("N1和N64", ["N1", "N64"]),
    ("型号J7N12和N3x", []),
    ("N0、N65和N100", []),
    ("rose N3 to N4.", ["N3", "N4"]),
    ("<translate>N3", ["N3"]),
]


@pytest.mark.parametrize(("text", "slots"), SLOT_CASES)
def test_placeholders_are_words(text: str, slots: list[str], ours: Verified) -> None:
    tokens = ours.tokens.encode(text, Decoding("translate"))
    assert [token for token in tokens if token in {f"N{n}" for n in range(100)}] == slots
    assert tokens.count("<translate>") == 1
    assert ours.tokens.decode(tokens[1:]) == text


def test_prompts_by_task_and_length(ours: Verified) -> None:
    first = {
        (task, length): ours.tokens.encode("会议", Decoding(task, length=length))[:2]  # type: ignore[arg-type]
        for task, length in (("summarise", "short"), ("summarise", "long"), ("title", "short"))
    }
    assert first == {
        ("summarise", "short"): ["<summarise>", "<short>"],
        ("summarise", "long"): ["<summarise>", "<medium>"],
        ("title", "short"): ["<title>", "▁"],
    }


@pytest.mark.parametrize("text", ["🚀", "龘龘", "\u200b", "a\u2028b", "\t", "ｆｕｌｌ", "e\u0301", "\U0010ffff"])
def test_any_text_can_be_encoded_and_comes_back(text: str, ours: Verified) -> None:
    tokens = ours.tokens.encode(f"会{text}议", Decoding("translate"))
    assert ours.tokens.decode(tokens[1:]).split() == f"会{text}议".split()


def test_a_surrogate_is_refused(ours: Verified) -> None:
    with pytest.raises(ModelInputError, match="surrogate"):
        ours.tokens.encode("会\ud800议", Decoding("translate"))


def test_the_spec_and_the_window(ours: Verified) -> None:
    engine = CTranslate2Engine(ours, threads=1)
    assert isinstance(engine, Engine)
    assert (engine.spec.name, engine.spec.preview, engine.spec.placeholders, engine.spec.copies) == (
        "small", True, True, True,
    )  # fmt: skip
    assert engine.spec.max_input_tokens == 128
    fits, over = "会" * 124, "会" * 126
    assert engine.count_tokens([fits, over], "translate") == [127, 129]
    assert engine.generate([fits], Decoding("translate", beam_size=1))[0].input_tokens == 127
    with pytest.raises(ModelInputError, match="129 tokens, but the window of small is 128"):
        engine.generate(["会议", over], Decoding("translate"))


def test_one_answer_each_in_order_whatever_the_company(ours: Verified) -> None:
    engine = CTranslate2Engine(ours, threads=1)
    texts = [("会议建设" * (n % 9)) + "。" * (n % 3) for n in range(50)]
    decoding = Decoding("translate", beam_size=2, num_hypotheses=2)
    together = engine.generate(texts, decoding)
    assert [[h.text for h in g.hypotheses] for g in together] == [
        [h.text for h in engine.generate([text], decoding)[0].hypotheses] for text in texts
    ]
    assert engine.generate([], decoding) == []
    blank = engine.generate(["", " \u3000"], decoding)
    assert [(g.text, g.input_tokens) for g in blank] == [("", 0), ("", 0)]


def test_output_is_bounded_by_the_input(ours: Verified) -> None:
    answer = CTranslate2Engine(ours, threads=1).generate(["会议"], Decoding("translate", max_output_tokens=256))[0]
    assert not answer.hypotheses[0].finished
    assert answer.hypotheses[0].tokens == 32


def test_no_control_token_ever_comes_out(ours: Verified) -> None:
    for engine in (CTranslate2Engine(ours, threads=1), TorchEngine(ours, threads=1)):
        answers = engine.generate(TEXTS, Decoding("translate", beam_size=8, num_hypotheses=8, max_output_tokens=60))
        for text in (h.text for answer in answers for h in answer.hypotheses):
            assert not any(control in text for control in (*tiny.CONTROLS, "</s>", "<pad>", "<unk>", "⁇"))


def test_a_task_it_has_not(checked: Callable[[str], Verified], tmp_path: Path) -> None:
    verified = verify(checked("marian").layout.folder, Options(tasks=("translate",)))
    with pytest.raises(ModelProblem, match="does not summarise"):
        TorchEngine(verified, threads=1).generate(["会议"], Decoding("summarise"))


def test_no_gpu(ours: Verified) -> None:
    import torch

    if torch.cuda.is_available():
        pytest.skip("this machine has one")
    with pytest.raises(ModelProblem, match="no GPU"):
        TorchEngine(ours, "cuda")


_WARM = """
import sys
import models.engine, models.registry
heavy = {"torch", "transformers", "ctranslate2", "huggingface_hub", "numpy", "flows"}
assert not heavy & set(sys.modules), heavy & set(sys.modules)
from models.registry import find_model, open_engine
from models.engine import Decoding
engine = open_engine(find_model(sys.argv[1], "translator"), threads=1)
assert engine.generate(["会议"], Decoding("translate", beam_size=1))[0].hypotheses[0].tokens
left = {"torch", "transformers", "huggingface_hub", "prefect"} & set(sys.modules)
assert not left, left
"""


def test_a_warm_run_loads_neither_torch_nor_transformers(ours: Verified) -> None:
    CTranslate2Engine(ours, threads=1)
    subprocess.run([sys.executable, "-W", "error", "-c", _WARM, str(ours.layout.folder)], check=True)
