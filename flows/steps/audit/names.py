"""Whether the names and terms of the register stand in the English as the register renders them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from flows.steps.audit.words import quote, word_set
from flows.steps.types import Check, Name

if TYPE_CHECKING:
    from flows.steps.names import Register

_WORD = re.compile(r"[A-Za-z0-9]+")
_SMALL = word_set("the a an of and for in on at to de la von van")
TERM_KINDS = frozenset({"term", "slogan", "title"})


@lru_cache(maxsize=8192)
def fold(text: str) -> tuple[str, ...]:
    """The words of a text without accents, apostrophes, hyphens and capitals."""
    plain = unicodedata.normalize("NFD", text.replace("’", "").replace("'", ""))
    return tuple(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c)).lower()))


def said(name: str, en: str) -> bool:
    """Whether a rendering stands in an English text, articles, plurals, hyphens and capitals aside."""
    wanted = [_root(word) for word in fold(name) if word not in _SMALL]
    found = [_root(word) for word in fold(en) if word not in _SMALL]
    return any(found[i : i + len(wanted)] == wanted for i in range(len(found) - len(wanted) + 1))


def _root(word: str) -> str:
    """A word without the plural's ending or the possessive's (whose apostrophe is gone)."""
    for ending, least in (("ies", 5), ("s", 4)):
        if word.endswith(ending) and len(word) >= least and not word.endswith("ss"):
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word


def rendered(name: Name, en: str) -> bool:
    """Whether the English has the name: in full, as a surname alone, or as its initials."""
    return said(name.en, en) or _by_kind(name, en)


def _by_kind(name: Name, en: str) -> bool:
    if name.kind == "person":
        return _surname(name.en, en)
    return name.kind in {"organisation", "place", "project"} and _initials(name.en, en)


def _surname(name: str, en: str) -> bool:
    """A second mention: "Li said", but not "Li Qiang" for Li Weishu."""
    family = name.partition(" ")[0]
    return bool(family) and bool(re.search(rf"\b{re.escape(family)}\b(?!\s+[A-Z][a-z])", en))


def _initials(name: str, en: str) -> bool:
    capitals = "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())
    return len(capitals) > 1 and bool(re.search(rf"\b{re.escape(capitals)}s?\b", en))


def find_names(zh: str, register: Register) -> tuple[Name, ...]:
    """The hard names and terms of a Chinese text, each once."""
    return tuple(dict.fromkeys(name for _, name in register.find(zh) if name.hard))


def check_names(names: Sequence[Name], en: str) -> Check:
    """Every hard person, place, organisation, project and brand is named as the register names it."""
    return _check("names", [name for name in names if name.kind not in TERM_KINDS], en)


def check_terms(names: Sequence[Name], en: str) -> Check:
    """Every hard term, title and slogan is rendered as the register renders it."""
    return _check("terms", [name for name in names if name.kind in TERM_KINDS], en)


def _check(check: Literal["names", "terms"], names: Sequence[Name], en: str) -> Check:
    missing = [f"{name.zh} ({name.en})" for name in names if not rendered(name, en)]
    return Check(check, not missing, f"not rendered: {quote(missing)}" if missing else "")


def check_point_names(point: str, evidence: str, register: Register) -> Check:
    """Every name of a key point stands in its evidence, by the same characters or the same rendering."""
    known = {name.en for _, name in register.find(evidence)}
    new = [name.zh for _, name in register.find(point) if name.zh not in evidence and name.en not in known]
    why = f"not in its evidence: {quote(new)}" if new else ""
    return Check("names", not new, why, fatal=bool(new))
