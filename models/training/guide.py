"""Which source piece each target piece should look at: the teaching signal for cross-attention."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

STEM = 4
"""Words with this many equal first letters count as forms of one word (develop, development)."""

_COMMON = frozenset(
    [
        "of",
        "to",
        "in",
        "is",
        "on",
        "by",
        "at",
        "an",
        "the",
        "and",
        "as",
        "it",
        "be",
        "for",
        "or",
        "was",
        "are",
        "的",
        "了",
        "在",
    ]
)


def guide(source: Sequence[str], target: Sequence[str]) -> list[int]:
    """For each target piece the source position to look at, or -1.

    An equal piece comes first, else a piece of a word with the same stem; of several, the one that continues
    the last link, then the one nearest the expected place. Marks and one-letter pieces give no signal alone.
    """
    equal: dict[str, list[int]] = defaultdict(list)
    stems: dict[str, list[int]] = defaultdict(list)
    for i, piece in enumerate(source):
        equal[piece].append(i)
        if len(piece) > STEM:
            stems[piece[: STEM + 1].lower()].append(i)
    scale = len(source) / max(1, len(target))
    links: list[int] = []
    for j, piece in enumerate(target):
        places = equal.get(piece) or (stems.get(piece[: STEM + 1].lower()) if len(piece) > STEM else None)
        last = links[-1] if links else -2
        if not places:
            links.append(-1)
        elif last >= 0 and last + 1 in places:
            links.append(last + 1)
        elif _informs(piece):
            links.append(min(places, key=lambda i, j=j: abs(i - j * scale)))  # type: ignore[misc]
        else:
            links.append(-1)
    return links


def _informs(piece: str) -> bool:
    bare = piece.lstrip("▁")
    return (len(bare) > 1 and bare not in _COMMON) or (
        bool(bare) and (bare[0] > "\u3400" or (bare[0] == "N" and bare[1:].isdigit()))
    )
