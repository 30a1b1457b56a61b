"""How flows/steps/data/anchors.tsv was made: which English stems vouch for a Chinese word.

IBM model 1 over news pairs gives the likely stems of each word; a third that it has not seen gives the two rates
that the audit uses: how often one of the stems stands in the English when the word stands in the Chinese
(``hit``), and how often when it does not (``chance``). Single words and rates only; no sentence is kept.

    python -m flows.evaluate.anchors /path/to/corpora flows/steps/data/anchors.tsv
"""

from __future__ import annotations

import lzma
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from flows.steps.audit.anchors import stem
from flows.steps.audit.language import FUNCTION
from flows.steps.audit.words import HAN, en_words
from flows.steps.segment import words

FILES = {"native_news": 27000, "written": 18000, "news2": 9000, "news": 60000}
ROUNDS = 6
LEAST = 20
HIT, CHANCE = 0.5, 0.25
Bag = tuple[tuple[int, ...], tuple[int, ...]]
Bags = tuple[list[Bag], list[Bag]]


class Index(dict[str, int]):
    """Numbers words as they come."""

    def __missing__(self, word: str) -> int:
        self[word] = len(self)
        return self[word]


def read_pairs(corpora: Path) -> Iterator[tuple[str, str]]:
    """The pairs of the news corpora."""
    for name, most in FILES.items():
        with lzma.open(corpora / "mt" / f"{name}.tsv.xz", "rt", encoding="utf-8") as stream:
            for _, line in zip(range(most), stream, strict=False):
                zh, en = line.split("\t")[:2]
                yield zh, en


def read_bags(corpora: Path, zh_index: Index, en_index: Index) -> Bags:
    """Each pair as a set of words and one of stems; two thirds to train on, one for the rates, no sentence in both."""
    halves: Bags = ([], [])
    for zh, en in read_pairs(corpora):
        source = {zh_index[word] for word in words(zh) if HAN.search(word)}
        stems = {en_index[stem(word)] for word in en_words(en) if word not in FUNCTION and word[0].isalpha()}
        if source and stems and len(source) <= 60:
            halves[zlib.crc32(zh.encode()) % 3 == 0].append((tuple(source), tuple(stems)))
    return halves


def train(bags: list[Bag]) -> dict[int, dict[int, float]]:
    """IBM model 1: p(stem | word)."""
    pairs = [len(zh) * len(en) for zh, en in bags]
    zh = np.concatenate([np.repeat(np.array(a, np.int64), len(b)) for a, b in bags])
    en = np.concatenate([np.tile(np.array(b, np.int64), len(a)) for a, b in bags])
    slots = np.concatenate([np.tile(np.arange(len(b)), len(a)) for a, b in bags])
    slots += np.repeat(np.cumsum([0, *(len(b) for _, b in bags[:-1])]), pairs)
    keys, cells = np.unique(zh << 32 | en, return_inverse=True)
    table: NDArray[np.float64] = np.ones(len(keys), np.float64)
    for _ in range(ROUNDS):
        share = table[cells]
        share /= np.bincount(slots, share)[slots]
        counts = np.bincount(cells, share)
        table = counts / np.bincount(keys >> 32, counts)[keys >> 32]
    return _tables(keys, table)


def _tables(keys: NDArray[np.int64], table: NDArray[np.float64]) -> dict[int, dict[int, float]]:
    tables: dict[int, dict[int, float]] = defaultdict(dict)
    for key, value in zip(keys.tolist(), table.tolist(), strict=True):
        if value >= 0.02:
            tables[key >> 32][key & 0xFFFFFFFF] = value
    return tables


def rates(bags: list[Bag], stems: dict[int, list[int]]) -> dict[int, tuple[float, float, int]]:
    """Hit rate, chance rate and count of each word over bags that training has not seen."""
    seen, hits, total = Counter[int](), Counter[int](), Counter[int]()
    sets = {word: frozenset(found) for word, found in stems.items()}
    for zh, en in bags:
        total.update(en)
        for word in zh:
            if word in sets:
                seen[word] += 1
                hits[word] += not sets[word].isdisjoint(en)
    size = len(bags)
    return {w: ((hits[w] + 1) / (n + 2), min(1.0, sum(total[s] for s in sets[w]) / size), n) for w, n in seen.items()}


def choose(table: dict[int, float]) -> list[int]:
    """The likeliest stems of a word, at most eight."""
    return [s for s, p in sorted(table.items(), key=lambda item: -item[1]) if p >= 0.04][:8]


def main(corpora: Path, out: Path) -> None:
    """Write the table."""
    zh_index, en_index = Index(), Index()
    seen, unseen = read_bags(corpora, zh_index, en_index)
    counts = Counter(word for zh, _ in seen for word in zh)
    common = {word for word, n in counts.items() if n >= LEAST}
    tables = train([(tuple(w for w in zh if w in common), en) for zh, en in seen if common.intersection(zh)])
    stems = {word: choose(table) for word, table in tables.items()}
    zh_words, en_stems = list(zh_index), list(en_index)
    rows = []
    for word, (hit, chance, n) in rates(unseen, stems).items():
        if n >= LEAST // 3 and hit >= HIT and chance <= CHANCE:
            rows.append(f"{zh_words[word]}\t{' '.join(en_stems[s] for s in stems[word])}\t{hit:.2f}\t{chance:.3f}\n")
    out.write_text("zh\tstems\thit\tchance\n" + "".join(sorted(rows)), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
