"""The loss over the vocabulary equals the library's, gradients included."""

import pytest
import torch
from torch.nn import functional

from models.training.loss import loss_sum


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_loss_and_gradients_equal_the_librarys(smoothing: float) -> None:
    torch.manual_seed(0)
    states = torch.randn(1100, 8, requires_grad=True)
    table = torch.randn(31, 8, requires_grad=True)
    targets = torch.randint(0, 31, (1100,))
    kept = targets != 30
    expected = functional.cross_entropy(
        (states @ table.T)[kept], targets[kept], label_smoothing=smoothing, reduction="sum"
    )
    wanted = torch.autograd.grad(expected, (states, table))
    ours = loss_sum(states, table, targets, 30, smoothing)
    found = torch.autograd.grad(ours, (states, table))
    torch.testing.assert_close(ours, expected, rtol=1e-5, atol=1e-3)
    for one, two in zip(found, wanted, strict=True):
        torch.testing.assert_close(one, two, rtol=1e-4, atol=1e-4)
