"""A start that copies: before the first step the network already writes the source from left to right.

Glossed sources are half a translation, and a CPU sees too few tokens to find copying out by itself. So the first
encoder layer is set to look one position back and adds that token, rotated, to each state; the last cross-attention
looks for the state whose rotated part is the token written last, and passes that state's own token on. Repeated
tokens are told apart by their position, which travels along. Everything else starts near nothing.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from models.training.network import Attention, Marian, decoder_layer, encoder_layer

FAST = 20
"""Pairs of position dimensions that tell neighbours apart; token vectors leave them nearly free."""


def start_copying(model: Marian) -> None:
    """Set all weights; draws from torch's generator."""
    width = model.sizes.width
    with torch.no_grad():
        for module in model.modules():
            if isinstance(module, nn.Linear):
                nn.init.xavier_uniform_(module.weight, gain=0.5)
                nn.init.zeros_(module.bias)
        for name, weight in model.named_parameters():
            if name.endswith(("out_proj.weight", "fc2.weight")):
                weight.mul_(0.2)
        table = model.model.shared.weight
        nn.init.normal_(table, std=width**-0.5)
        table[:, _fast(width)] *= 0.2
        table[model.pad] = 0
        turn = _orthogonal(width)
        _look_back(encoder_layer(model.model.encoder.layers[0]).self_attn, turn)
        _follow(decoder_layer(model.model.decoder.layers[-1]).encoder_attn, turn)


def _orthogonal(width: int) -> Tensor:
    basis: Tensor = torch.linalg.qr(torch.randn(width, width))[0]
    return basis


def _fast(width: int) -> list[int]:
    """The fastest sines and cosines: the first of each half of the position vector."""
    count = min(FAST, width // 4)
    return [*range(count), *range(width // 2, width // 2 + count)]


def _look_back(attention: Attention, turn: Tensor, sharpness: float = 4.0) -> None:
    """Every head looks at the position before its own; the layer adds that state, turned."""
    width = turn.shape[0]
    size = width // attention.heads
    rates = torch.exp(torch.arange(FAST) * 2 * (-math.log(10000.0) / width)).tolist()
    attention.q_proj.weight.zero_()
    attention.k_proj.weight.zero_()
    for head in range(attention.heads):
        row = head * size
        for i in range(min(FAST, width // 4, size // 2)):
            s, c, rate = i, i + width // 2, rates[i]
            attention.k_proj.weight[row + 2 * i, s] = attention.k_proj.weight[row + 2 * i + 1, c] = sharpness
            # sin(p - 1) and cos(p - 1) from sin(p) and cos(p).
            attention.q_proj.weight[row + 2 * i, s] = attention.q_proj.weight[row + 2 * i + 1, c] = (
                sharpness * math.cos(rate)
            )
            attention.q_proj.weight[row + 2 * i, c] = -sharpness * math.sin(rate)
            attention.q_proj.weight[row + 2 * i + 1, s] = sharpness * math.sin(rate)
    basis = _orthogonal(width)
    attention.v_proj.weight.copy_(basis)
    attention.out_proj.weight.copy_(turn @ basis.T)


def _follow(attention: Attention, turn: Tensor, sharpness: float = 2.3, strength: float = 4.0) -> None:
    """Look for the state that holds the last token, turned; pass that state on, so that its own token leads."""
    width = turn.shape[0]
    basis, values = _orthogonal(width), _orthogonal(width)
    attention.q_proj.weight.copy_(sharpness * basis @ turn)
    attention.k_proj.weight.copy_(sharpness * basis)
    attention.v_proj.weight.copy_(values)
    attention.out_proj.weight.copy_(strength * values.T)
