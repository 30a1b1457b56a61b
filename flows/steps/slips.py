"""Slips of small models that have one right form: prepositions of dates, a word twice, a capital inside a sentence."""

from __future__ import annotations

import re

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
# Figures are set with commas, so four bare digits are a year.
_IN = re.compile(
    rf"\b([Oo])n (?=(?:19|20)\d\d\b|{_MONTH}\b(?! \d{{1,2}}\b)|the (?:spring|summer|autumn|fall|winter) of )"
)
_ON = re.compile(rf"\b([Ii])n (?={_MONTH} \d{{1,2}}\b|the \d{{1,2}}(?:st|nd|rd|th),)")
_FROM = re.compile(rf"\b([Oo])n (?=({_MONTH} )?(the )?\d{{1,2}}(?:st|nd|rd|th)? to (?(2){_MONTH}|the) \d)")
_AT = re.compile(r"\b([IiOo])n (?=\d{1,2}:\d\d\b)")
_UP_FROM = re.compile(r"\b(up|down) from (?=\d[\d.,]* percent (?:year[ -]on[ -]year|over (?:the|last))\b)")
_TWICE = re.compile(r"\b(?!that )([A-Za-z]{3,}) \1\b")
# Verbs that official prose strings together, and others seen with a capital. No name is among them.
_INSIDE = (
    r"Accelerating|Accounting|Achieving|Adhering|Advancing|Anchored|Building|Carrying|Completed|Completing|"
    r"Consolidating|Creating|Deepening|Distributed|Driving|Enhancing|Ensuring|Expanding|Focusing|Forming|"
    r"Fostering|Implementing|Improving|Increasing|Innovating|Jumped|Jumping|Launching|Making|Mobilizing|"
    r"Optimizing|Promoting|Providing|Pushing|Realizing|Reaching|Relying|Starting|Strengthening|Striving|"
    r"Supporting|Taking|Together|Turning|Upgrading"
)
_CAPITAL = re.compile(rf"(?<=[a-z0-9)\"])([,;])( and)?,? ((?:{_INSIDE})\b)(?! [A-Z])")


def mend_slips(text: str) -> str:
    """Slips with one right form: a word written twice, "on 2023", "in May 3", "on May 3 to May 5", ", Building"."""
    text = _TWICE.sub(r"\1", text)
    text = _AT.sub(lambda found: _cased("at ", found.group(1)), text)
    text = _IN.sub(lambda found: _cased("in ", found.group(1)), text)
    text = _ON.sub(lambda found: _cased("on ", found.group(1)), text)
    text = _FROM.sub(lambda found: _cased("from ", found.group(1)), text)
    text = _UP_FROM.sub(r"\1 ", text)
    return _CAPITAL.sub(lambda found: f"{found[1]}{found[2] or ''} {found[3].lower()}", text)


def _cased(word: str, like: str) -> str:
    return word.capitalize() if like.isupper() else word
