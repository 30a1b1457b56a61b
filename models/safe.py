"""What a safetensors file says it holds, read without loading it and without believing it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.errors import ModelProblem
from models.layout import read_json

INDEX = "model.safetensors.index.json"
SINGLE = "model.safetensors"
_MAX_HEADER = 8 << 20  # a header of 1,000 tensors takes 0.1 MB
_WIDTH = {"F64": 8, "F32": 4, "F16": 2, "BF16": 2, "I64": 8, "I32": 4, "I16": 2, "I8": 1, "U8": 1, "BOOL": 1}
_PICKLES = ((b"PK\x03\x04", "a zip archive, as torch.save writes it"), (b"\x80", "a pickle"))


@dataclass(frozen=True, slots=True)
class Tensor:
    """One tensor of a header."""

    dtype: str
    shape: tuple[int, ...]


def weight_files(folder: Path) -> tuple[str, ...]:
    """The names of the weight files of a folder: one, or the shards of an index.

    Raises ModelProblem where there are none, only pickles, or an index that names a file elsewhere.
    """
    if (folder / SINGLE).is_file():
        return (SINGLE,)
    if (folder / INDEX).is_file():
        return _shards(folder / INDEX)
    pickles = sorted(p.name for p in folder.iterdir() if p.suffix in (".bin", ".pt", ".pth", ".pkl", ".ckpt", ".h5"))
    if pickles:
        todo = "only safetensors are read: convert it on a machine that you don't mind risking"
        raise ModelProblem(f"refused: no safetensors, only {', '.join(pickles[:3])}", file=str(folder), todo=todo)
    raise ModelProblem(f"weights missing: no {SINGLE}", file=str(folder), todo="see `zhbrief models list`")


def _shards(index: Path) -> tuple[str, ...]:
    named = read_json(index).get("weight_map")
    if not isinstance(named, dict) or not named:
        raise ModelProblem("no weight_map in it", file=str(index))
    shards = sorted({str(name) for name in named.values()})
    for name in shards:
        if not name.endswith(".safetensors") or Path(name).name != name or "\\" in name or name.startswith("."):
            raise ModelProblem(
                f"refused: it names {name[:60]!r}, which is no safetensors file beside it", file=str(index)
            )
        if not (index.parent / name).is_file():
            raise ModelProblem(f"shard missing: {name}", file=str(index), todo="pull or copy the model again")
    return tuple(shards)


def read_header(path: Path) -> dict[str, Tensor]:
    """The tensors of a file by name.

    Raises ModelProblem where the header is huge, foreign, overlapping, or does not fit the file's size.
    """
    size = path.stat().st_size
    with path.open("rb") as stream:
        first = stream.read(8)
        for magic, what in _PICKLES:
            if first.startswith(magic) and not _plausible(first, size):
                raise ModelProblem(f"refused: not safetensors but {what}", file=str(path))
        if not _plausible(first, size):
            length = int.from_bytes(first, "little")
            raise ModelProblem(f"refused: a header of {length:,} bytes in a file of {size:,}", file=str(path))
        length = int.from_bytes(first, "little")
        raw = stream.read(length)
    return _tensors(_parse(raw, path), size - 8 - length, path)


def _plausible(first: bytes, size: int) -> bool:
    return len(first) == 8 and 2 <= int.from_bytes(first, "little") <= min(_MAX_HEADER, size - 8)


def _parse(raw: bytes, path: Path) -> dict[str, Any]:
    try:
        header = json.loads(raw)
    except (ValueError, RecursionError):
        header = None
    if not isinstance(header, dict):
        raise ModelProblem("refused: its header is not a JSON object", file=str(path))
    header.pop("__metadata__", None)
    return header


def _tensors(header: dict[str, Any], size: int, path: Path) -> dict[str, Tensor]:
    tensors: dict[str, Tensor] = {}
    spans: list[tuple[int, int]] = []
    for name, entry in header.items():
        try:
            dtype, shape = str(entry["dtype"]), tuple(int(n) for n in entry["shape"])
            start, end = (int(n) for n in entry["data_offsets"])
        except (KeyError, TypeError, ValueError):
            raise ModelProblem(f"refused: no dtype, shape and offsets for {name[:60]!r}", file=str(path)) from None
        count = 1
        for n in shape:
            count *= n
        if dtype not in _WIDTH or min(shape, default=1) < 0 or end - start != count * _WIDTH[dtype]:
            raise ModelProblem(f"refused: {name[:60]!r} is not as long as its shape says", file=str(path))
        tensors[name] = Tensor(dtype, shape)
        spans.append((start, end))
    spans.sort()
    if [start for start, _ in spans] + [size] != [0] + [end for _, end in spans]:
        raise ModelProblem(
            "truncated or refused: its tensors do not fill the file", file=str(path), todo="pull or copy it again"
        )
    return tensors
