"""Stand-ins for engines: deterministic, without weights, with output that looks like English or like a key point."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence

from models.engine import Decoding, Generation, Hypothesis, ModelInputError, ModelSpec, Task

# No figure, negation or direction word among them: a fake must not trip the audit by chance.
WORDS = """
    zone park firm plant office desk team group city county province district road river bridge line
    workshop project service meeting officials workers residents managers engineers suppliers plans builds
    opens visits reviews supports serves joins links trains hosts presents describes studies prepares
    arranges new local modern regional green practical steady joint public industrial digital with for from
    near along across through under about into vehicles parts batteries machines tools software materials
    energy transport logistics talent training design
""".split()  # noqa: SIM905 (a list of 80 quoted words would be harder to read)
_PIECES = re.compile(
    r"(?P<placeholder>(?<![A-Za-z0-9])N\d{1,2}(?![A-Za-z0-9]))"
    r"|(?P<latin>[A-Za-z][A-Za-z0-9'’.&/-]*(?: (?!N\d{1,2}\b)[A-Za-z0-9][A-Za-z0-9'’.&/-]*)*)"
    r"|(?P<digits>\d[\d,.]*%?)"
    r"|(?P<comma>[，,；;：:])"
    r"|(?P<han>[\u3400-\u9fff\uf900-\ufaff]+)"
)
_CLAUSE = re.compile(r"(?:[^，。；！？,;!?\n]|(?<=\d),(?=\d))+")


class FakeEngine:
    """An Engine that copies placeholders, Latin text and digits, and makes words up from a hash.

    ``replies`` maps an exact input to the output to give instead; ``calls`` keeps what was asked.
    """

    def __init__(self, spec: ModelSpec | None = None, replies: Mapping[str, str] | None = None) -> None:
        self._spec = spec or fake_spec()
        self.replies = dict(replies or {})
        self.calls: list[tuple[tuple[str, ...], Decoding]] = []

    @property
    def spec(self) -> ModelSpec:
        """What the fake says of itself."""
        return self._spec

    def count_tokens(self, texts: Sequence[str], task: Task | None = None) -> list[int]:
        """A token per Han character, Latin word or mark, and two for the controls."""
        return [len(re.findall(r"[A-Za-z0-9.]+|\S", text)) + 2 for text in texts]

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Generation]:
        """One generation per text; refuses what is longer than the window, as a real engine does."""
        self.calls.append((tuple(texts), decoding))
        counts = self.count_tokens(texts)
        for text, count in zip(texts, counts, strict=True):
            if count > self._spec.max_input_tokens:
                raise ModelInputError(f"{count} tokens, the window is {self._spec.max_input_tokens}: {text[:20]}…")
        return [self._one(text, count, decoding) for text, count in zip(texts, counts, strict=True)]

    def _one(self, text: str, count: int, decoding: Decoding) -> Generation:
        wanted = max(1, decoding.num_hypotheses)
        if text in self.replies:
            outputs = [self.replies[text]] * wanted
        else:
            outputs = [_answer(text, decoding, rank) for rank in range(wanted)]
        hypotheses = (
            Hypothesis(output, score=-0.2 - 0.1 * rank, tokens=len(output.split()) + 1)
            for rank, output in enumerate(outputs)
        )
        return Generation(tuple(hypotheses), input_tokens=count)


def fake_spec(
    name: str = "fake", *, placeholders: bool = True, copies: bool = True, preview: bool = False
) -> ModelSpec:
    """The spec of a fake that does both tasks with a window of 512 tokens."""
    return ModelSpec(
        name=name,
        fingerprint=hashlib.sha256(f"{name}{placeholders}{copies}{preview}".encode()).hexdigest()[:16],
        tasks=frozenset({"translate", "summarise", "title"}),
        max_input_tokens=512,
        placeholders=placeholders,
        copies=copies,
        preview=preview,
    )


def _answer(text: str, decoding: Decoding, rank: int) -> str:
    if decoding.task == "translate":
        return fake_english(text, rank)
    if decoding.task == "title":
        return re.sub(r"N\d*$", "", "".join(_CLAUSE.findall(text)).strip()[rank : rank + 16])
    return _key_point(text, rank)


def fake_english(zh: str, rank: int = 0) -> str:
    """An English-looking sentence for a Chinese one: about a word for two characters, marks and copies in place."""
    words: list[str] = []
    for match in _PIECES.finditer(zh):
        if match.lastgroup == "han":
            words.extend(_made_up(match.group(), rank))
        elif match.lastgroup != "comma":
            words.append(match.group().rstrip(",."))
        elif words:
            words[-1] = words[-1].rstrip(",") + ","
    sentence = " ".join(words).rstrip(",")
    return f"{sentence[0].upper()}{sentence[1:]}." if sentence else ""


def _made_up(han: str, rank: int) -> Iterator[str]:
    before = ""
    for start in range(0, len(han), 2):
        digest = hashlib.sha256(f"{rank}|{start}|{han}".encode()).digest()
        word = WORDS[int.from_bytes(digest[:4], "big") % len(WORDS)]
        before = WORDS[(WORDS.index(word) + 1) % len(WORDS)] if word == before else word
        yield before


def _key_point(text: str, rank: int) -> str:
    """The first clauses of the input up to 50 characters; a lower rank starts a clause later."""
    clauses = [clause.strip() for clause in _CLAUSE.findall(text) if clause.strip()]
    if not clauses:
        return ""
    point = clauses[min(rank, len(clauses) - 1)][:49]
    for clause in clauses[rank + 1 :]:
        if len(point) >= 12 or len(point) + len(clause) > 48:
            break
        point = f"{point}，{clause}"
    return f"{point}。"
