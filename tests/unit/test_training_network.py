"""The network of the training: the library's logits, CTranslate2's output, and a resumption that changes nothing."""

from __future__ import annotations

import dataclasses
import warnings
from pathlib import Path

import numpy as np
import pytest
import torch

from models.layout import read_layout
from models.training.checkpoint import checkpoints, load_pieces, load_progress
from models.training.config import Config, Data, Network, Schedule
from models.training.export import export
from models.training.loss import Sample, loss_sum
from models.training.network import Marian
from models.training.packed import Row, Rows, read_shards, write_shards
from models.training.peers import Peers, together
from models.training.start import start_copying
from models.training.tokeniser import Tokeniser, train_tokeniser
from models.training.train import optimisers, train, train_config

LINES = [
    f"the {word} of N{i % 64 + 1} was {i} percent, 经济增长{i}亿元" for i in range(400) for word in ("growth", "value")
]
SMALL = Network(width=32, inner=64, heads=4, encoder_layers=2, decoder_layers=1, dropout=0.0)


def config(**schedule: object) -> Config:
    plan = Schedule(threads=1, half=False, report=1000, checkpoint_seconds=1000, warm_up=2, **schedule)  # type: ignore[arg-type]
    return Config("test", SMALL, Data(vocabulary=450, glossed=False), plan)


@pytest.fixture
def tokens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tokeniser:
    monkeypatch.setenv("ZHBRIEF_TRAINING_HOME", str(tmp_path))
    train_tokeniser(LINES, tmp_path / "test" / "source.spm", 450)
    return Tokeniser(tmp_path / "test" / "source.spm")


def fresh(tokens: Tokeniser) -> Marian:
    torch.manual_seed(1)
    model = Marian(SMALL, tokens.size, tokens.pad).eval()
    start_copying(model)
    return model


def rows(tokens: Tokeniser, folder: Path, count: int = 40) -> Rows:
    def row(line: str) -> Row:
        ids = [*tokens.encode(line), tokens.eos]
        return Row([*tokens.control("<translate>"), *ids], ids, list(range(1, len(ids) + 1)), 2)

    write_shards((row(line) for line in LINES[:count]), folder, 10_000)
    return read_shards(folder)


def test_logits_equal_the_librarys(tokens: Tokeniser, tmp_path: Path) -> None:
    from transformers import MarianMTModel

    model = fresh(tokens)
    export(config(), model.state_dict(), tmp_path / "out", "test", preview=True)
    theirs = MarianMTModel.from_pretrained(tmp_path / "out", dtype=torch.float32).eval()
    model.load_state_dict({name: tensor.half().float() for name, tensor in model.state_dict().items()})
    source = torch.tensor([[*tokens.control("<translate>"), *tokens.encode(LINES[3]), tokens.eos]])
    inputs = torch.tensor([[tokens.pad, *tokens.encode("the growth")]])
    with torch.no_grad():
        ours = model.logits(model(source, inputs)[0])
        library = theirs(input_ids=source, decoder_input_ids=inputs).logits
    torch.testing.assert_close(ours, library, atol=1e-4, rtol=1e-4)


def test_ctranslate2_and_torch_agree_greedily(tokens: Tokeniser, tmp_path: Path) -> None:
    import ctranslate2
    from transformers import MarianMTModel

    export(config(), fresh(tokens).state_dict(), tmp_path / "out", "test", preview=True)
    theirs = MarianMTModel.from_pretrained(tmp_path / "out", dtype=torch.float32).eval()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ctranslate2.converters.TransformersConverter(str(tmp_path / "out")).convert(str(tmp_path / "ct2"))
    translator = ctranslate2.Translator(str(tmp_path / "ct2"), compute_type="float32")
    for line in LINES[:5]:
        ids = [*tokens.control("<translate>"), *tokens.encode(line), tokens.eos]
        found = translator.translate_batch([tokens.pieces(ids)], beam_size=1, max_decoding_length=12)[0].hypotheses[0]
        with torch.no_grad():
            expected = theirs.generate(input_ids=torch.tensor([ids]), num_beams=1, max_new_tokens=12, min_new_tokens=0)
        wanted = tokens.pieces(i for i in expected[0].tolist()[1:13])
        shared = min(len(found), len(wanted)) - 1
        assert found[:shared] == wanted[:shared]


@pytest.mark.parametrize("optimiser", ["muon", "adamw"])
def test_a_resumed_training_equals_an_uninterrupted_one(
    tokens: Tokeniser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, optimiser: str
) -> None:
    data = rows(tokens, tmp_path / "shards")
    whole = train(config(steps=8, batch_tokens=200, optimiser=optimiser), data, tokens.size)
    monkeypatch.setenv("ZHBRIEF_TRAINING_HOME", str(tmp_path / "again"))
    plan = config(steps=8, batch_tokens=200, optimiser=optimiser)
    while not (places := checkpoints(plan.home / "checkpoints")) or int(places[-1].name) < 8:
        part = train(plan, data, tokens.size, limit=0.0)
    assert part.progress.step == whole.progress.step == 8
    for name, tensor in whole.model.state_dict().items():
        assert torch.equal(tensor, part.model.state_dict()[name]), name


def test_muon_takes_the_matrices_and_adamw_the_rest_or_all(tokens: Tokeniser) -> None:
    def sizes(optimiser: str) -> dict[str, int]:
        made = optimisers(fresh(tokens), Schedule(optimiser=optimiser))
        return {name: len(one.param_groups[0]["params"]) for name, one in made.items()}

    count = len(list(fresh(tokens).parameters()))
    assert set(sizes("muon")) == {"muon", "adam"}
    assert sum(sizes("muon").values()) == count
    assert sizes("adamw") == {"adam": count}
    with pytest.raises(ValueError, match="sgd"):
        sizes("sgd")


def test_an_export_says_what_the_model_was_trained_on(tokens: Tokeniser, tmp_path: Path) -> None:
    plain = dataclasses.replace(config(), data=Data(vocabulary=450, glossed=False, figures=False, names=False))
    for name, plan, flag in (("usual", config(), True), ("plain", plain, False)):
        export(plan, fresh(tokens).state_dict(), tmp_path / name, "test", preview=True)
        options = read_layout(tmp_path / name).options
        assert (options.placeholders, options.copies, options.preview) == (flag, flag, True)


def test_a_variant_trains_on_the_pack_of_another(tokens: Tokeniser, tmp_path: Path) -> None:
    rows(tokens, config().pack / "shards")
    variant = dataclasses.replace(config(steps=2, batch_tokens=200), name="variant", packed="test")
    train_config(Peers(), variant, None)
    assert load_progress(checkpoints(tmp_path / "variant" / "checkpoints")[-1]).step == 2


def test_checkpoints_are_whole_and_in_small_pieces(tokens: Tokeniser, tmp_path: Path) -> None:
    plan = config(steps=3, batch_tokens=200)
    trainer = train(plan, rows(tokens, tmp_path / "shards"), tokens.size)
    place = checkpoints(plan.home / "checkpoints")[-1]
    assert all(piece.stat().st_size <= 15_000_000 for piece in place.iterdir())
    for name, tensor in load_pieces(place, "weights").items():
        assert torch.equal(tensor, trainer.model.state_dict()[name])


def test_the_pad_row_stays_zero(tokens: Tokeniser, tmp_path: Path) -> None:
    trainer = train(config(steps=5, batch_tokens=200), rows(tokens, tmp_path / "shards"), tokens.size)
    assert not trainer.model.model.shared.weight[tokens.pad].any()


@pytest.mark.slow
def test_a_small_set_is_learnt_by_heart(tokens: Tokeniser, tmp_path: Path) -> None:
    sizes = dataclasses.replace(SMALL, width=64, inner=128)
    plan = dataclasses.replace(config(steps=400, batch_tokens=800, summary_share=0.0), network=sizes)
    trainer = train(plan, rows(tokens, tmp_path / "shards", 40), tokens.size)
    trainer.model.eval()
    line = LINES[5]
    source = torch.tensor([[*tokens.control("<translate>"), *tokens.encode(line), tokens.eos]])
    output = [tokens.pad]
    with torch.no_grad():
        for _ in range(60):
            logits = trainer.model.logits(trainer.model(source, torch.tensor([output]))[0])
            output.append(int(logits[0, -1].argmax()))
            if output[-1] == tokens.eos:
                break
    assert tokens.decode(output[1:]) == line


def test_batches_hold_every_row_once_an_epoch(tokens: Tokeniser, tmp_path: Path) -> None:
    from models.training.batches import Stream

    data = rows(tokens, tmp_path / "shards")
    stream = Stream(data, np.arange(40), 150, 3)
    seen: list[int] = []
    number = 0
    while len(seen) < 40:
        seen.extend(stream.at(number).tolist())
        number += 1
    assert sorted(seen) == list(range(40))
    assert stream.at(0).tolist() == Stream(data, np.arange(40), 150, 3).at(0).tolist()


def test_a_sample_of_the_vocabulary_stands_for_all_of_it() -> None:
    torch.manual_seed(1)
    table, states = torch.randn(600, 16) * 0.3, torch.randn(40, 16)
    targets = torch.randint(0, 50, (40,))
    whole = loss_sum(states, table, targets, 599, 0.1)
    drawn = [loss_sum(states, table, targets, 599, 0.1, Sample.draw(targets, 600, 200)) for _ in range(60)]
    assert float(torch.stack(drawn).mean()) == pytest.approx(float(whole), rel=0.005)
    everything = Sample.draw(torch.arange(600), 600, 200)
    assert float(loss_sum(states, table, targets, 599, 0.1, everything)) == pytest.approx(float(whole), rel=1e-5)


def test_two_processes_train_as_one(tokens: Tokeniser, tmp_path: Path) -> None:
    plan = config(steps=20, batch_tokens=200)
    rows(tokens, plan.home / "shards")
    together(2, str(tmp_path / "meeting"), _train_as_peer, plan, tokens.size)
    assert load_progress(checkpoints(plan.home / "checkpoints")[-1]).step == 20
    sums = [(tmp_path / f"peer-{rank}").read_text() for rank in range(2)]
    assert sums[0] == sums[1]


def _train_as_peer(peers: Peers, plan: Config, size: int) -> None:
    trainer = train(plan, read_shards(plan.home / "shards"), size, peers=peers)
    total = sum(float(tensor.double().sum()) for tensor in trainer.model.parameters())
    (plan.home.parent / f"peer-{peers.rank}").write_text(f"{trainer.progress.step} {total}", "utf-8")
