"""Whether the names and terms of the register stand in the English as the register renders them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

from flows.steps.audit.words import quote, word_set
from flows.steps.memo import per_sentence, per_word
from flows.steps.types import Check, Name, NameKind

if TYPE_CHECKING:
    from flows.steps.names import Register

_WORD = re.compile(r"[A-Za-z0-9]+")
_SMALL = word_set("the a an of and for in on at to de la von van")
_GENERAL = word_set(
    "province provincial city municipal municipality county district town township village prefecture river lake new "
    "area autonomous region zone economic technological development high tech bureau committee group company ltd co"
)
_PARTY = frozenset({"cpc", "committee"})  # 区委书记 is the Party secretary of the district
_REST = 3  # characters that are left of a name
_SHED = frozenset("省市县区州旗国全原新老大")  # what a second mention leaves off: 区党工委, 党工委
TERM_KINDS = frozenset({"term", "slogan", "title"})


@per_sentence
def fold(text: str) -> tuple[str, ...]:
    """The words of a text without accents, apostrophes, hyphens and capitals."""
    plain = text.replace("’", "").replace("'", "")
    if plain.isascii():  # nearly all: a third of this check's time went into accents
        return tuple(_WORD.findall(plain.lower()))
    plain = unicodedata.normalize("NFD", plain)
    return tuple(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c)).lower()))


def said(name: str, en: str) -> bool:
    """Whether a rendering stands in an English text, articles, plurals, hyphens and capitals aside."""
    return _in_a_row(_roots(name), _roots(en))


def _in_a_row(wanted: tuple[str, ...], found: tuple[str, ...]) -> bool:
    """Whether the roots stand side by side among the others."""
    return not wanted or (
        wanted[0] in found
        and any(found[i : i + len(wanted)] == wanted for i in range(found.index(wanted[0]), len(found)))
    )


@per_sentence
def _roots(text: str) -> tuple[str, ...]:
    return tuple([_root(word) for word in fold(text) if word not in _SMALL])


@per_word
def _root(word: str) -> str:
    """A word without the plural's ending or the possessive's (whose apostrophe is gone)."""
    for ending, least in (("ies", 5), ("s", 4)):
        if word.endswith(ending) and len(word) >= least and not word.endswith("ss"):
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word


def rendered(name: Name, en: str) -> bool:
    """Whether the English has the name: in full, or in one of the ways its kind allows."""
    return said(name.en, en) or any(way(name.en, en) for way in _WAYS.get(name.kind, ()))


def _surname(name: str, en: str) -> bool:
    """A second mention: "Li said", but not "Li Qiang" for Li Weishu."""
    family = name.partition(" ")[0]
    return bool(family) and bool(re.search(rf"\b{re.escape(family)}\b(?!\s+[A-Z][a-z])", en))


def _spelt(name: str, en: str) -> bool:
    """Syllables written apart or with a hyphen: Yu Peng-chun."""
    return "".join(fold(name)) in "".join(fold(en))


def _bare(name: str, en: str) -> bool:
    """Fujian for Fujian Province, "the Yangtze and Pearl rivers": the words that are no general ones."""
    own = tuple(word for word in _roots(name) if word not in _GENERAL)
    return bool(own) and _in_a_row(own, _roots(en))


def _reordered(name: str, en: str) -> bool:
    """All words of the name in another order: Bureau of Statistics, Statistics Bureau."""
    found = set(_roots(en.replace("Communist Party of China", "CPC")))
    return set(_roots(name)) - (_PARTY if "party" in found else set()) <= found


def _initials(name: str, en: str) -> bool:
    capitals = "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())
    return len(capitals) > 1 and bool(re.search(rf"\b{re.escape(capitals)}s?\b", en))


_WAYS: dict[NameKind, tuple[Callable[[str, str], bool], ...]] = {
    "person": (_surname, _spelt),
    "place": (_bare, _spelt, _initials),
    "organisation": (_reordered, _initials, _bare),
    "project": (_reordered, _initials),
    "term": (_reordered,),
    "slogan": (_reordered,),
    "title": (_reordered,),
}


def find_names(zh: str, register: Register) -> tuple[Name, ...]:
    """The hard names and terms of a Chinese text, each once."""
    return tuple(dict.fromkeys(name for _, name in register.find(zh) if name.hard))


def check_names(names: Sequence[Name], en: str, strange: Sequence[str] = ()) -> Check:
    """Every hard person, place, organisation, project and brand is named as the register names it; none is invented."""
    check = _check("names", [name for name in names if name.kind not in TERM_KINDS], en)
    if not strange:
        return check
    notes = [*([check.why] if check.why else []), f"not in the Chinese: {quote(list(strange))}"]
    return Check("names", False, "; ".join(notes), fatal=True)


def check_terms(names: Sequence[Name], en: str) -> Check:
    """Every hard term, title and slogan is rendered as the register renders it."""
    return _check("terms", [name for name in names if name.kind in TERM_KINDS], en)


def _check(check: Literal["names", "terms"], names: Sequence[Name], en: str) -> Check:
    missing = [f"{name.zh} ({name.en})" for name in names if not rendered(name, en)]
    return Check(check, not missing, f"not rendered: {quote(missing)}" if missing else "")


def check_point_names(point: str, evidence: str, register: Register) -> Check:
    """Every person, place and body of a key point stands in its evidence, by its characters or its rendering."""
    known = {name.en for _, name in register.find(evidence)}
    asked = [name for _, name in register.find(point) if name.kind not in TERM_KINDS]
    new = [name.zh for name in asked if name.zh not in evidence and name.en not in known]
    why = f"not in its evidence: {quote(new)}" if new else _beheaded(point, evidence, register)
    return Check("names", not why, why, fatal=bool(why))


def _beheaded(point: str, evidence: str, register: Register) -> str:
    """A name whose first character was lost: 二十九路 for 丙二十九路, but not 政府 for 省政府."""
    own = {name.zh for _, name in register.find(point)}
    for _, name in register.find(evidence):
        rest = name.zh[1:]
        lost = len(rest) >= _REST and name.zh not in point and rest in point and rest not in own
        if lost and name.zh[0] not in _SHED and name.kind not in TERM_KINDS:
            return f"{name.zh} became {rest}"
    return ""
