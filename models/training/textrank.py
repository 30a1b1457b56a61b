"""TextRank over an article's sentences, as a baseline: word overlap as the weight of an edge, then PageRank."""

from __future__ import annotations

import math

import numpy as np

from models.training.words import zh_words


def best_sentence(sentences: list[str], rounds: int = 30, damping: float = 0.85) -> str:
    """The sentence with the highest rank; of equals the first."""
    if not sentences:
        return ""
    words = [{word for word in zh_words(sentence) if len(word) > 1} for sentence in sentences]
    count = len(sentences)
    weights = np.zeros((count, count))
    for i in range(count):
        for j in range(i):
            shared = len(words[i] & words[j])
            if shared and len(words[i]) > 1 and len(words[j]) > 1:
                weights[i, j] = weights[j, i] = shared / (math.log(len(words[i])) + math.log(len(words[j])))
    weights /= np.maximum(weights.sum(0, keepdims=True), 1e-9)
    rank = np.full(count, 1.0 / count)
    for _ in range(rounds):
        rank = (1 - damping) / count + damping * weights @ rank
    return sentences[int(rank.argmax())]
