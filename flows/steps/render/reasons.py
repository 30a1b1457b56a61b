"""Why something is marked, as a sentence to a reader; the audit notes it in a few words, for programs."""

from __future__ import annotations

import re

from flows.steps.types import ReviewPoint

# What the audit notes -> what a reader is told; the first that matches. {0} is what the note quotes.
_SAID = tuple(
    (re.compile(pattern, re.DOTALL), said)
    for pattern, said in (
        (r"not in the English: (.+)", "Missing from the English: {0}."),
        (r"not in the Chinese: (.+)", "Only in the English: {0}."),
        (r"stated too often: (.+)", "The English says “{0}” more often than the Chinese."),
        (r"not as in the article: (.+)", "The English gives another value for {0}."),
        (r"no year for (.+)", "The English leaves out the year of {0}."),
        (r"(.+) became (.+)", "{0} became {1} in the English."),
        (r"not in its evidence: (.+)", "Not in the sentences it rests on: {0}."),
        (r"the Chinese negates \((.+)\), the English .+", "The Chinese has a “not” ({0}) that the English may lack."),
        (r"the English negates, the Chinese does not", "The English has a “not” that the Chinese lacks."),
        (r"negates \((.+)\) what its evidence does not", "Says “not” ({0}) where the article does not."),
        (r"a negation was (\w+): (.+)", "A “not” was {0}: {1}."),
        (r"(.+) for the opposite", "The English says “{0}”, the opposite of the Chinese."),
        (
            r"the English goes (\w+) \((.+)\), .+",
            "The English says that something went {0} (“{1}”); the Chinese does not.",
        ),
        (r"the Chinese goes (\w+), the English .+", "Something goes {0} in the Chinese, the other way in the English."),
        (r"goes (\w+), its evidence (\w+)", "Says that something goes {0}; the article says {1}."),
        (r"(.+) goes (\w+), in its evidence (\w+)", "{0} goes {1} here, {2} in the article."),
        (r"left in the English: (.+)", "Chinese left in the English: {0}."),
        (r"nothing stands for: (.+)", "The English seems to skip: {0}."),
        (r"(\d+) English words for (\d+) Chinese characters", "Short: {0} English words for {1} Chinese characters."),
        (r"(.+ English characters for each Chinese one)", "An unusual length: {0}."),
        (r"(\d+ characters.*)", "An unusual length: {0}."),
        (r"loops: (\d+%) of its phrases repeat", "Goes round in circles: {0} of its phrases repeat."),
        (r"loops: (.+)", "Goes round in circles: “{0}”."),
        (r"says twice: (.+)", "Says twice: “{0}”."),
        (r"not in Latin letters", "Some of it is not in Latin letters."),
        (r"the source was copied", "The Chinese was copied."),
        (r"copied from the source: (.+)", "Copied from the Chinese: {0}."),
        (r"rests on nothing", "Rests on no sentence of the article."),
        (
            r"only (\d+%) of its words stand in its evidence",
            "Only {0} of its words stand in the sentences it rests on.",
        ),
        (r"the other way round in its evidence: (.+)", "The other way round in the article: {0}."),
    )
)
_TERMS = re.compile(r"not rendered: (.+)", re.DOTALL)
_EDGES = " ,;\"“”'"


def reason(point: ReviewPoint) -> str:
    """The sentence or sentences that tell a reader why ``point`` needs a look."""
    return " ".join(_sentence(point.check, note) for note in _notes(point.why))


def _notes(why: str) -> list[str]:
    """The check of figures may note two things at once."""
    return re.split(r"; (?=not in the Chinese: )", why)


def _sentence(check: str, note: str) -> str:
    if found := _TERMS.fullmatch(note):
        said = "Missing from the English" if check == "names" else "Not rendered as usual"
        return f"{said}: {found[1]}."
    for pattern, said in _SAID:
        if found := pattern.fullmatch(note):
            return said.format(*(part.strip(_EDGES) or part for part in found.groups()))
    return note[:1].upper() + note[1:] + ("" if note[-1:] in {".", "!", "?", "。", ""} else ".")
