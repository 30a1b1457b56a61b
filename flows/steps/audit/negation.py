"""Whether a negation is kept, and none added.

Grammatical negation (不, 没, 未; not, no, without) asks for a counterpart. Words that negate inside
themselves (拒绝, 不足; refuse, insufficient) license one in the other language and ask for none.
"""

from __future__ import annotations

import re
from functools import lru_cache

from flows.steps.audit import lexis
from flows.steps.audit.words import en_words, word_set
from flows.steps.types import Check

_PLAIN = re.compile("|".join(sorted(lexis.ZH_PLAIN.split("|"), key=len, reverse=True)))
_ZH_NOT = re.compile(lexis.ZH_NEGATORS)
_ZH_LICENCE = re.compile(lexis.ZH_LICENCE)
_EN_NOT = word_set("not no never none nor neither nothing nobody nowhere without cannot non zero")
_EN_NEGATIVE = re.compile(f"(?:{lexis.EN_NEGATIVE})")
_NOT_ONLY = re.compile(
    r"\bnot (?:only|just|merely|simply)\b|\bno (?:less|fewer|later|more) than\b|\bno\. ?\d|\bwhether or not\b"
)


@lru_cache(maxsize=8192)
def zh_negations(zh: str) -> tuple[str, ...]:
    """The grammatical negators of a Chinese text, in order, those inside plain words left out."""
    return tuple(_ZH_NOT.findall(_PLAIN.sub("|", zh)))


def en_negations(en: str) -> tuple[int, int]:
    """How many grammatical negations an English text holds, and how many words of negative sense."""
    words = en_words(_NOT_ONLY.sub(" ", en.lower().replace("’", "'")))
    firm = sum(word in _EN_NOT or word.endswith("n't") for word in words)
    loose = sum(bool(_EN_NEGATIVE.match(word)) and word not in _EN_NOT for word in words)
    return firm, loose


def check_negation(zh: str, en: str) -> Check:
    """A negated Chinese sentence has a negative word in English, and a plain one has no firm negation."""
    negators = zh_negations(zh)
    firm, loose = en_negations(en)
    if negators and firm + loose == 0:
        return Check("negation", False, f"the Chinese negates ({negators[0]}), the English does not")
    if firm and not _ZH_LICENCE.search(zh):
        return Check("negation", False, "the English negates, the Chinese does not")
    return Check("negation", True)


def check_point_negation(point: str, evidence: str) -> Check:
    """A key point negates only what its evidence negates, and the other way round where both say the same."""
    new = [word for word in zh_negations(point) if not _ZH_LICENCE.search(evidence)]
    flipped = _flip(point, evidence)
    why = f"negates ({new[0]}) what its evidence does not" if new else flipped
    return Check("negation", not why, why, fatal=bool(why))


def _flip(point: str, evidence: str) -> str:
    """A negator before the same two characters in one text only."""
    for one, two, text in ((point, evidence, "added"), (evidence, point, "dropped")):
        for match in re.finditer(r"(?:没有|尚未|并未|从未|[不没未])([\u4e00-\u9fff]{2})", _PLAIN.sub("|||", one)):
            after = match.group(1)
            if after in two and not re.search(rf"[不没未无非]有?{after}", two):
                return f"a negation was {text}: {match.group()}"
    return ""
