"""The mean of the last checkpoints' weights."""

from __future__ import annotations

from pathlib import Path

from torch import Tensor

from models.training.checkpoint import checkpoints, load_pieces


def average(folder: Path, last: int) -> dict[str, Tensor]:
    """Mean weights of the last ``last`` checkpoints; one means the newest as it is."""
    places = checkpoints(folder)[-last:]
    if not places:
        raise FileNotFoundError(f"no checkpoint in {folder}: run `python -m models.training train` first")
    total = load_pieces(places[0], "weights")
    for place in places[1:]:
        for name, tensor in load_pieces(place, "weights").items():
            total[name] += tensor
    return {name: tensor / len(places) for name, tensor in total.items()}
