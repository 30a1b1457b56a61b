"""Batches by token budget: each group of rows has its own endless, seeded stream; a plan mixes the groups."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.training.packed import GROUPS, Rows

SHORT = 32
"""Rows of at most this many target tokens come first."""
Mix = dict[str, float]


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded ids and guidance, the group, and the state of the streams after it."""

    source: NDArray[np.int64]
    inputs: NDArray[np.int64]
    targets: NDArray[np.int64]
    guide: NDArray[np.int64]
    group: str
    state: dict[str, int]


@dataclass(slots=True)
class Stream:
    """The batches of some rows, epoch after epoch; ``at(n)`` depends on the seed and n alone."""

    rows: Rows
    members: NDArray[np.int64]
    budget: int
    seed: int
    _epoch: int = -1
    _plan: list[NDArray[np.int64]] = field(default_factory=list)
    _starts: dict[int, int] = field(default_factory=lambda: {0: 0})

    def at(self, number: int) -> NDArray[np.int64]:
        """The row numbers of the n-th batch."""
        epoch = max(e for e, start in self._starts.items() if start <= number)
        while True:
            if epoch != self._epoch:
                self._epoch, self._plan = epoch, self._epoch_plan(epoch)
                self._starts[epoch + 1] = self._starts[epoch] + len(self._plan)
            if number < self._starts[epoch + 1]:
                return self._plan[number - self._starts[epoch]]
            epoch += 1

    def _epoch_plan(self, epoch: int) -> list[NDArray[np.int64]]:
        random = np.random.default_rng([self.seed, epoch])
        sources, targets = self.rows.source_lengths[self.members], self.rows.target_lengths[self.members]
        # Bucketing: by target length in steps of four, then by source length, at random among equals.
        order = np.lexsort((random.random(len(self.members)), sources // 6, targets // 4))
        plan: list[NDArray[np.int64]] = []
        start = widest = longest = 0
        for place, member in enumerate(order):
            widest, longest = max(widest, int(sources[member])), max(longest, int(targets[member]))
            if (place - start + 1) * (widest + longest) > 2 * self.budget and place > start:
                plan.append(self.members[order[start:place]])
                start, widest, longest = place, int(sources[member]), int(targets[member])
        plan.append(self.members[order[start:]])
        return [plan[i] for i in random.permutation(len(plan))]


class Streams:
    """One stream per group, and one of short rows per group for the start."""

    def __init__(self, rows: Rows, budget: int, seed: int, pad: int) -> None:
        """``budget``: mean of source and target tokens of a batch, padding included."""
        self.rows, self.pad, self.seed = rows, pad, seed
        self.streams: dict[str, Stream] = {}
        for number, name in enumerate(GROUPS):
            members = np.flatnonzero(rows.group == number)
            short = members[rows.target_lengths[members] <= SHORT]
            for label, some in ((name, members), (f"{name}-short", short)):
                if len(some):
                    self.streams[label] = Stream(rows, some, budget, seed + number)

    def batch(self, label: str, state: dict[str, int]) -> Batch:
        """The next batch of a group, given how many of each were drawn before."""
        drawn = state.get(label, 0)
        members = self.streams[label].at(drawn)
        rows, pad = self.rows, self.pad
        source = _padded([rows.source[rows.source_starts[i] : rows.source_starts[i + 1]] for i in members], pad)
        targets = _padded([rows.target[rows.target_starts[i] : rows.target_starts[i + 1]] for i in members], pad)
        guide = _padded([rows.guide[rows.target_starts[i] : rows.target_starts[i + 1]] for i in members], -1)
        inputs = np.concatenate([np.full((len(members), 1), pad), targets[:, :-1]], axis=1)
        return Batch(source, inputs, targets, guide, label, {**state, label: drawn + 1})

    def _available(self, mix: Mix) -> Mix:
        """The shares of the groups that have rows; a group without short rows gives all of its rows."""
        named = (
            (label if label in self.streams else label.removesuffix("-short"), share) for label, share in mix.items()
        )
        shares = {label: share for label, share in named if label in self.streams and share > 0}
        if not shares:
            raise ValueError("no rows for any group of the mix")
        return shares

    def run(self, state: dict[str, int], step: int, mix: Callable[[int], Mix]) -> Iterator[Batch]:
        """Batches from a step on; the group of each step is drawn from the mix at that step."""
        while True:
            shares = self._available(mix(step))
            draw = np.random.default_rng([self.seed, 7, step]).random() * sum(shares.values())
            for label, share in shares.items():  # noqa: B007 - the last one stands when rounding leaves a rest
                draw -= share
                if draw < 0:
                    break
            batch = self.batch(label, state)
            state = batch.state
            step += 1
            yield batch


def _padded(parts: Sequence[NDArray[np.integer[Any]]], pad: int) -> NDArray[np.int64]:
    table = np.full((len(parts), max(len(part) for part in parts)), pad, np.int64)
    for i, part in enumerate(parts):
        table[i, : len(part)] = part
    return table


def ahead(batches: Iterator[Batch], depth: int = 4) -> Iterator[Batch]:
    """The same batches, made in a thread while the device computes."""
    waiting: queue.Queue[Batch | BaseException] = queue.Queue(depth)

    def fill() -> None:
        try:
            for batch in batches:
                waiting.put(batch)
        except BaseException as error:  # noqa: BLE001 - handed to the thread that waits, which raises it
            waiting.put(error)

    threading.Thread(target=fill, daemon=True).start()
    while True:
        batch = waiting.get()
        if isinstance(batch, BaseException):
            raise batch
        yield batch
