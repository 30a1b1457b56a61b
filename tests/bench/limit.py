"""The machine's limits, measured in the same run: int8 and fp32 products, memory bandwidth."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Peaks:
    """Billions of operations a second (a multiply and an add are two), and gigabytes a second read."""

    fp32_gflops: float
    int8_gops: float | None
    read_gbs: float


def best_of(run: Callable[[], object], times: int = 5) -> float:
    """The shortest of several runs, in seconds."""
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def measure(threads: int) -> Peaks:
    """Products of 1024 x 1024 matrices, and the sum of an array larger than any cache."""
    import numpy as np
    import torch

    torch.set_num_threads(threads)
    size = 1024
    a, b = torch.randn(size, size), torch.randn(size, size)
    operations = 2 * size**3
    fp32 = operations / best_of(lambda: a @ b) / 1e9
    array = np.ones(64_000_000, dtype=np.float32)
    read = array.nbytes / best_of(lambda: float(array.sum())) / 1e9
    return Peaks(fp32, _int8(size, operations), read)


def _int8(size: int, operations: int) -> float | None:
    """torch's own int8 product; None where this processor has no kernel for it."""
    import torch

    a = torch.randint(-127, 127, (size, size), dtype=torch.int8)
    try:
        return operations / best_of(lambda: torch._int_mm(a, a)) / 1e9
    except (RuntimeError, AttributeError):
        return None


@dataclass(frozen=True, slots=True)
class Need:
    """What one output token of a model asks for at a beam of 4, and how many a second were reached."""

    name: str
    operations: float
    weights: float
    reached: float


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of a Marian model."""

    width: int
    inner: int
    encoder: int
    decoder: int
    vocabulary: int


def need(name: str, shape: Shape, reached: float, beam: int = 4) -> Need:
    """Operations for a source as long as the output (attention over positions left out), and int8 weights a step."""
    width, inner = shape.width, shape.inner
    encoder = shape.encoder * (4 * width * width + 2 * width * inner)
    decoder = shape.decoder * (6 * width * width + 2 * width * inner) + width * shape.vocabulary
    return Need(name, 2.0 * (encoder + beam * decoder), float(decoder), reached)
