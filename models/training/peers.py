"""Several processes that train together: each on batches of its own, their weights averaged every few steps.

Two single-threaded processes use two busy cores better than one of two threads, which waits for its slower half at
every matrix (5,200 target tokens for a second of one thread, 3,600 for two threads that share the cores).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, distributed, nn
from torch.multiprocessing.spawn import spawn


@dataclass(frozen=True, slots=True)
class Peers:
    """This process among its peers; alone by default."""

    rank: int = 0
    count: int = 1
    every: int = 10

    def due(self, step: int) -> bool:
        """Whether the peers meet after this step."""
        return self.count > 1 and step % self.every == 0

    def meet(self, model: nn.Module, over: bool) -> bool:
        """Bring the weights of all peers to their mean; returns whether any of them wants to stop."""
        with torch.no_grad():
            flat: Tensor = torch.cat([*(p.flatten() for p in model.parameters()), torch.tensor([float(over)])])
            distributed.all_reduce(flat)
            at = 0
            for p in model.parameters():
                p.copy_(flat[at : at + p.numel()].view_as(p) / self.count)
                at += p.numel()
        return bool(flat[-1] > 0)


def together(count: int, store: str, work: Callable[..., None], *arguments: Any) -> None:
    """Run ``work(peers, *arguments)`` in so many processes; ``store``: a file they meet at, made anew."""
    if count == 1:
        work(Peers(), *arguments)
    else:
        spawn(_join, (count, store, work, arguments), nprocs=count)  # type: ignore[no-untyped-call]


def _join(rank: int, count: int, store: str, work: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    distributed.init_process_group("gloo", init_method=f"file://{store}", rank=rank, world_size=count)
    try:
        work(Peers(rank, count), *arguments)
    finally:
        distributed.destroy_process_group()
