"""The Marian encoder-decoder in compact modules, with the parameter names of transformers' MarianMTModel.

Own modules, since the library's forward pass can't give the last cross-attention for guidance and cost more time.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from models.training.config import Network

POSITIONS = 512


def sinusoids(count: int, width: int) -> Tensor:
    """Marian's position vectors: sines in the first half, cosines in the second."""
    rates = torch.exp(torch.arange(0, width, 2, dtype=torch.float64) * (-math.log(10000.0) / width))
    angles = torch.arange(count, dtype=torch.float64)[:, None] * rates[None]
    return torch.cat([angles.sin(), angles.cos()], dim=1).float()


class Attention(nn.Module):
    """Multi-head attention; returns the mean of the heads' weights where asked."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.q_proj = nn.Linear(width, width)
        self.k_proj = nn.Linear(width, width)
        self.v_proj = nn.Linear(width, width)
        self.out_proj = nn.Linear(width, width)

    def forward(
        self, x: Tensor, memory: Tensor, mask: Tensor | None, causal: bool = False, weights: bool = False
    ) -> tuple[Tensor, Tensor | None]:
        """Attend from ``x`` to ``memory``; ``mask`` is true where a key may be seen."""
        rows, length, width = x.shape
        q, k, v = (
            part.view(rows, -1, self.heads, width // self.heads).transpose(1, 2)
            for part in (self.q_proj(x), self.k_proj(memory), self.v_proj(memory))
        )
        mean = None
        # On a CPU in bf16 the fused kernel takes four times as long for short rows, backwards included.
        if weights or x.device.type == "cpu":
            scores = (q @ k.transpose(2, 3)) / math.sqrt(width // self.heads)
            if causal:
                mask = scores.new_ones((length, length), dtype=torch.bool).tril()
            if mask is not None:
                scores = scores.masked_fill(~mask, float("-inf"))
            attention = (scores.float() if weights else scores).softmax(-1)
            mean = attention.mean(1) if weights else None
            mixed = attention.to(v.dtype) @ v
        else:
            mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask, is_causal=causal)
        return self.out_proj(mixed.transpose(1, 2).reshape(rows, length, width)), mean


class EncoderLayer(nn.Module):
    """Self-attention and feed-forward, normalised after each residual."""

    def __init__(self, sizes: Network) -> None:
        super().__init__()
        self.self_attn = Attention(sizes.width, sizes.heads)
        self.self_attn_layer_norm = nn.LayerNorm(sizes.width)
        self.fc1 = nn.Linear(sizes.width, sizes.inner)
        self.fc2 = nn.Linear(sizes.inner, sizes.width)
        self.final_layer_norm = nn.LayerNorm(sizes.width)
        self.dropout = sizes.dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """One layer."""
        mixed, _ = self.self_attn(x, x, mask)
        x = self.self_attn_layer_norm(x + functional.dropout(mixed, self.dropout, self.training))
        return self.feed_forward(x)

    def feed_forward(self, x: Tensor) -> Tensor:
        """The layer's second half."""
        inner = self.fc2(functional.relu(self.fc1(x)))
        return cast(Tensor, self.final_layer_norm(x + functional.dropout(inner, self.dropout, self.training)))


class DecoderLayer(EncoderLayer):
    """A decoder layer: cross-attention between self-attention and feed-forward."""

    def __init__(self, sizes: Network) -> None:
        super().__init__(sizes)
        self.encoder_attn = Attention(sizes.width, sizes.heads)
        self.encoder_attn_layer_norm = nn.LayerNorm(sizes.width)

    def decode(self, x: Tensor, memory: Tensor, mask: Tensor, weights: bool) -> tuple[Tensor, Tensor | None]:
        """One layer, with the mean cross-attention where asked."""
        mixed, _ = self.self_attn(x, x, None, causal=True)
        x = self.self_attn_layer_norm(x + functional.dropout(mixed, self.dropout, self.training))
        mixed, mean = self.encoder_attn(x, memory, mask, weights=weights)
        x = self.encoder_attn_layer_norm(x + functional.dropout(mixed, self.dropout, self.training))
        return self.feed_forward(x), mean


class Stack(nn.Module):
    """The layers of one side."""

    def __init__(self, layers: Sequence[EncoderLayer]) -> None:
        super().__init__()
        self.layers = nn.ModuleList(layers)


class Body(nn.Module):
    """Shared embeddings, encoder and decoder."""

    def __init__(self, sizes: Network, vocabulary: int) -> None:
        super().__init__()
        self.shared = nn.Embedding(vocabulary, sizes.width)
        self.encoder = Stack([EncoderLayer(sizes) for _ in range(sizes.encoder_layers)])
        self.decoder = Stack([DecoderLayer(sizes) for _ in range(sizes.decoder_layers)])


class Marian(nn.Module):
    """The whole network; pad is the last row of the embeddings, kept at zero."""

    def __init__(self, sizes: Network, vocabulary: int, pad: int) -> None:
        super().__init__()
        self.sizes, self.pad = sizes, pad
        self.model = Body(sizes, vocabulary)
        self.register_buffer("positions", sinusoids(POSITIONS, sizes.width), persistent=False)

    def embed(self, ids: Tensor) -> Tensor:
        """Scaled embeddings plus positions."""
        x = self.model.shared(ids) * math.sqrt(self.sizes.width) + cast(Tensor, self.positions)[: ids.shape[1]]
        return functional.dropout(x, self.sizes.dropout, self.training)

    def encode(self, source: Tensor) -> tuple[Tensor, Tensor]:
        """Encoder states and the mask of real tokens."""
        mask = (source != self.pad)[:, None, None, :]
        x = self.embed(source)
        for layer in self.model.encoder.layers:
            x = layer(x, mask)
        return x, mask

    def forward(self, source: Tensor, inputs: Tensor, weights: bool = False) -> tuple[Tensor, Tensor | None]:
        """Decoder states, and the last layer's mean cross-attention where asked."""
        memory, mask = self.encode(source)
        x = self.embed(inputs)
        mean = None
        last = len(self.model.decoder.layers) - 1
        for i, layer in enumerate(map(decoder_layer, self.model.decoder.layers)):
            x, mean = layer.decode(x, memory, mask, weights and i == last)
        return x, mean

    def logits(self, states: Tensor) -> Tensor:
        """Scores over the vocabulary, by the tied embeddings."""
        return functional.linear(states, self.model.shared.weight)


def encoder_layer(layer: nn.Module) -> EncoderLayer:
    """The same layer, typed."""
    return cast(EncoderLayer, layer)


def decoder_layer(layer: nn.Module) -> DecoderLayer:
    """The same layer, typed."""
    return cast(DecoderLayer, layer)
