"""transformers on torch: for a GPU, and for what CTranslate2 can't load.

Output and scores equal CTranslate2's but for one case: with beams, transformers takes a repetition penalty off
log-probabilities, CTranslate2 off logits.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from models.convert import quiet_libraries, vetted_view
from models.engine import Decoding
from models.errors import ModelProblem
from models.seq2seq import Finish, Raw, Seq2SeqEngine
from models.verify import Verified

_BATCH = 2048  # source tokens, padding included


class TorchEngine(Seq2SeqEngine):
    """A model as transformers loads it, in float32: one fingerprint, one output, on a CPU as on a GPU.

    T5 overflows in float16, and models of this size gain little by it.
    """

    def __init__(self, verified: Verified, device: str = "cpu", threads: int | None = None) -> None:
        """Load the verified files, and nothing else, onto a device."""
        import torch

        super().__init__(verified, "torch")
        if not re.fullmatch(r"cpu|cuda(:\d+)?", device):
            raise ModelProblem(f"unknown device {device!r}", todo="choose cpu, cuda or cuda:1")
        if device != "cpu" and not torch.cuda.is_available():
            raise ModelProblem("no GPU that torch can use", todo="use --device cpu")
        if threads:
            torch.set_num_threads(threads)
        self._device = device
        self._ids = verified.tokens.vocabulary.ids
        self._names = verified.tokens.vocabulary.tokens(int(verified.layout.config["vocab_size"]))
        self._model = _load(verified, device)
        if not verified.still_same():
            raise ModelProblem(
                "its files changed while they were read", file=str(verified.layout.folder), todo="run it again"
            )

    def _begin(self, sources: list[list[str]], decoding: Decoding) -> Finish:
        return partial(self._decode, sources, decoding)

    def _decode(self, sources: list[list[str]], decoding: Decoding) -> list[list[Raw]]:
        answers: list[list[Raw]] = []
        for batch in _batches(sources, _BATCH):
            answers.extend(self._batch(batch, decoding))
        return answers

    def _batch(self, sources: list[list[str]], decoding: Decoding) -> list[list[Raw]]:
        import torch

        vocabulary = self._tokens.vocabulary
        widest = max(map(len, sources))
        rows = [[*source, *[vocabulary.pad] * (widest - len(source))] for source in sources]
        ids = torch.tensor([[self._ids[token] for token in row] for row in rows], device=self._device)
        mask = torch.tensor([[i < len(source) for i in range(widest)] for source in sources], device=self._device)
        with torch.inference_mode():
            found = self._model.generate(ids, attention_mask=mask.long(), generation_config=self._config(decoding))
        return self._read(found, len(sources), decoding)

    def _config(self, decoding: Decoding) -> Any:
        from transformers import GenerationConfig

        vocabulary = self._tokens.vocabulary
        prefix = vocabulary.target_prefix
        return GenerationConfig(
            num_beams=decoding.beam_size,
            num_return_sequences=decoding.num_hypotheses,
            do_sample=False,
            early_stopping=decoding.beam_size > 1,
            length_penalty=decoding.length_penalty,
            repetition_penalty=decoding.repetition_penalty,
            no_repeat_ngram_size=decoding.no_repeat_ngram_size,
            min_new_tokens=1,  # as CTranslate2 does: an output is never empty
            max_new_tokens=decoding.max_output_tokens + len(prefix),
            suppress_tokens=[self._ids[token] for token in {*self._suppressed, vocabulary.pad} - {vocabulary.eos}],
            forced_bos_token_id=self._ids[prefix[0]] if prefix else None,
            decoder_start_token_id=self._ids[vocabulary.start],
            eos_token_id=self._ids[vocabulary.eos],
            pad_token_id=self._ids[vocabulary.pad],
            renormalize_logits=True,
            output_scores=True,
            return_dict_in_generate=True,
        )

    def _read(self, found: Any, count: int, decoding: Decoding) -> list[list[Raw]]:
        beams = getattr(found, "beam_indices", None)
        steps = self._model.compute_transition_scores(
            found.sequences, found.scores, beams, normalize_logits=beams is None
        )
        skip = len(self._tokens.vocabulary.target_prefix)
        rows = [
            self._raw(ids[skip:], scores[skip:])
            for ids, scores in zip(found.sequences[:, 1:].tolist(), steps.tolist(), strict=True)
        ]
        n = decoding.num_hypotheses
        return [rows[n * i : n * (i + 1)] for i in range(count)]

    def _raw(self, ids: list[int], scores: list[float]) -> Raw:
        eos = self._ids[self._tokens.vocabulary.eos]
        finished = eos in ids
        length = ids.index(eos) + 1 if finished else len(ids)
        tokens = [self._names[i] for i in ids[: length - finished]]
        return Raw(tokens, sum(scores[:length]) / max(1, length), finished)


def _load(verified: Verified, device: str) -> Any:
    import torch
    from transformers import AutoModelForSeq2SeqLM, GenerationConfig

    with quiet_libraries(), vetted_view(verified) as view:
        try:
            model = AutoModelForSeq2SeqLM.from_pretrained(
                str(view), dtype=torch.float32, use_safetensors=True, local_files_only=True, attn_implementation="eager"
            )
        except Exception as error:  # over a stranger's config the library raises anything
            what = f"transformers can't load it: {type(error).__name__}: {str(error)[:100]}"
            raise ModelProblem(what, file=str(verified.layout.folder)) from error
    model.generation_config = GenerationConfig()  # what a folder says of decoding would be merged into what we say
    return model.to(device).eval()


def _batches(sources: list[list[str]], budget: int) -> list[list[list[str]]]:
    """Neighbours in the given order, while the longest times their number stays in the budget."""
    batches: list[list[list[str]]] = []
    for source in sources:
        if batches and max(len(batches[-1][0]), len(source)) * (len(batches[-1]) + 1) <= budget:
            batches[-1].append(source)
        else:
            batches.append([source])
    return batches
