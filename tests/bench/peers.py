"""What a user would write otherwise, with the same weights, beam and output length."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.convert import QUANTISATION, converted
from models.ct2 import _BATCH, CTranslate2Engine
from models.verify import verify

Tokens = list[list[str]]


@dataclass(frozen=True, slots=True)
class Limits:
    """The beam, and the output length that is forced where weights are random (None: the model ends itself)."""

    beam: int
    forced: int | None
    longest: int = 256


@dataclass(frozen=True, slots=True)
class Speed:
    """Output tokens of the best hypotheses, and seconds of wall and of CPU time."""

    tokens: int
    seconds: float
    cpu: float

    @property
    def per_second(self) -> float:
        """Output tokens a second."""
        return self.tokens / self.seconds

    @property
    def per_cpu_second(self) -> float:
        """Output tokens a second of CPU time, of all threads: steady on a machine that does other work too."""
        return self.tokens / self.cpu


def timed(run: Callable[[], int]) -> Speed:
    """Run once and time it; the run returns its output tokens."""
    start, used = time.perf_counter(), time.process_time()
    tokens = run()
    return Speed(tokens, time.perf_counter() - start, time.process_time() - used)


class Ours:
    """Our engine's decode: all sources in one call, longest first, batched by tokens."""

    def __init__(self, folder: Path, threads: int) -> None:
        import ctranslate2

        self.verified = verify(folder)
        self.engine = CTranslate2Engine(self.verified, threads)
        self.model: Any = self.engine._model
        # as argos-translate opens it: one batch at a time, all threads on it
        place = str(converted(self.verified, QUANTISATION))
        self.plain: Any = ctranslate2.Translator(place, compute_type=QUANTISATION, intra_threads=threads)

    def encode(self, texts: Sequence[str], decoding: Any) -> Tokens:
        """The tokens that the model reads, glosses and controls included."""
        return [self.engine._source(text, decoding) for text in texts]

    def all_at_once(self, sources: Tokens, limits: Limits) -> int:
        """As ``CTranslate2Engine`` asks: one call, sorted, batched by tokens."""
        rows = sorted(sources, key=len, reverse=True)
        return self._count(self.model, rows, limits, {"max_batch_size": _BATCH, "batch_type": "tokens"})

    def one_by_one(self, sources: Tokens, limits: Limits) -> int:
        """A call for each sentence, as argos-translate does."""
        return sum(self._count(self.plain, [source], limits, {}) for source in sources)

    def _count(self, model: Any, sources: Tokens, limits: Limits, options: dict[str, Any]) -> int:
        forced = {"min_decoding_length": limits.forced} if limits.forced else {}
        results = model.translate_batch(
            sources, beam_size=limits.beam, max_decoding_length=limits.forced or limits.longest, **forced, **options
        )
        return sum(len(result.hypotheses[0]) for result in results)


class Transformers:
    """`generate` of transformers on torch, fp32."""

    def __init__(self, folder: Path, threads: int) -> None:
        import torch
        from transformers import MarianMTModel

        torch.set_num_threads(threads)
        self.torch = torch
        self.model: Any = MarianMTModel.from_pretrained(str(folder), dtype=torch.float32).eval()
        self.ids: dict[str, int] = __import__("json").loads((folder / "vocab.json").read_text("utf-8"))

    def batched(self, sources: Tokens, limits: Limits, size: int) -> int:
        """In batches of ``size``, sorted by length, ended as CTranslate2 does: the best that a careful user would do.

        Left to its own ending, transformers searches on to the longest output allowed.
        """
        rows = sorted(sources, key=len, reverse=True)
        return sum(self._batch(rows[i : i + size], limits) for i in range(0, len(rows), size))

    def _batch(self, sources: Tokens, limits: Limits) -> int:
        torch, pad = self.torch, self.model.config.pad_token_id
        width = max(map(len, sources))
        rows = [[self.ids[t] for t in s] + [pad] * (width - len(s)) for s in sources]
        ids = torch.tensor(rows)
        length = {"max_new_tokens": limits.forced or limits.longest}
        if limits.forced:
            length["min_new_tokens"] = limits.forced
        with torch.inference_mode():
            out = self.model.generate(
                input_ids=ids, attention_mask=(ids != pad).long(), num_beams=limits.beam, do_sample=False,
                early_stopping=True, **length,
            )  # fmt: skip
        return int((out[:, 1:] != pad).sum())
