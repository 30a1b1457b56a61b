"""What a model left of a name: its beginning, its ends, its last word, or the kind of place that it is.

Each is made whole only where it can be nothing else: it stands once, belongs to no other name of the sentence, and
the Chinese says the name once. What names nothing by itself (Committee, Zone) is never taken for a name's last word.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from flows.steps.audit.words import word_set
from flows.steps.types import Name, Span

_WORD = re.compile(r"[A-Za-z][\w'’-]*")
_GENERAL = word_set(
    "province provincial city municipal county district town township village prefecture river lake area zone park "
    "road street avenue square bridge port reservoir bureau department committee commission government group company "
    "limited project construction center office hall school university college institute hospital bank party"
)
# A sentence's only river is "the river"; the city and the county are anybody's.
_KINDS = word_set("River Lake Park Bridge Road Street Reservoir Square Port Airport Tunnel Expressway Railway")
_CUT = 4  # letters of a word that was cut short: "metro" of "metropolitan"
_HEAD = 4  # characters of a name that may stand for something else where the sentence has them again
_LAST = 6  # letters of a last word that stands for a whole name: "Linkage"
_SHARE = 0.6  # of a name's words must be left when its middle is lost


def made_whole(name: Name, others: Sequence[Name], zh: str, en: str) -> str | None:
    """The English with the one fragment of this name made whole; None where there is none, or more than one reading."""
    rest = zh.replace(name.zh, "，", 1)
    if zh.count(name.zh) != 1:
        return None
    words = name.en.split()
    found = [(match.group(), match.span()) for match in _WORD.finditer(en)]
    taken = [other.en for other in others if other.zh in rest and other.en in en]
    for reading in (_beginning, _ends, _last, _kind):
        spans = [span for span in reading(words, found, en) if not _within(en[slice(*span)], taken)]
        if len(spans) == 1 and not (reading is _beginning and name.zh[:_HEAD] in rest):
            start, end = spans[0]
            return en[:start] + name.en + en[end:]
        if spans:
            return None
    return None


def _within(text: str, taken: Sequence[str]) -> bool:
    return any(text in other for other in taken)


def _beginning(words: Sequence[str], found: Sequence[tuple[str, Span]], en: str) -> Iterator[Span]:
    """Half of the name and more, or its first words and a cut one; no other capitals may follow."""
    least = max(2, math.ceil(len(words) / 2))
    for size in range(len(words) - 1, 0, -1):
        for at in range(len(found) - size + 1):
            if not _same(found, at, words[:size]) or not _in_a_row(found, at, size, en):
                continue
            after = found[at + size] if at + size < len(found) and _in_a_row(found, at, size + 1, en) else None
            if after and _cut(after[0], words[size]):
                yield found[at][1][0], after[1][1]
            elif size >= least and not (after and after[0][:1].isupper()):
                yield found[at][1][0], found[at + size - 1][1][1]
            else:
                continue
            return


def _ends(words: Sequence[str], found: Sequence[tuple[str, Span]], en: str) -> Iterator[Span]:
    """The first and the last word, with something of the middle between them in its order."""
    least = max(3, math.ceil(_SHARE * len(words)))
    for size in range(len(words) - 1, least - 1, -1):
        for at in range(len(found) - size + 1):
            run = [word for word, _ in found[at : at + size]]
            fits = _alike(run[0], words[0]) and _alike(run[-1], words[-1]) and _ordered(run, words)
            if fits and _in_a_row(found, at, size, en):
                yield found[at][1][0], found[at + size - 1][1][1]


def _last(words: Sequence[str], found: Sequence[tuple[str, Span]], en: str) -> Iterator[Span]:
    """The last word of a name, with a capital amid small letters."""
    if len(words[-1]) < _LAST or words[-1].lower() in _GENERAL or len(words) < 2:
        return
    for at, (word, span) in enumerate(found):
        before = found[at - 1][0] if at and _in_a_row(found, at - 1, 2, en) else ""
        if word == words[-1] and before[:1].islower():
            yield span


def _kind(words: Sequence[str], _found: Sequence[tuple[str, Span]], en: str) -> Iterator[Span]:
    """The river, where the sentence names one river."""
    if words[-1] in _KINDS:
        for match in re.finditer(rf"(?<=\bthe ){words[-1].lower()}\b", en):
            yield match.span()


def _same(found: Sequence[tuple[str, Span]], at: int, words: Sequence[str]) -> bool:
    return all(_alike(found[at + n][0], word) for n, word in enumerate(words))


def _alike(one: str, two: str) -> bool:
    """The same word, plural and capitals aside."""
    return one.lower().removesuffix("s") == two.lower().removesuffix("s")


def _cut(part: str, word: str) -> bool:
    return len(part) >= _CUT and len(part) < len(word) and word.lower().startswith(part.lower())


def _in_a_row(found: Sequence[tuple[str, Span]], at: int, size: int, en: str) -> bool:
    """Whether only single spaces stand between the words."""
    row = found[at : at + size]
    return all(en[one[1][1] : two[1][0]] == " " for one, two in pairwise(row))


def _ordered(run: Sequence[str], words: Sequence[str]) -> bool:
    rest = iter(words)
    return all(any(_alike(word, other) for other in rest) for word in run)
