"""Whether a negation is kept, and none added.

Chinese negators are of three kinds. A verbal one (没有, 不会) asks for not, no, without or a verb such as fail; a
negated quality (不足) is content with a word such as insufficient; any other lies between. Words that negate in English
but translate a Chinese word of their own (否认: deny) answer for none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.steps.audit import lexis
from flows.steps.audit.words import en_words, word_set
from flows.steps.memo import per_sentence, per_word
from flows.steps.types import Check

_PLAIN = re.compile("|".join(sorted(lexis.ZH_PLAIN.split("|"), key=len, reverse=True)))
_IDIOM, _QUALITY, _VERBAL, _BARE = (
    re.compile(text) for text in (lexis.ZH_IDIOM, lexis.ZH_QUALITY, lexis.ZH_VERBAL, lexis.ZH_BARE)
)
_LICENCE = re.compile(lexis.ZH_LICENCE)
_NOT = word_set("not no never none nor neither nothing nobody nowhere without cannot zero")
_INSTEAD, _NEAR, _ONE_WORD, _FREE = (
    re.compile(f"(?:{text})") for text in (lexis.EN_INSTEAD, lexis.EN_NEAR, lexis.EN_QUALITY, lexis.EN_IDIOM)
)
_OWN = tuple((re.compile(en), re.compile(zh)) for en, zh in lexis.EN_OWN)
# These say nothing negative: "not only", "no less than", "no. 3", "whether or not", "no matter".
_IDLE = re.compile(
    r"\bnot (?:only|just|merely|simply)\b|\b(?:no|not) (?:less|fewer|later|more|lower|higher) than\b|\bno\. ?\d"
    r"|\bwhether or not\b|\bno matter\b|\bbut (?:rather|instead)\b|\b(?:as|so) far as\b"
)
_IDLE_WORDS = ("not", "no ", "no.", "but ", " far as")  # whatever _IDLE finds holds one of these
_NO_LESS = (
    (
        re.compile("不低于|不少于|不小于"),
        re.compile(r"(?<!no )(?<!not )\b(?:less|lower|fewer) than \S*\d"),
        re.compile("低于(?<!不低于)|少于(?<!不少于)|不足|不到"),
    ),
    (
        re.compile("不超过|不高于|不多于|不大于"),
        re.compile(r"(?<!no )(?<!not )\b(?:more|higher) than \S*\d"),
        re.compile("超过(?<!不超过)|高于(?<!不高于)|余|多|逾|以上"),
    ),
)


@dataclass(frozen=True, slots=True)
class Negators:
    """How many negators of each kind a Chinese sentence has, and the first of them."""

    verbal: int
    bare: int
    quality: int
    idiom: int
    first: str = ""

    @property
    def all(self) -> int:
        """All but those in set phrases."""
        return self.verbal + self.bare + self.quality


@per_sentence
def zh_negators(zh: str) -> Negators:
    """The negators of a Chinese text; those inside words that negate nothing are left out."""
    rest = _PLAIN.sub("|", zh)
    idiom = _IDIOM.findall(rest)
    rest = _IDIOM.sub("|", rest)
    quality = _QUALITY.findall(rest)
    rest = _QUALITY.sub("|", rest)
    verbal = _VERBAL.findall(rest)
    bare = _BARE.findall(_VERBAL.sub("|", rest))
    first = next(iter([*verbal, *bare, *quality, *idiom]), "")
    return Negators(len(verbal), len(bare), len(quality), len(idiom), first)


@dataclass(frozen=True, slots=True)
class Negatives:
    """How many English words negate outright, in a verb's place, nearly, and as a quality."""

    firm: int
    instead: int
    near: int
    quality: int
    idiom: int


def en_negatives(en: str, zh: str) -> Negatives:
    """The negative words of an English text that no Chinese word of their own explains."""
    plain = en.lower().replace("’", "'").replace("failure to ", "fail to ")
    words = en_words(_IDLE.sub(" ", plain) if any(word in plain for word in _IDLE_WORDS) else plain)
    firm = sum(map(_firm, words))
    kinds = [kind for kind, word in zip(map(_kind, words), words, strict=True) if kind and not _explained(word, zh)]
    idiom = sum(map(_free, words)) if zh_negators(zh).idiom else 0
    return Negatives(firm, kinds.count("instead"), kinds.count("near"), kinds.count("quality"), idiom)


@per_word
def _firm(word: str) -> bool:
    return word in _NOT or word.endswith("n't")


@per_word
def _kind(word: str) -> str:
    """The strongest thing that a negative word can stand for; each word answers for one negator."""
    if word in _NOT:
        return ""
    for name, pattern in (("instead", _INSTEAD), ("near", _NEAR), ("quality", _ONE_WORD)):
        if pattern.match(word):
            return name
    return ""


@per_word
def _free(word: str) -> bool:
    return bool(_FREE.match(word))


def _explained(word: str, zh: str) -> bool:
    return any(own.search(zh) for own in _owners(word))


@per_word
def _owners(word: str) -> tuple[re.Pattern[str], ...]:
    return tuple(own for en, own in _OWN if en.match(word))


def check_negation(zh: str, en: str) -> Check:
    """Every Chinese negator has a counterpart, no English one stands alone, and "no less than" stays so."""
    asked, found = zh_negators(zh), en_negatives(en, zh)
    why = ""
    if _dropped(asked, found):
        why = f"the Chinese negates ({asked.first}), the English does not or less often"
    elif found.firm and not _LICENCE.search(zh):
        why = "the English negates, the Chinese does not"
    why = why or _bound(zh, en)
    return Check("negation", not why, why)


def _dropped(asked: Negators, found: Negatives) -> bool:
    firm = found.firm + found.instead
    near = firm + found.near
    if asked.idiom and asked.all + asked.idiom > near + found.quality + found.idiom:
        return True
    return asked.verbal > firm or asked.verbal + asked.bare > near or asked.all > near + found.quality


def _bound(zh: str, en: str) -> str:
    for bound, turned, licence in _NO_LESS:
        match = turned.search(en.lower()) if bound.search(zh) and not licence.search(zh) else None
        if match:
            return f"{match.group()} for the opposite"
    return ""


def check_point_negation(point: str, evidence: str) -> Check:
    """A key point negates only what its evidence negates, and the other way round where both say the same."""
    asked = zh_negators(point)
    why = f"negates ({asked.first}) what its evidence does not" if asked.all and not _LICENCE.search(evidence) else ""
    why = why or _flip(point, evidence)
    return Check("negation", not why, why, fatal=bool(why))


def _flip(point: str, evidence: str) -> str:
    """A negator before the same two characters in one text only."""
    for one, two, text in ((point, evidence, "added"), (evidence, point, "dropped")):
        for match in re.finditer(r"(?:没有|尚未|并未|从未|[不没未])([\u4e00-\u9fff]{2})", _PLAIN.sub("|||", one)):
            after = match.group(1)
            if after in two and not re.search(rf"[不没未无非]有?{after}", two):
                return f"a negation was {text}: {match.group()}"
    return ""
