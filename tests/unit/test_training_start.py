"""The start that copies: before any step the network looks at the token after the last one it wrote."""

import torch

from models.training.config import Network
from models.training.network import Marian
from models.training.start import start_copying


def test_a_fresh_network_attends_to_the_token_that_continues_the_copy() -> None:
    torch.manual_seed(3)
    sizes = Network(width=256, inner=256, heads=4, encoder_layers=2, decoder_layers=2, dropout=0.0)
    model = Marian(sizes, 200, 199).eval()
    start_copying(model)
    source = torch.randperm(190)[:12][None]
    with torch.no_grad():
        _, attention = model(source, source[:, 2:8], weights=True)
    assert attention is not None
    assert attention[0].argmax(1).tolist() == [3, 4, 5, 6, 7, 8]


def test_the_pad_row_starts_at_zero() -> None:
    model = Marian(Network(width=96, inner=96, heads=2, encoder_layers=1, decoder_layers=1), 50, 49)
    start_copying(model)
    assert not model.model.shared.weight[49].any()
