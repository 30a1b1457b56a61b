"""CTranslate2 in int8: the CPU default. Loads neither torch nor transformers once a model has been converted."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from models.convert import QUANTISATION, converted
from models.engine import Decoding
from models.errors import ModelProblem
from models.seq2seq import Finish, Raw, Seq2SeqEngine
from models.verify import Verified

_BATCH = 512  # source tokens, padding included: 16 sentences of 32. At 2,048 the caches miss: 15 % fewer tokens/s


class CTranslate2Engine(Seq2SeqEngine):
    """A model converted to CTranslate2. Not fork-safe: processes that share it must be spawned."""

    def __init__(self, verified: Verified, threads: int | None = None, quantisation: str = QUANTISATION) -> None:
        """Convert on first use, then load; ``threads`` defaults to the cores this process may use.

        Each thread decodes batches of its own over the same weights: for a sentence's small products two threads
        on one batch wait for each other, and take 2.4 times the CPU time (docs/performance.md).
        """
        import ctranslate2

        super().__init__(verified, f"ct2-{quantisation}")
        folder = converted(verified, quantisation)
        # a CPU without int8 kernels runs the same weights in what it has
        able = quantisation in ctranslate2.get_supported_compute_types("cpu")
        try:
            self._model: Any = ctranslate2.Translator(
                str(folder),
                compute_type=quantisation if able else "default",
                inter_threads=threads or cores(),
                intra_threads=1,
                max_queued_batches=-1,
            )
        except Exception as error:  # noqa: BLE001 - the C++ library has no base of its errors
            raise ModelProblem(
                str(error)[:120], file=str(folder), todo="delete this folder: it is made again"
            ) from None

    def _begin(self, sources: list[list[str]], decoding: Decoding) -> Finish:
        vocabulary = self._tokens.vocabulary
        prefix = list(vocabulary.target_prefix)
        results = self._model.translate_batch(
            sources,
            asynchronous=True,
            target_prefix=[prefix] * len(sources) if prefix else None,
            max_batch_size=_BATCH,
            batch_type="tokens",
            beam_size=decoding.beam_size,
            num_hypotheses=decoding.num_hypotheses,
            length_penalty=decoding.length_penalty,
            repetition_penalty=decoding.repetition_penalty,
            no_repeat_ngram_size=decoding.no_repeat_ngram_size,
            # CTranslate2 keeps no attention in a greedy search, and would read it all the same: the process dies
            coverage_penalty=decoding.coverage_penalty if decoding.beam_size > 1 else 0.0,
            max_input_length=0,
            max_decoding_length=decoding.max_output_tokens + len(prefix),
            suppress_sequences=[[token] for token in self._known_to_ct2],
            return_scores=True,
            return_end_token=True,
        )
        return lambda: [self._hypotheses(result.result(), decoding) for result in results]

    def _hypotheses(self, found: Any, decoding: Decoding) -> list[Raw]:
        skip = len(self._tokens.vocabulary.target_prefix)
        pairs = zip(found.hypotheses, found.scores, strict=True)
        return [self._raw(tokens[skip:], score, decoding) for tokens, score in pairs]

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
