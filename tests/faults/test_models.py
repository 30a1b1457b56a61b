"""FAULTS M1-M4: damaged, hostile and replaced model folders, as real files made here."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from models.ct2 import CTranslate2Engine
from models.engine import Decoding
from models.errors import ModelProblem
from models.layout import Options
from models.registry import ModelRef, open_engine
from models.torch import TorchEngine
from models.verify import LOCK_FILE, verify, write_lock
from tests import tiny
from tests.attacks import ATTACKS, DAMAGE, Canary, code, edit, flip


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound model folder with its lock."""
    folder = tiny.marian(tmp_path_factory.mktemp("sound") / "small")
    write_lock(folder)
    return folder


@pytest.fixture
def folder(original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy to damage."""
    monkeypatch.setenv("ZHBRIEF_CACHE", str(tmp_path / "cache"))
    return Path(shutil.copytree(original, tmp_path / "small"))


@pytest.mark.parametrize("case", DAMAGE)
def test_m1_damage_is_found_before_anything_is_loaded(case: str, folder: Path) -> None:
    verify(folder)  # the good state is remembered, and must not hide the damage
    damage, message = DAMAGE[case]
    damage(folder)
    with pytest.raises(ModelProblem, match=message) as caught:
        verify(folder)
    assert caught.value.exit_code == 3
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("case", ATTACKS)
def test_m2_attacks_are_refused_and_the_canary_is_absent(case: str, folder: Path, tmp_path: Path) -> None:
    (folder / LOCK_FILE).unlink()  # a stranger's folder: nothing was recorded
    canary = tmp_path / "canary"
    attack, message = ATTACKS[case]
    attack(folder, canary)
    for kind in ("ct2", "torch"):
        with pytest.raises(ModelProblem, match=message) as caught:
            open_engine(ModelRef("stranger", folder), engine=kind)
        assert caught.value.exit_code == 3
        assert "\n" not in str(caught.value)
    assert not canary.exists()


def test_m2_what_lies_beside_is_never_looked_at(folder: Path, tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    payload = pickle.dumps(Canary(canary))
    for name in ("pytorch_model.bin", "training_args.bin", "adapter_model.bin", "tf_model.h5"):
        (folder / name).write_bytes(payload)
    for name in ("sitecustomize.py", "tokenization_marian.py", "configuration_marian.py", "__init__.py"):
        (folder / name).write_text(code(canary))
    (folder / "adapter_config.json").write_text(json.dumps({"base_model_name_or_path": "someone/else"}))
    for kind in ("ct2", "torch"):
        engine = open_engine(ModelRef("small", folder), engine=kind, threads=1)
        assert engine.generate(["会议"], Decoding("translate", beam_size=1))[0].hypotheses
    assert not canary.exists()


_NO_NETWORK = """
import socket, sys
def refuse(*_, **__): raise SystemExit("a connection was tried")
socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = socket.create_connection = refuse
from models.registry import find_model, open_engine
from models.engine import Decoding
for kind in ("ct2", "torch"):
    engine = open_engine(find_model(sys.argv[1], "translator"), engine=kind, threads=1)
    assert engine.generate(["会议"], Decoding("translate", beam_size=1))[0].hypotheses
"""


def test_m3_no_connection_is_tried(folder: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("HF_")}
    subprocess.run([sys.executable, "-c", _NO_NETWORK, str(folder)], check=True, env=environment)


def test_m4_the_fingerprint_is_that_of_the_loaded_weights(folder: Path) -> None:
    before = open_engine(ModelRef("small", folder), threads=1)
    decoding = Decoding("translate", beam_size=1)
    said = before.generate(["会议建设"], decoding)
    (folder / LOCK_FILE).unlink()
    data = bytearray((folder / "model.safetensors").read_bytes())
    data[-4000:] = bytes(4000)
    (folder / "model.safetensors").write_bytes(data)
    assert before.generate(["会议建设"], decoding) == said
    after = open_engine(ModelRef("small", folder), threads=1)
    assert after.spec.fingerprint != before.spec.fingerprint
    assert open_engine(ModelRef("small", folder), threads=1).spec == after.spec


@pytest.mark.parametrize("kind", ["ct2", "torch"])
def test_m4_weights_replaced_while_they_are_read(kind: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    verified = verify(folder)
    flip(folder)
    with pytest.raises(ModelProblem, match="changed while they were read"):
        CTranslate2Engine(verified) if kind == "ct2" else TorchEngine(verified)


def test_options_that_decide_the_output_are_in_the_fingerprint(folder: Path) -> None:
    plain = verify(folder).fingerprint
    assert verify(folder, Options(prompts={"translate": "x"})).fingerprint != plain
    assert verify(folder, Options(name="another name", preview=True)).fingerprint == plain


def test_a_damaged_conversion_is_made_again(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    decoding = Decoding("translate", beam_size=1)
    first = open_engine(ModelRef("small", folder), threads=1).generate(["会议建设"], decoding)
    assert "once" in capsys.readouterr().err
    assert open_engine(ModelRef("small", folder), threads=1).generate(["会议建设"], decoding) == first
    assert capsys.readouterr().err == ""
    (made,) = (path for path in (tmp_path / "cache/ct2").iterdir() if path.name[0] != ".")
    flip(made, "model.bin", 500)
    assert open_engine(ModelRef("small", folder), threads=1).generate(["会议建设"], decoding) == first
    assert "once" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "cache/ct2").iterdir()] == [made.name]


def test_a_damaged_book_of_hashes_is_an_empty_one(folder: Path, tmp_path: Path) -> None:
    good = verify(folder).fingerprint
    for text in ("[]", "{", '{"a": 3}', "\0"):
        (tmp_path / "cache/hashes.json").write_text(text)
        assert verify(folder).fingerprint == good


def test_a_cache_that_cannot_be_written(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("ZHBRIEF_CACHE", str(blocked / "cache"))
    assert verify(folder).fingerprint
    with pytest.raises(ModelProblem, match="conversion can't be kept"):
        open_engine(ModelRef("small", folder))


def test_what_a_killed_conversion_left_is_swept(folder: Path, tmp_path: Path) -> None:
    left, fresh = (tmp_path / "cache/ct2" / name for name in (".making-old", ".making-new"))
    for path in (left, fresh):
        path.mkdir(parents=True)
    os.utime(left, (1, 1))
    open_engine(ModelRef("small", folder), threads=1)
    assert (left.exists(), fresh.exists()) == (False, True)


NONSENSE: list[object] = [None, -1, 0, 7, 1e9, "x", [], {}, True, [0, 1]]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["ct2", "torch"])
def test_m2_nonsense_in_a_config_is_a_problem_and_no_crash(kind: str, folder: Path) -> None:
    (folder / LOCK_FILE).unlink()
    good = json.loads((folder / "config.json").read_text())
    for key in good:
        for value in NONSENSE:
            (folder / "config.json").write_text(json.dumps(good | {key: value}))
            try:
                engine = open_engine(ModelRef("stranger", folder), engine=kind, threads=1)
                engine.generate(["会议"], Decoding("translate", beam_size=1, max_output_tokens=8))
            except ModelProblem as problem:
                assert "\n" not in str(problem), (key, value)


@pytest.mark.parametrize(
    ("key", "value"),
    [("max_position_embeddings", 10**12), ("encoder_layers", 10**6), ("d_model", 64), ("eos_token_id", "x"),
     ("vocab_size", None), ("decoder_start_token_id", 10**5), ("max_position_embeddings", "x")],
)  # fmt: skip
def test_m2_a_config_that_asks_too_much_or_makes_no_sense(key: str, value: object, folder: Path) -> None:
    (folder / LOCK_FILE).unlink()
    edit(folder / "config.json", **{key: value})
    try:
        found = verify(folder)
    except ModelProblem as problem:
        assert "\n" not in str(problem)
    else:
        assert found.tokens.vocabulary.eos == "</s>"
        assert found.tokens.vocabulary.start == "<pad>"
