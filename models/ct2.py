"""CTranslate2 in int8: the CPU default. Loads neither torch nor transformers once a model has been converted."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from models.convert import QUANTISATION, converted
from models.engine import Decoding
from models.errors import ModelProblem
from models.seq2seq import Raw, Seq2SeqEngine
from models.verify import Verified

_BATCH = 2048  # source tokens, padding included, times the beam size: 64 sentences of 32 tokens


class CTranslate2Engine(Seq2SeqEngine):
    """A model converted to CTranslate2. Not fork-safe: processes that share it must be spawned."""

    def __init__(self, verified: Verified, threads: int | None = None, quantisation: str = QUANTISATION) -> None:
        """Convert on first use, then load; ``threads`` defaults to the cores this process may use."""
        import ctranslate2

        super().__init__(verified, f"ct2-{quantisation}")
        folder = converted(verified, quantisation)
        # a CPU without int8 kernels runs the same weights in what it has
        able = quantisation in ctranslate2.get_supported_compute_types("cpu")
        try:
            self._model: Any = ctranslate2.Translator(
                str(folder),
                compute_type=quantisation if able else "default",
                inter_threads=1,
                intra_threads=threads or cores(),
            )
        except Exception as error:  # noqa: BLE001 - the C++ library has no base of its errors
            raise ModelProblem(
                str(error)[:120], file=str(folder), todo="delete this folder: it is made again"
            ) from None

    def _decode(self, sources: list[list[str]], decoding: Decoding) -> list[list[Raw]]:
        vocabulary = self._tokens.vocabulary
        prefix = list(vocabulary.target_prefix)
        results = self._model.translate_batch(
            sources,
            target_prefix=[prefix] * len(sources) if prefix else None,
            max_batch_size=_BATCH,
            batch_type="tokens",
            beam_size=decoding.beam_size,
            num_hypotheses=decoding.num_hypotheses,
            length_penalty=decoding.length_penalty,
            repetition_penalty=decoding.repetition_penalty,
            no_repeat_ngram_size=decoding.no_repeat_ngram_size,
            coverage_penalty=decoding.coverage_penalty,
            max_input_length=0,
            max_decoding_length=decoding.max_output_tokens + len(prefix),
            suppress_sequences=[[token] for token in self._known_to_ct2],
            return_scores=True,
            return_end_token=True,
        )
        return [
            [
                self._raw(tokens[len(prefix) :], score, decoding)
                for tokens, score in zip(r.hypotheses, r.scores, strict=True)
            ]
            for r in results
        ]

    @property
    def _known_to_ct2(self) -> list[str]:
        """CTranslate2 leaves Marian's padding out of its vocabulary."""
        pad = self._tokens.vocabulary.pad if self._layout.family == "marian" else ""
        return [token for token in self._suppressed if token != pad]

    def _raw(self, tokens: Sequence[str], score: float, decoding: Decoding) -> Raw:
        finished = bool(tokens) and tokens[-1] == self._tokens.vocabulary.eos
        # CTranslate2 divides the sum by a power of the length, and counts the forced prefix in that length.
        counted = max(1, len(tokens)) + len(self._tokens.vocabulary.target_prefix)
        per_token = score * counted**decoding.length_penalty / max(1, len(tokens))
        return Raw(tokens[:-1] if finished else tokens, per_token, finished)


def cores() -> int:
    """The cores this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
