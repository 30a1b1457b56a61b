"""The training loop: one command on a GPU and on a CPU, resumable, decaying to zero by its time budget."""

from __future__ import annotations

import copy
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from models.training.batches import Batch, Mix, Streams, ahead
from models.training.checkpoint import Progress, checkpoints, load_pieces, load_progress, save
from models.training.config import Config, Schedule
from models.training.loss import Sample, loss_sum
from models.training.muon import Muon, has_bf16
from models.training.network import Marian
from models.training.packed import Rows, read_shards
from models.training.peers import Peers
from models.training.say import say
from models.training.start import start_copying
from models.training.tokeniser import Tokeniser


def rate(schedule: Schedule, step: int, done: float) -> float:
    """The factor on the learning rates: warm-up by steps, then flat, then down to zero at the end of the budget."""
    warm = min(1.0, (step + 1) / schedule.warm_up)
    return warm * min(1.0, max(0.0, (1.0 - done) / (1.0 - schedule.decay_from)))


def mix(schedule: Schedule, done: float) -> Mix:
    """Which rows at which point: short units first, the two domain sets last and most."""
    summary = schedule.summary_share
    tail = "-short" if done < schedule.short_until else ""
    late = done >= schedule.fine_tune_from
    domain = schedule.domain_last if late else schedule.domain
    bulk = schedule.bulk_last if late else schedule.bulk
    parts = {"domain": domain, "bulk": bulk, "news": 1 - domain - bulk}
    shares = {f"{name}{tail}": share * (1 - summary) for name, share in parts.items()}
    return {**shares, f"summary{tail}": 0.8 * summary, f"title{tail}": 0.2 * summary}


def optimisers(model: Marian, plan: Schedule) -> dict[str, torch.optim.Optimizer]:
    """Muon for the matrices and AdamW for the rest, or AdamW for everything."""
    if plan.optimiser not in ("muon", "adamw"):
        raise ValueError(f'optimiser {plan.optimiser!r}: it is "muon" or "adamw"')
    split: dict[bool, list[nn.Parameter]] = {True: [], False: []}
    for name, weight in model.named_parameters():
        split[plan.optimiser == "muon" and weight.ndim == 2 and "shared" not in name].append(weight)
    adam = torch.optim.AdamW(split[False], lr=plan.adam_rate, betas=(0.9, 0.98), eps=1e-9, weight_decay=0.0, fused=True)
    muon = {"muon": Muon(split[True], lr=plan.muon_rate, steps=plan.muon_steps)} if split[True] else {}
    return {**muon, "adam": adam}


@dataclass(slots=True)
class Trainer:
    """A model, its optimisers and where the training stands."""

    config: Config
    model: Marian
    device: torch.device
    progress: Progress = field(default_factory=Progress)
    optimisers: dict[str, torch.optim.Optimizer] = field(init=False)
    worker: Marian = field(init=False)

    def __post_init__(self) -> None:
        """Make the optimisers; on a CPU with bf16 a copy in bf16 does the work."""
        half = self.device.type == "cpu" and self.config.schedule.half and has_bf16()
        self.worker = copy.deepcopy(self.model).bfloat16() if half else self.model
        self.optimisers = optimisers(self.model, self.config.schedule)

    def done(self, step: int, seconds: float) -> float:
        """The part of the budget that is used, by steps where the schedule counts steps, else by seconds."""
        plan = self.config.schedule
        return min(1.0, step / plan.steps if plan.steps else seconds / plan.seconds)

    def sample(self, batch: Batch, done: float) -> Sample | None:
        """The part of the vocabulary that a batch is scored on; None: all of it, as on a GPU and towards the end."""
        plan = self.config.schedule
        if self.device.type != "cpu" or not plan.sampled or done >= plan.full_from:
            return None
        present = torch.from_numpy(np.concatenate([batch.source.ravel(), batch.targets.ravel()]))
        return Sample.draw(present, self.model.pad + 1, plan.sampled)

    def loss(self, batch: Batch, sample: Sample | None = None) -> tuple[Tensor, int]:
        """Mean loss of a batch, guidance included, and its target tokens."""
        plan, to = self.config.schedule, self.device
        source, inputs, targets, links = (
            torch.from_numpy(part).to(to, non_blocking=True)
            for part in (batch.source, batch.inputs, batch.targets, batch.guide)
        )
        with torch.autocast(to.type, torch.bfloat16, enabled=to.type == "cuda"):
            states, attention = self.worker(source, inputs, plan.guide > 0)
            table = self.worker.model.shared.weight
            total = loss_sum(states.flatten(0, 1), table, targets.flatten(), self.model.pad, plan.smoothing, sample)
        count = int((batch.targets != self.model.pad).sum())
        loss = total / count
        if attention is not None:
            linked = links >= 0
            chosen = attention.gather(2, links.clamp(min=0)[:, :, None]).squeeze(2)
            loss = loss - plan.guide * (chosen.clamp(min=1e-6).log() * linked).sum() / count
        return loss, count

    def update(self, batch: Batch, seconds: float) -> float:
        """One step; returns the loss."""
        plan = self.config.schedule
        done = self.done(self.progress.step, seconds)
        factor = rate(plan, self.progress.step, done)
        masters: list[Tensor] = list(self.model.parameters())
        copies: list[Tensor] = list(self.worker.parameters())
        if self.worker is not self.model:
            with torch.no_grad():
                torch._foreach_copy_(copies, masters)
        loss, count = self.loss(batch, self.sample(batch, done))
        loss.backward()  # type: ignore[no-untyped-call]
        if self.worker is not self.model:
            for master, one in zip(masters, copies, strict=True):
                master.grad, one.grad = None if one.grad is None else one.grad.float(), None
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        shared = self.model.model.shared.weight
        if shared.grad is not None:
            shared.grad[self.model.pad] = 0
        for name, optimiser in self.optimisers.items():
            for group in optimiser.param_groups:
                group["lr"] = factor * (plan.muon_rate if name == "muon" else plan.adam_rate)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
        old = self.progress
        self.progress = Progress(old.step + 1, seconds, old.target_tokens + count, batch.state)
        return float(loss.detach()) if self.progress.step % plan.report == 0 else 0.0

    def state(self) -> dict[str, Tensor]:
        """The optimisers' tensors, flat, for a checkpoint."""
        return {
            f"{name}/{number}/{label}": torch.as_tensor(value)
            for name, optimiser in self.optimisers.items()
            for number, found in optimiser.state_dict()["state"].items()
            for label, value in found.items()
        }

    def restore(self, place: Path) -> None:
        """Go on from a checkpoint."""
        self.model.load_state_dict(load_pieces(place, "weights"))
        tensors = load_pieces(place, "state")
        for name, optimiser in self.optimisers.items():
            whole = optimiser.state_dict()
            whole["state"] = {}
            for label, tensor in tensors.items():
                owner, number, key = label.split("/")
                if owner == name:
                    whole["state"].setdefault(int(number), {})[key] = tensor
            optimiser.load_state_dict(whole)
        self.progress = load_progress(place)


def load_start(model: Marian, path: Path) -> None:
    """Begin with the weights of an earlier training of the same shape and tokeniser."""
    tensors = {name: tensor.float() for name, tensor in load_file(path).items() if name != "final_logits_bias"}
    model.load_state_dict(tensors)


def train(
    config: Config, rows: Rows, vocabulary: int, limit: float | None = None, peers: Peers | None = None
) -> Trainer:
    """Train from the last checkpoint, or from the start, to the end of the budget (or for ``limit`` seconds)."""
    plan = config.schedule
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    if device.type == "cpu":
        torch.set_num_threads(plan.threads)
    torch.manual_seed(plan.seed)
    model = Marian(config.network, vocabulary, vocabulary - 1)
    start_copying(model)
    trainer = Trainer(config, model.to(device), device)
    folder = config.home / "checkpoints"
    if found := checkpoints(folder):
        trainer.restore(found[-1])
    elif config.start:
        load_start(trainer.model, Path(config.start) / "model.safetensors")
    run(trainer, rows, Peers() if peers is None else peers, limit)
    return trainer


def train_config(peers: Peers, config: Config, seconds: float | None) -> None:
    """Train on what ``prepare`` has packed; one of several peers or the only one."""
    rows = read_shards(config.pack / "shards")
    train(config, rows, Tokeniser(config.pack / "source.spm").size, seconds, peers)


def run(trainer: Trainer, rows: Rows, peers: Peers, limit: float | None) -> None:
    """Steps, reports and checkpoints until the budget or the limit is used; the first of the peers keeps the books."""
    plan, folder = trainer.config.schedule, trainer.config.home / "checkpoints"
    began, before = time.monotonic(), trainer.progress.seconds
    clock = Clock(began, before)
    seed = plan.seed + 1000 * peers.rank
    streams = Streams(rows, plan.batch_tokens, seed, trainer.model.pad)
    start = trainer.progress

    def mixed(step: int) -> Mix:
        return mix(plan, trainer.done(step, clock.seconds()))

    batches: Iterator[Batch] = ahead(streams.run(start.streams, start.step, mixed))
    saved, loss, over = began, 0.0, False
    if trainer.device.type == "cuda":
        trainer.model.compile(dynamic=True)
    trainer.worker.train()
    while not over:
        torch.manual_seed(seed + trainer.progress.step)
        loss = trainer.update(next(batches), clock.seconds()) or loss
        now = time.monotonic()
        over = trainer.done(trainer.progress.step, clock.seconds()) >= 1.0
        over = over or (limit is not None and now - began > limit)
        if peers.count > 1:
            # All stop at the same meeting, or some would wait for those that have left.
            over = peers.meet(trainer.model, over) if peers.due(trainer.progress.step) else False
        if peers.rank == 0 and trainer.progress.step % plan.report == 0:
            report(trainer, loss, start, clock)
        if peers.rank == 0 and (over or now - saved > plan.checkpoint_seconds):
            save(folder, trainer.model.state_dict(), trainer.state(), trainer.progress, plan.keep)
            saved = now


@dataclass(frozen=True, slots=True)
class Clock:
    """Seconds of training, those before a resumption included."""

    began: float
    before: float

    def seconds(self) -> float:
        """Seconds so far."""
        return time.monotonic() - self.began + self.before


def report(trainer: Trainer, loss: float, start: Progress, clock: Clock) -> None:
    """One line: step, part done, loss, target tokens a second in this run, minutes left."""
    now = trainer.progress
    seconds = clock.seconds()
    speed = (now.target_tokens - start.target_tokens) / max(1e-9, seconds - clock.before)
    done = trainer.done(now.step, seconds)
    left = seconds * (1 - done) / max(done, 1e-9)
    line = f"step {now.step}  done {done:.3f}  loss {loss:.3f}  {speed:,.0f} target tokens/s  "
    say(line + f"{now.target_tokens / 1e6:.2f} M tokens  {left / 60:.0f} min left")
