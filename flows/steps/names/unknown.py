"""Whether two characters are a word of everyday language, or may be what a place or a paper is called after."""

from __future__ import annotations

import rjieba

from flows.steps.memo import per_word
from flows.steps.names.wordlists import word_list

FUNCTION = frozenset(
    "让把将使为对向从在到由被给和与及或各全本该此那这每某有无是不的了一二三四五六七八九十几多两个我他你们其"
)
NAME_TAGS = frozenset({"ns", "nz", "nrt", "nr", "nrfg", "nt"})


@per_word
def unknown(head: str) -> bool:
    """No word of everyday language: cut into single characters, or tagged as a name."""
    if set(head) & FUNCTION or head in word_list("not_places"):
        return False
    tags = rjieba.tag(head)
    return len(tags) > 1 or tags[0][1] in NAME_TAGS


@per_word
def coined(head: str) -> bool:
    """No word of the segmenter's dictionary at all: it takes 城市 and 都市 for places, but has them."""
    return not set(head) & FUNCTION and len(rjieba.cut(head, False)) > 1
