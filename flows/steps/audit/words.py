"""Words and characters as the checks see them."""

from __future__ import annotations

import re

from flows.steps.memo import per_sentence

HAN = re.compile("[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_APART = re.compile("(?<=[\u4e00-\u9fff]) +(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%]) +(?=[\u4e00-\u9fff])")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d[\d,.]*\d|\d")
_CLAUSE = re.compile("[，,；;。.！!？?：:—]+(?![0-9])")


def en_words(text: str) -> tuple[str, ...]:
    """The words and numbers of an English text in lower case, in order; hyphens part words."""
    return _plain_words(text.lower().replace("’", "'"))


@per_sentence
def _plain_words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text))


@per_sentence
def han_count(text: str) -> int:
    """How many Han characters a text holds."""
    return len(HAN.findall(text))


@per_sentence
def tighten(zh: str) -> str:
    """A Chinese text without the spaces that some writers set around numbers and Latin words: 8 点 46 分."""
    return _APART.sub("", zh)


def word_set(text: str) -> frozenset[str]:
    """A set of words from a line of them."""
    return frozenset(text.split())


def zh_clauses(zh: str) -> list[str]:
    """The clauses of a Chinese sentence, without the marks that part them."""
    return [clause for clause in (part.strip() for part in _CLAUSE.split(zh)) if clause]


def quote(parts: list[str], most: int = 3) -> str:
    """A few items of a list for a message: ``a, b, c and 2 more``."""
    shown = ", ".join(parts[:most])
    return shown if len(parts) <= most else f"{shown} and {len(parts) - most} more"
