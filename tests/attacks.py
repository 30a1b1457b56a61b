"""Hostile model folders: what makes each, and what must be said of it. Real files, made on the spot."""

from __future__ import annotations

import io
import json
import os
import pickle
import shutil
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

from models.verify import LOCK_FILE


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


class Canary:
    """Unpickling one writes a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return os.system, (f"touch {self.path}",)


def zipped(payload: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("archive/data.pkl", payload)
    return stream.getvalue()


def code(canary: Path) -> str:
    return f"import pathlib\npathlib.Path({str(canary)!r}).touch()\nclass Evil:\n    pass\n"


def _header(folder: Path, header: bytes, length: int | None = None, body: bytes = b"") -> None:
    length = len(header) if length is None else length
    (folder / "model.safetensors").write_bytes(struct.pack("<Q", length) + header + body)


def edit(path: Path, **changes: object) -> None:
    raw = json.loads(path.read_text("utf-8")) if path.exists() else {}
    path.write_text(json.dumps(raw | changes, ensure_ascii=False), "utf-8")


def _index(folder: Path, shard: str) -> None:
    (folder / "model.safetensors").rename(folder.parent / "outside.safetensors")
    weight_map = {"model.shared.weight": shard}
    (folder / "model.safetensors.index.json").write_text(json.dumps({"weight_map": weight_map}))


def _remote_code(folder: Path, canary: Path, name: str) -> None:
    (folder / "modeling_evil.py").write_text(code(canary))
    edit(folder / name, auto_map={"AutoModelForSeq2SeqLM": "modeling_evil.Evil", "AutoConfig": "modeling_evil.Evil"})


def _pickle_only(folder: Path, canary: Path, name: str, packed: bool) -> None:
    payload = pickle.dumps(Canary(canary))
    (folder / "model.safetensors").unlink()
    (folder / name).write_bytes(zipped(payload) if packed else payload)


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
        lambda f, c: edit(f / "config.json", attn_implementation="someone/kernels"),
        "attn_implementation asks for code",
    ),
    "quantiser": (
        lambda f, c: edit(f / "config.json", quantization_config={"quant_method": "gptq"}),
        "quantization_config asks for code",
    ),
    "unknown family": (lambda f, c: edit(f / "config.json", model_type="llama"), 'not a model we can run: a "llama"'),
    "no family": (lambda f, c: (f / "config.json").write_text("{}"), "names no model type"),
    "deep config": (lambda f, c: (f / "config.json").write_text("[" * 100_000), "not readable as JSON"),
    "tokenizer of another model": (lambda f, c: _other_tokenizer(f), "tokenizer does not fit"),
    "config of another model": (
        lambda f, c: edit(f / "config.json", vocab_size=65001),
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
