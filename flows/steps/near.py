"""Near duplicates: sketches of a text's character shingles (minhash), compared in bands."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping

from flows.steps.types import Article

_SHINGLE = 5  # characters: two short Chinese words
_HASHES = 64
_BAND = 4  # 16 bands of 4: two texts alike by half meet with 0.64, by seven tenths with 0.99
_ALIKE = (
    0.6  # share of equal hashes: a reprint with another head and foot has over 0.8, two stories of one event under 0.3
)
MOST = 8  # named in a brief: a form letter sent to a hundred papers is not news a hundred times
_LEAST = 60  # characters; shorter texts are alike by chance


def sketch(article: Article) -> str:
    """The minhash sketch of an article's body as hex digits; empty for one too short to compare."""
    text = "".join(paragraph.zh for paragraph in article.paragraphs if paragraph.kind == "text")
    if len(text) < _LEAST:
        return ""
    import numpy as np  # a third of a second, which a run with nothing new does without

    draws = np.frombuffer(hashlib.shake_128(b"zhbrief near").digest(_HASHES * 16), dtype=np.uint64)
    multiply, add = draws[:_HASHES] | np.uint64(1), draws[_HASHES:]
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    shingles = np.zeros(len(codes) - _SHINGLE + 1, dtype=np.uint64)
    for offset in range(_SHINGLE):
        shingles = shingles * np.uint64(1_000_003) + codes[offset : offset + len(shingles)]
    hashed = (np.unique(shingles)[:, None] * multiply + add) >> np.uint64(32)
    return bytes(hashed.min(axis=0).astype(">u4").tobytes()).hex()


class Neighbours:
    """All sketches by band: who is alike is found without comparing everything with everything."""

    def __init__(self, sketches: Mapping[str, str]) -> None:
        """``sketches``: id -> sketch, an empty one for a text too short to compare."""
        self._sketches: dict[str, str] = {}
        self._bands: dict[int, set[str]] = defaultdict(set)
        for doc, made in sketches.items():
            self.add(doc, made)

    def add(self, doc: str, made: str) -> None:
        """Enter a document, or enter it anew."""
        for band in _bands(self._sketches.pop(doc, "")):
            self._bands[band].discard(doc)
        self._sketches[doc] = made
        for band in _bands(made):
            self._bands[band].add(doc)

    def __contains__(self, doc: str) -> bool:
        return doc in self._sketches

    def of(self, doc: str) -> tuple[str, ...]:
        """The ids of the documents most alike, at most ``MOST``, sorted."""
        mine = self._sketches.get(doc, "")
        others = {other for band in _bands(mine) for other in self._bands[band]} - {doc}
        alike = [(similarity(mine, self._sketches[other]), other) for other in others]
        best = sorted((-share, other) for share, other in alike if share >= _ALIKE)[:MOST]
        return tuple(sorted(other for _, other in best))


def similarity(one: str, other: str) -> float:
    """The estimated share of shingles that two texts have in common (Jaccard)."""
    return sum(one[at : at + 8] == other[at : at + 8] for at in range(0, len(one), 8)) / _HASHES


def _bands(made: str) -> list[int]:
    """One number a band, which takes a third of the room of its text; bands that share one by chance are compared."""
    width = _BAND * 8
    return [hash((at, made[at : at + width])) for at in range(0, len(made), width)]
