"""Muon for weight matrices: momentum, then the nearest orthogonal matrix by a few Newton-Schulz steps.

After Jordan et al. 2024; coefficients of the quintic iteration as published there.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor

_A, _B, _C = 3.4445, -4.7750, 2.0315


def has_bf16() -> bool:
    """Whether this CPU multiplies matrices in bf16: two and a half times as fast as in float32 where it does."""
    return bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())


def orthogonalise(matrix: Tensor, steps: int) -> Tensor:
    """Bring all singular values near one; works on a stack of matrices of one shape."""
    x: Tensor = matrix.bfloat16() if matrix.is_cuda or has_bf16() else matrix
    tall = x.shape[-2] > x.shape[-1]
    if tall:
        x = x.transpose(-2, -1)
    x = x / (x.norm(dim=(-2, -1), keepdim=True) + 1e-7)
    for _ in range(steps):
        square = x @ x.transpose(-2, -1)
        x = _A * x + (_B * square + _C * square @ square) @ x
    return (x.transpose(-2, -1) if tall else x).to(matrix.dtype)


class Muon(torch.optim.Optimizer):
    """Muon over groups of matrices; equal shapes are stacked, so that a GPU does each shape at once."""

    def __init__(self, params: Iterable[Tensor], lr: float = 0.02, momentum: float = 0.95, steps: int = 5) -> None:
        super().__init__(params, {"lr": lr, "momentum": momentum, "steps": steps})

    @torch.no_grad()
    def step(self, closure: Any = None) -> None:  # type: ignore[override]  # noqa: ARG002 - the base class's form
        """One update of every matrix."""
        for group in self.param_groups:
            shapes: dict[torch.Size, list[Tensor]] = {}
            for param in group["params"]:
                if param.grad is not None:
                    shapes.setdefault(param.shape, []).append(param)
            for params in shapes.values():
                self._update(params, group)

    def _update(self, params: list[Tensor], group: dict[str, Any]) -> None:
        blends = []
        for param in params:
            state = self.state[param]
            if "momentum" not in state:
                state["momentum"] = torch.zeros_like(param)
            gradient = param.grad
            if gradient is None:
                raise RuntimeError("a matrix lost its gradient")
            state["momentum"].lerp_(gradient, 1 - group["momentum"])
            blends.append(gradient.lerp(state["momentum"], group["momentum"]))
        rows, columns = params[0].shape
        scale = max(1.0, rows / columns) ** 0.5
        for param, update in zip(params, orthogonalise(torch.stack(blends), group["steps"]), strict=True):
            param.add_(update, alpha=-group["lr"] * scale)
