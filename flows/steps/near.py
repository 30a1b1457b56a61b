"""Near duplicates: sketches of a text's character shingles (minhash), compared in bands."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np

from flows.steps.types import Article

_SHINGLE = 5  # characters: two short Chinese words
_HASHES = 64
_BAND = 4  # 16 bands of 4: two texts alike by half meet with 0.64, by seven tenths with 0.99
_ALIKE = (
    0.6  # share of equal hashes: a reprint with another head and foot has over 0.8, two stories of one event under 0.3
)
_LEAST = 60  # characters; shorter texts are alike by chance
_DRAWS = np.frombuffer(hashlib.shake_128(b"zhbrief near").digest(_HASHES * 16), dtype=np.uint64)
_MULTIPLY, _ADD = _DRAWS[:_HASHES] | np.uint64(1), _DRAWS[_HASHES:]


def sketch(article: Article) -> str:
    """The minhash sketch of an article's body as hex digits; empty for one too short to compare."""
    text = "".join(paragraph.zh for paragraph in article.paragraphs if paragraph.kind == "text")
    if len(text) < _LEAST:
        return ""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    shingles = np.zeros(len(codes) - _SHINGLE + 1, dtype=np.uint64)
    for offset in range(_SHINGLE):
        shingles = shingles * np.uint64(1_000_003) + codes[offset : offset + len(shingles)]
    hashed = (np.unique(shingles)[:, None] * _MULTIPLY + _ADD) >> np.uint64(32)
    return bytes(hashed.min(axis=0).astype(">u4").tobytes()).hex()


def find_related(sketches: Mapping[str, str], wanted: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each wanted id, and each id it meets, the ids of all documents alike, sorted."""
    bands: dict[tuple[int, str], list[str]] = defaultdict(list)
    for doc in sorted(doc for doc, made in sketches.items() if made):
        for band in _bands(sketches[doc]):
            bands[band].append(doc)
    asked = {doc for doc in wanted if sketches.get(doc)}
    met = {doc: _alike(doc, sketches, bands) for doc in asked}
    for doc in {other for others in met.values() for other in others} - asked:
        met[doc] = _alike(doc, sketches, bands)
    return met


def _alike(doc: str, sketches: Mapping[str, str], bands: Mapping[tuple[int, str], list[str]]) -> tuple[str, ...]:
    others = {other for band in _bands(sketches[doc]) for other in bands[band]} - {doc}
    return tuple(sorted(other for other in others if similarity(sketches[doc], sketches[other]) >= _ALIKE))


def similarity(one: str, other: str) -> float:
    """The estimated share of shingles that two texts have in common (Jaccard)."""
    pairs = zip(np.frombuffer(bytes.fromhex(one), ">u4"), np.frombuffer(bytes.fromhex(other), ">u4"), strict=True)
    return sum(bool(a == b) for a, b in pairs) / _HASHES


def _bands(made: str) -> list[tuple[int, str]]:
    width = _BAND * 8
    return [(at, made[at : at + width]) for at in range(0, len(made), width)]
