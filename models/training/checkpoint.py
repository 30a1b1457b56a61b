"""Checkpoints in pieces of at most 15 MB, published by a small file that is written last."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

PIECE = 3_000_000
"""Numbers in a piece: 12 MB in float32."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a training stands: steps, seconds, tokens seen, batches drawn from each stream."""

    step: int = 0
    seconds: float = 0.0
    target_tokens: int = 0
    streams: dict[str, int] = field(default_factory=dict)


def save(folder: Path, weights: dict[str, Tensor], state: dict[str, Tensor], progress: Progress, keep: int) -> None:
    """Write a checkpoint, then drop the optimiser state of older ones and all but the last ``keep``."""
    place = folder / f"{progress.step:07}"
    unfinished = folder / f".{progress.step:07}"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    _save_pieces(unfinished, "weights", weights)
    _save_pieces(unfinished, "state", state)
    (unfinished / "progress.json").write_text(json.dumps(asdict(progress)), "utf-8")
    shutil.rmtree(place, ignore_errors=True)
    unfinished.replace(place)
    *older, _ = checkpoints(folder)
    for old in older:
        for piece in old.glob("state-*"):
            piece.unlink()
    for old in older[: max(0, len(older) + 1 - keep)]:
        shutil.rmtree(old)


def checkpoints(folder: Path) -> list[Path]:
    """All whole checkpoints, oldest first."""
    return sorted(path for path in folder.glob("[0-9]*") if (path / "progress.json").exists())


def load_progress(place: Path) -> Progress:
    """Where the checkpoint's training stood."""
    return Progress(**json.loads((place / "progress.json").read_text("utf-8")))


def load_pieces(place: Path, kind: str) -> dict[str, Tensor]:
    """The tensors of one kind, ``weights`` or ``state``, put together again."""
    parts: dict[str, list[tuple[int, Tensor]]] = {}
    shapes: dict[str, list[int]] = json.loads((place / f"{kind}.json").read_text("utf-8"))
    for path in sorted(place.glob(f"{kind}-*.safetensors")):
        for name, tensor in load_file(path).items():
            base, _, number = name.rpartition("@")
            parts.setdefault(base, []).append((int(number), tensor))
    return {
        name: torch.cat([part for _, part in sorted(found, key=lambda item: item[0])]).view(shapes[name])
        for name, found in parts.items()
    }


def _save_pieces(folder: Path, kind: str, tensors: dict[str, Tensor]) -> None:
    (folder / f"{kind}.json").write_text(json.dumps({name: list(t.shape) for name, t in tensors.items()}), "utf-8")
    piece: dict[str, Tensor] = {}
    size = count = 0
    for name, tensor in tensors.items():
        for number, part in enumerate(torch.split(tensor.detach().float().cpu().flatten(), PIECE)):
            if size + part.numel() > PIECE and piece:
                save_file(piece, folder / f"{kind}-{count:03}.safetensors")
                piece, size, count = {}, 0, count + 1
            piece[f"{name}@{number}"] = part.clone()
            size += part.numel()
    save_file(piece, folder / f"{kind}-{count:03}.safetensors")
