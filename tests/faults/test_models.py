"""FAULTS M1-M4: damaged, hostile and replaced model folders, as real files made here."""

from __future__ import annotations

import io
import json
import os
import pickle
import shutil
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
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


def truncate(folder: Path) -> None:
    with (folder / "model.safetensors").open("r+b") as stream:
        stream.truncate(1000)


def flip(folder: Path, name: str = "model.safetensors", at: int = -5) -> None:
    data = bytearray((folder / name).read_bytes())
    data[at] ^= 1
    (folder / name).write_bytes(data)


DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "weights missing": (lambda f: (f / "model.safetensors").unlink(), r"weights missing: no model.safetensors"),
    "weights truncated": (truncate, r"model.safetensors: 1,000 bytes, expected [\d,]+"),
    "one bit flipped": (flip, r"model.safetensors: SHA-256 \w{16}…, expected \w{16}…"),
    "a bit of the header": (lambda f: flip(f, at=20), r"SHA-256"),
    "a bit of the tokenizer": (lambda f: flip(f, "source.spm"), r"source.spm: SHA-256"),
    "tokenizer missing": (lambda f: (f / "source.spm").unlink(), r"source.spm: missing, expected"),
    "vocabulary missing": (lambda f: (f / "vocab.json").unlink(), r"vocab.json: missing, expected"),
    "config missing": (lambda f: (f / "config.json").unlink(), r"config.json: missing"),
    "config no JSON": (lambda f: (f / "config.json").write_text("{"), r"config.json: not readable as JSON"),
    "config changed": (
        lambda f: (f / "config.json").write_text((f / "config.json").read_text().replace("relu", "gelu")),
        r"config.json: SHA-256",
    ),
    "lock damaged": (lambda f: (f / LOCK_FILE).write_text('{"files": 3}'), r"not a lock file"),
    "an empty folder": (lambda f: [shutil.rmtree(f), f.mkdir()], r"config.json: missing"),
    "no folder": (shutil.rmtree, r"no such model folder"),
}


@pytest.mark.parametrize("case", DAMAGE)
def test_m1_damage_is_found_before_anything_is_loaded(case: str, folder: Path) -> None:
    verify(folder)  # the good state is remembered, and must not hide the damage
    damage, message = DAMAGE[case]
    damage(folder)
    with pytest.raises(ModelProblem, match=message) as caught:
        verify(folder)
    assert caught.value.exit_code == 3
    assert "\n" not in str(caught.value)


class Canary:
    """Unpickling one writes a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return os.system, (f"touch {self.path}",)


def _zip(payload: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("archive/data.pkl", payload)
    return stream.getvalue()


def _code(canary: Path) -> str:
    return f"import pathlib\npathlib.Path({str(canary)!r}).touch()\nclass Evil:\n    pass\n"


def _header(folder: Path, header: bytes, length: int | None = None, body: bytes = b"") -> None:
    length = len(header) if length is None else length
    (folder / "model.safetensors").write_bytes(struct.pack("<Q", length) + header + body)


def _edit(path: Path, **changes: object) -> None:
    raw = json.loads(path.read_text("utf-8")) if path.exists() else {}
    path.write_text(json.dumps(raw | changes, ensure_ascii=False), "utf-8")


def _index(folder: Path, shard: str) -> None:
    (folder / "model.safetensors").rename(folder.parent / "outside.safetensors")
    weight_map = {"model.shared.weight": shard}
    (folder / "model.safetensors.index.json").write_text(json.dumps({"weight_map": weight_map}))


def _remote_code(folder: Path, canary: Path, name: str) -> None:
    (folder / "modeling_evil.py").write_text(_code(canary))
    _edit(folder / name, auto_map={"AutoModelForSeq2SeqLM": "modeling_evil.Evil", "AutoConfig": "modeling_evil.Evil"})


def _pickle_only(folder: Path, canary: Path, name: str, packed: bool) -> None:
    payload = pickle.dumps(Canary(canary))
    (folder / "model.safetensors").unlink()
    (folder / name).write_bytes(_zip(payload) if packed else payload)


def _overlap(folder: Path) -> None:
    entry = {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}
    _header(folder, json.dumps({"a": entry, "b": entry}).encode(), body=b"\0" * 8)


def _other_tokenizer(folder: Path) -> None:
    ids = {f"piece{n}": n for n in range(4000)}
    (folder / "vocab.json").write_text(json.dumps(ids | {"</s>": 4000, "<unk>": 4001, "<pad>": 4002}))


def _fifo(folder: Path) -> None:
    (folder / "model.safetensors").unlink()
    os.mkfifo(folder / "model.safetensors")


ATTACKS: dict[str, tuple[Callable[[Path, Path], object], str]] = {
    "pickle as .bin": (lambda f, c: _pickle_only(f, c, "pytorch_model.bin", True), "only pytorch_model.bin"),
    "bare pickle as .bin": (lambda f, c: _pickle_only(f, c, "pytorch_model.bin", False), "only pytorch_model.bin"),
    "pickle as .pt": (lambda f, c: _pickle_only(f, c, "model.pt", True), "only model.pt"),
    "zip named safetensors": (lambda f, c: _pickle_only(f, c, "model.safetensors", True), "a zip archive"),
    "pickle named safetensors": (lambda f, c: _pickle_only(f, c, "model.safetensors", False), "a pickle"),
    "index to ../": (lambda f, c: _index(f, "../outside.safetensors"), "no safetensors file beside it"),
    "index to /": (lambda f, c: _index(f, "/etc/passwd"), "no safetensors file beside it"),
    "index to a .bin": (lambda f, c: _index(f, "model.bin"), "no safetensors file beside it"),
    "index to nothing": (lambda f, c: _index(f, "model-00001.safetensors"), "shard missing"),
    "huge header": (lambda f, c: _header(f, b"{}", 1 << 62), "a header of 4,611,686,018,427,387,904 bytes"),
    "header of 100 MB": (lambda f, c: _header(f, b"{" + b" " * 9_000_000 + b"}"), "a header of 9,000,002 bytes"),
    "deep header": (lambda f, c: _header(f, b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}"), "not a JSON object"),
    "offsets overlap": (lambda f, c: _overlap(f), "do not fill the file"),
    "shape lies": (
        lambda f, c: _header(f, b'{"a":{"dtype":"F32","shape":[4096,4096],"data_offsets":[0,4]}}', body=b"\0" * 4),
        "not as long as its shape says",
    ),
    "empty weights": (lambda f, c: (f / "model.safetensors").write_bytes(b""), "a header of 0 bytes"),
    "auto_map in config": (lambda f, c: _remote_code(f, c, "config.json"), "auto_map asks for code"),
    "auto_map in tokenizer": (lambda f, c: _remote_code(f, c, "tokenizer_config.json"), "auto_map asks for code"),
    "kernel by hub name": (
        lambda f, c: _edit(f / "config.json", attn_implementation="someone/kernels"),
        "attn_implementation asks for code",
    ),
    "quantiser": (
        lambda f, c: _edit(f / "config.json", quantization_config={"quant_method": "gptq"}),
        "quantization_config asks for code",
    ),
    "unknown family": (lambda f, c: _edit(f / "config.json", model_type="llama"), 'not a model we can run: a "llama"'),
    "no family": (lambda f, c: (f / "config.json").write_text("{}"), "names no model type"),
    "deep config": (lambda f, c: (f / "config.json").write_text("[" * 100_000), "not readable as JSON"),
    "tokenizer of another model": (lambda f, c: _other_tokenizer(f), "tokenizer does not fit"),
    "config of another model": (
        lambda f, c: _edit(f / "config.json", vocab_size=65001),
        r"the embedding is \(\d+, 32\), config.json says \(65001, 32\)",
    ),
    "spm is no spm": (lambda f, c: (f / "source.spm").write_bytes(b"\x80\x04."), "not a SentencePiece model"),
    "vocabulary with double ids": (
        lambda f, c: (f / "vocab.json").write_text('{"</s>": 0, "<unk>": 0, "<pad>": 1}'),
        "distinct whole numbers",
    ),
    "weights are a FIFO": (lambda f, c: _fifo(f), "weights missing"),
    "weights are a folder": (
        lambda f, c: [(f / "model.safetensors").unlink(), (f / "model.safetensors").mkdir()],
        "weights missing",
    ),
    "lexicon elsewhere": (lambda f, c: (f / "zhbrief.toml").write_text('lexicon = "../x"'), "beside it"),
    "options with a slip": (lambda f, c: (f / "zhbrief.toml").write_text("previw = true"), "unknown key 'previw'"),
    "options of a wrong type": (lambda f, c: (f / "zhbrief.toml").write_text('preview = "no"'), "must be of type bool"),
}


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
        (folder / name).write_text(_code(canary))
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
    _edit(folder / "config.json", **{key: value})
    try:
        found = verify(folder)
    except ModelProblem as problem:
        assert "\n" not in str(problem)
    else:
        assert found.tokens.vocabulary.eos == "</s>"
        assert found.tokens.vocabulary.start == "<pad>"
