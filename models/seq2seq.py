"""What both engines share: a verified model, its tokens, order and batches, and honest answers."""

from __future__ import annotations

import lzma
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar, get_args

from models.engine import Decoding, Generation, Hypothesis, Length, ModelInputError, ModelSpec, Task
from models.errors import ModelProblem
from models.gloss import Glosser, restore_case
from models.lexicon import open_glosser
from models.verify import Verified

_KEPT = 4096  # sources of a window of documents, 40 tokens each: about 15 MB
_STEP = 32  # output limits come in steps, so that sentences of like length share a call


@dataclass(frozen=True, slots=True)
class Raw:
    """One output in tokens, its log-probability per token (end of sentence counted), and whether it ended itself."""

    tokens: Sequence[str]
    score: float
    finished: bool


Finish = Callable[[], list[list[Raw]]]
Result = TypeVar("Result")


def spec_of(verified: Verified, kind: str) -> ModelSpec:
    """What callers must know of a verified model under an engine of this kind."""
    options = verified.layout.options
    return ModelSpec(
        name=options.name,
        fingerprint=f"{verified.fingerprint}-{kind}",
        tasks=frozenset(options.tasks or get_args(Task)),
        max_input_tokens=verified.layout.window,
        placeholders=options.placeholders,
        copies=options.copies,
        preview=options.preview,
    )


class Seq2SeqEngine(ABC):
    """A model that has been verified and loaded; subclasses only decode."""

    def __init__(self, verified: Verified, kind: str) -> None:
        """Keep what callers must know; the fingerprint is that of the loaded files, with the engine's kind."""
        self._layout, self._tokens = verified.layout, verified.tokens
        self._glosser = _glosser(verified)
        self._spec = spec_of(verified, kind)
        self._sources: dict[tuple[str, Task, Length], list[str]] = {}

    @property
    def spec(self) -> ModelSpec:
        """What callers must know of the model."""
        return self._spec

    def count_tokens(self, texts: Sequence[str], task: Task | None = None) -> list[int]:
        """Input lengths in tokens as ``generate`` sees them; without a task, the longest over the model's tasks."""
        asked = [task] if task else sorted(self._spec.tasks)
        return [max(len(self._source(text, Decoding(task=kind))) for kind in asked) for text in texts]  # type: ignore[arg-type]

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Generation]:
        """One generation per text, in order. Blank text gives an empty output without asking the model.

        Raises ModelInputError where a text is longer than the window, ModelProblem for a task the model has not.
        """
        if decoding.task not in self._spec.tasks:
            raise ModelProblem(f"{self._spec.name} does not {decoding.task}", todo="choose another model for this role")
        decoding = replace(decoding, beam_size=max(decoding.beam_size, decoding.num_hypotheses))
        sources = [self._source(text, decoding) if text.strip() else [] for text in texts]
        self._check(texts, sources)
        answers: list[Generation] = [Generation((Hypothesis("", 0.0, 0),), 0)] * len(texts)
        groups = _by_limit(sources, self._longest_output(decoding))
        asked = [([sources[i] for i in places], replace(decoding, max_output_tokens=limit)) for limit, places in groups]
        begun = self._safely(lambda: [self._begin(*ask) for ask in asked])
        for (_, places), finish in zip(groups, begun, strict=True):
            for i, raw in zip(places, self._safely(finish), strict=True):
                answers[i] = Generation(tuple(self._hypothesis(r, decoding) for r in raw), len(sources[i]))
        return answers

    def _safely(self, call: Callable[[], Result]) -> Result:
        try:
            return call()
        except Exception as error:  # over a stranger's config the libraries raise anything
            what = f"{self._spec.name} can't decode: {type(error).__name__}: {str(error)[:100]}"
            raise ModelProblem(what, file=str(self._layout.folder)) from error

    @abstractmethod
    def _begin(self, sources: list[list[str]], decoding: Decoding) -> Finish:
        """Start to decode, where the library can; the call that comes back waits for the hypotheses, best first.

        The sources come longest first.
        """

    def _source(self, text: str, decoding: Decoding) -> list[str]:
        """The text as the model reads it; kept, as callers first ask for its length."""
        key = (text, decoding.task, decoding.length)
        found = self._sources.get(key)
        if found is None:
            if len(self._sources) >= _KEPT:
                self._sources.clear()
            glossed = self._glosser.gloss(text) if decoding.task == "translate" and self._glosser else text
            found = self._sources[key] = self._tokens.encode(glossed, decoding)
        return found

    def _check(self, texts: Sequence[str], sources: Sequence[Sequence[str]]) -> None:
        for text, source in zip(texts, sources, strict=True):
            if len(source) > self._spec.max_input_tokens:
                what = f"{len(source)} tokens, but the window of {self._spec.name} is {self._spec.max_input_tokens}"
                raise ModelInputError(f"{what}: {text[:20]}…")

    def _longest_output(self, decoding: Decoding) -> int:
        table = self._layout.positions - len(self._tokens.vocabulary.target_prefix)
        return min(decoding.max_output_tokens, table) if self._layout.positions else decoding.max_output_tokens

    def _hypothesis(self, raw: Raw, decoding: Decoding) -> Hypothesis:
        text = self._tokens.decode(raw.tokens)
        if self._glosser is not None and decoding.task == "translate":
            text = restore_case(text)
        return Hypothesis(text, raw.score, len(raw.tokens), raw.finished)

    @property
    def _suppressed(self) -> list[str]:
        """Tokens that no output may hold: controls, the unknown token, padding; placeholders and languages may."""
        vocabulary, keep = self._tokens.vocabulary, self._tokens.layout.options.placeholders
        forced = {vocabulary.eos, *vocabulary.target_prefix}
        steering = (t for t in self._tokens.reserved if not (keep and re.fullmatch(r"N\d+", t)))
        return sorted({*steering, vocabulary.unk} & vocabulary.ids.keys() - forced)


def _by_limit(sources: Sequence[Sequence[str]], longest: int) -> list[tuple[int, list[int]]]:
    """Places of sources by output limit, longest first: a loop ends soon, and no neighbour decides where.

    English takes up to 2 tokens for one of Chinese; three times and a little more is never reached by a sound output.
    """
    groups: dict[int, list[int]] = {}
    for i in sorted(range(len(sources)), key=lambda i: (-len(sources[i]), i)):
        if sources[i]:
            limit = -(-(3 * len(sources[i]) + 16) // _STEP) * _STEP
            groups.setdefault(min(limit, longest), []).append(i)
    return list(groups.items())


def _glosser(verified: Verified) -> Glosser | None:
    folder, lexicon = verified.layout.folder, verified.layout.options.lexicon
    if not lexicon:
        return None
    try:
        return open_glosser(folder / lexicon, verified.digests[lexicon])
    except (OSError, EOFError, ValueError, lzma.LZMAError) as error:
        raise ModelProblem(f"not a lexicon: {type(error).__name__}", file=str(folder / lexicon)) from None
