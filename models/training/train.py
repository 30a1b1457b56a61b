"""The training loop: one command on a GPU and on a CPU, resumable, decaying to zero by its time budget."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import Tensor

from models.training.batches import Batch, Mix, Streams, ahead
from models.training.checkpoint import Progress, checkpoints, load_pieces, load_progress, save
from models.training.config import Config, Schedule
from models.training.loss import loss_sum
from models.training.muon import Muon
from models.training.network import Marian
from models.training.packed import Rows
from models.training.say import say
from models.training.start import start_copying


def rate(schedule: Schedule, step: int, done: float) -> float:
    """The factor on the learning rates: warm-up by steps, then flat, then down to zero at the end of the budget."""
    warm = min(1.0, (step + 1) / schedule.warm_up)
    return warm * min(1.0, max(0.0, (1.0 - done) / (1.0 - schedule.decay_from)))


def mix(schedule: Schedule, done: float) -> Mix:
    """Which rows at which point: short units first, the two domain sets last and most."""
    summary = schedule.summary_share
    tail = "-short" if done < schedule.short_until else ""
    domain = 0.4 if done < schedule.fine_tune_from else 0.75
    bulk = 0.2 if done < schedule.fine_tune_from else 0.05
    parts = {"domain": domain, "bulk": bulk, "news": 1 - domain - bulk}
    shares = {f"{name}{tail}": share * (1 - summary) for name, share in parts.items()}
    return {**shares, f"summary{tail}": 0.8 * summary, f"title{tail}": 0.2 * summary}


@dataclass(slots=True)
class Trainer:
    """A model, its optimisers and where the training stands."""

    config: Config
    model: Marian
    device: torch.device
    progress: Progress = field(default_factory=Progress)
    muon: Muon = field(init=False)
    adam: torch.optim.AdamW = field(init=False)

    def __post_init__(self) -> None:
        """Give matrices to Muon and the rest to AdamW."""
        named = list(self.model.named_parameters())
        matrices = [p for name, p in named if p.ndim == 2 and "shared" not in name]
        others = [p for name, p in named if p.ndim != 2 or "shared" in name]
        plan = self.config.schedule
        self.muon = Muon(matrices, lr=plan.muon_rate, steps=plan.muon_steps)
        self.adam = torch.optim.AdamW(
            others, lr=plan.adam_rate, betas=(0.9, 0.98), eps=1e-9, weight_decay=0.0, fused=True
        )

    def done(self, step: int, seconds: float) -> float:
        """The part of the budget that is used, by steps where the schedule counts steps, else by seconds."""
        plan = self.config.schedule
        return min(1.0, step / plan.steps if plan.steps else seconds / plan.seconds)

    def loss(self, batch: Batch) -> tuple[Tensor, int]:
        """Mean loss of a batch, guidance included, and its target tokens."""
        plan, to = self.config.schedule, self.device
        source, inputs, targets, links = (
            torch.from_numpy(part).to(to, non_blocking=True)
            for part in (batch.source, batch.inputs, batch.targets, batch.guide)
        )
        with torch.autocast(to.type, torch.bfloat16, enabled=to.type == "cuda"):
            states, attention = self.model(source, inputs, plan.guide > 0)
            table = self.model.model.shared.weight
            total = loss_sum(states.flatten(0, 1), table, targets.flatten(), self.model.pad, plan.smoothing)
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
        factor = rate(plan, self.progress.step, self.done(self.progress.step, seconds))
        loss, count = self.loss(batch)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        shared = self.model.model.shared.weight
        if shared.grad is not None:
            shared.grad[self.model.pad] = 0
        for optimiser, base in ((self.muon, plan.muon_rate), (self.adam, plan.adam_rate)):
            for group in optimiser.param_groups:
                group["lr"] = base * factor
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
        old = self.progress
        self.progress = Progress(old.step + 1, seconds, old.target_tokens + count, batch.state)
        return float(loss.detach()) if self.progress.step % plan.report == 0 else 0.0

    def state(self) -> dict[str, Tensor]:
        """The optimisers' tensors, flat, for a checkpoint."""
        return {
            f"{name}/{number}/{label}": torch.as_tensor(value)
            for name, optimiser in (("muon", self.muon), ("adam", self.adam))
            for number, found in optimiser.state_dict()["state"].items()
            for label, value in found.items()
        }

    def restore(self, place: Path) -> None:
        """Go on from a checkpoint."""
        self.model.load_state_dict(load_pieces(place, "weights"))
        tensors = load_pieces(place, "state")
        for name, optimiser in (("muon", self.muon), ("adam", self.adam)):
            whole = optimiser.state_dict()
            whole["state"] = {}
            for label, tensor in tensors.items():
                owner, number, key = label.split("/")
                if owner == name:
                    whole["state"].setdefault(int(number), {})[key] = tensor
            optimiser.load_state_dict(whole)
        self.progress = load_progress(place)


def train(config: Config, rows: Rows, vocabulary: int, limit: float | None = None) -> Trainer:
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
    run(trainer, rows, folder, limit)
    return trainer


def run(trainer: Trainer, rows: Rows, folder: Path, limit: float | None) -> None:
    """Steps, reports and checkpoints until the budget or the limit is used."""
    plan = trainer.config.schedule
    began, before = time.monotonic(), trainer.progress.seconds
    clock = Clock(began, before)
    streams = Streams(rows, plan.batch_tokens, plan.seed, trainer.model.pad)
    start = trainer.progress

    def mixed(step: int) -> Mix:
        return mix(plan, trainer.done(step, clock.seconds()))

    batches: Iterator[Batch] = ahead(streams.run(start.streams, start.step, mixed))
    saved, loss = began, 0.0
    if trainer.device.type == "cuda":
        trainer.model.compile(dynamic=True)
    trainer.model.train()
    while trainer.done(trainer.progress.step, clock.seconds()) < 1.0:
        torch.manual_seed(plan.seed + trainer.progress.step)
        loss = trainer.update(next(batches), clock.seconds()) or loss
        now = time.monotonic()
        if trainer.progress.step % plan.report == 0:
            report(trainer, loss, start, clock)
        if now - saved > plan.checkpoint_seconds:
            save(folder, trainer.model.state_dict(), trainer.state(), trainer.progress, plan.keep)
            saved = now
        if limit is not None and now - began > limit:
            break
    save(folder, trainer.model.state_dict(), trainer.state(), trainer.progress, plan.keep)


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
