"""What an engine is: text in, text out, with the health numbers of every output."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

Task = Literal["translate", "summarise", "title"]
Length = Literal["short", "medium", "long"]


@dataclass(frozen=True, slots=True)
class Decoding:
    """How to decode: the task, beam size, number of hypotheses, penalties and the output's limit in tokens.

    ``coverage_penalty`` favours outputs that attend to all of the input; torch has no such thing and leaves it out.
    """

    task: Task
    length: Length = "medium"
    beam_size: int = 4
    num_hypotheses: int = 1
    length_penalty: float = 1.0
    repetition_penalty: float = 1.0
    no_repeat_ngram_size: int = 0
    coverage_penalty: float = 0.0
    max_output_tokens: int = 256


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One output: its text, its log-probability per token, its length in tokens, and whether it ended by itself.

    With a coverage penalty the score holds CTranslate2's term for it too, and only ranks the outputs of one input.
    """

    text: str
    score: float
    tokens: int
    finished: bool = True


@dataclass(frozen=True, slots=True)
class Generation:
    """The hypotheses for one input, best first, and the input's length in tokens."""

    hypotheses: tuple[Hypothesis, ...]
    input_tokens: int

    @property
    def text(self) -> str:
        """The best hypothesis, or an empty string."""
        return self.hypotheses[0].text if self.hypotheses else ""


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """What callers must know of a loaded model.

    ``placeholders``: it was trained on N1 … N64; ``copies``: English written into the source is copied;
    ``preview``: it has not met its floor; ``max_input_tokens``: longer input must be split by the caller.
    """

    name: str
    fingerprint: str
    tasks: frozenset[str]
    max_input_tokens: int
    placeholders: bool = False
    copies: bool = False
    preview: bool = False


@runtime_checkable
class Engine(Protocol):
    """A loaded model. Implementations: ``models.ct2`` (CPU default), ``models.torch`` (GPU and the rest)."""

    @property
    def spec(self) -> ModelSpec:
        """What callers must know of the model."""
        ...

    def count_tokens(self, texts: Sequence[str], task: Task | None = None) -> list[int]:
        """Input lengths in tokens as ``generate`` sees them; without a task, the longest over the model's tasks."""
        ...

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Generation]:
        """One generation per text, in order; sorts by length and batches by token budget inside.

        Raises ModelInputError where a text is longer than the model's window: nothing is cut silently.
        """
        ...


class ModelInputError(ValueError):
    """An input longer than the model's window, or one that can't be encoded."""
