"""Planted errors: one error of a known kind put into a correct translation.

The generator knows nothing of the audit's parsers: it works on the surface of the English with patterns of its own,
so that what a parser can't read is planted too.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flows.steps.types import Name

_HAN_RUN = re.compile("[\u4e00-\u9fff]{4,8}")
_MONTHS = re.findall(
    "[A-Z][a-z]+", "January February March April May June July August September October November December"
)
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})(?= \d|\b)")
_MONTH_DAY = re.compile(rf"\b({'|'.join(_MONTHS)}) (\d{{1,2}})\b(?!\d)")
_DAY = re.compile(r"\bthe (\d{1,2})(?:st|nd|rd|th)\b(?! [A-Z])")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b(?![,.]?\d)(?! (?:people|households|meters|yuan))")
_NUMBER = re.compile(r"(?<![\w.,/-])\d[\d,]*(?:\.\d+)?(?![\w/]|[.,]\d|-\d)")
_WITH_UNIT = re.compile(
    r"(?:\b(?:more than|over|nearly|about|around|some|almost|at least|by|of) )?(?<![\w.,/-])\d[\d,]*(?:\.\d+)?"
    r"(?![\w/]|[.,]\d|-\d)"
    r"(?: (?:million|billion|trillion|thousand))?(?: (?:percent(?:age points)?|yuan|U\.S\. dollars)|%)? ?"
)
_SCALE = re.compile(r"\b(trillion|billion|million|thousand)\b")
_SMALLER = {"trillion": "billion", "billion": "million", "million": "billion", "thousand": "million"}
_WORDS = re.findall("[a-z]+", "two three four five six seven eight nine ten eleven twelve")
_WORD = re.compile(rf"\b({'|'.join(_WORDS)})\b(?= [a-z]{{3,}})")
_UNITS = (
    (r"percentage points?", "percent"), (r"percent", "percentage points"), (r"%", " percentage points"),
    (r"(?:U\.S\. dollars|US dollars|US\$)", "yuan"), (r"(?<!HK )(?<!HK)yuan", "U.S. dollars"),
    (r"kilometers", "meters"),
    (r"square meters", "square kilometers"), (r"square kilometers", "square meters"), (r"hectares", "mu"),
    (r"mu", "hectares"),
    (r"(?:tons|tonnes)", "kilograms"), (r"kilograms", "tons"), (r"kilowatt-hours", "megawatt-hours"),
    (r"years(?! old| ago)", "months"), (r"days", "months"), (r"hours", "days"), (r"minutes", "hours"),
    (r"meters", "kilometers"),
)  # fmt: skip
_NOT = re.compile(
    r"\b(?:do|does|did|is|are|was|were|has|have|had|will|would|should|can|could|must|may) not (?!only)|n't\b"
)
_PLAIN_NOT = re.compile(
    r"\b(?:not (?!only|just|merely)|never |cannot |without |no longer |no (?!\.|less|more|later|fewer|matter))"
)
_OPPOSITES = {
    "increased": "decreased", "increase": "decrease", "increases": "decreases", "increasing": "decreasing",
    "rose": "fell", "rise": "fall", "rises": "falls", "rising": "falling", "risen": "fallen", "grew": "shrank",
    "growth": "decline", "growing": "shrinking", "grow": "shrink", "grown": "shrunk", "higher": "lower",
    "expanded": "narrowed", "expand": "narrow", "expanding": "narrowing", "raise": "lower", "raised": "lowered",
    "surged": "plunged", "soared": "plunged", "climbed": "dropped", "gained": "dropped", "jumped": "dropped",
    "accelerated": "slowed", "accelerate": "slow", "accelerating": "slowing", "boost": "reduce",
    "exceeded": "fell short of",
}  # fmt: skip
OPPOSITES = _OPPOSITES | {down: up for up, down in _OPPOSITES.items()} | {
    "dropped": "rose", "drop": "rise", "declined": "rose", "decline": "growth", "reduced": "increased",
    "reduce": "increase", "reducing": "increasing", "reduction": "increase", "lowered": "raised", "down": "up",
}  # fmt: skip
_UP_BY = re.compile(r"\bup (?=(?:by |about |nearly )?\d)")
_NEGATED = re.compile("[不没未无非勿]")
_SENTENCE_PARTS = re.compile(r"(?<=[,;])\s+")
_INVENTED = (
    ", with a total investment of {a}.{b} billion yuan", ", involving {a},{b}00 households", ", up {a}{b}.{a} percent",
    ", covering {a}{b} villages", " in {a}{b} cities", ", creating {a},{b}50 jobs",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """A Chinese sentence, a correct English one, and the names of it that a register knows."""

    zh: str
    en: str
    names: tuple[Name, ...] = ()
    others: tuple[Name, ...] = ()


Plant = Callable[[Pair, random.Random], str | None]


def _pick(pattern: re.Pattern[str], text: str, rng: random.Random) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return rng.choice(found) if found else None


def _swap(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]


def magnitude(pair: Pair, rng: random.Random) -> str | None:
    """Billion for million, or a number ten times too large or too small."""
    scale = _pick(_SCALE, pair.en, rng)
    if scale:
        return _swap(pair.en, scale, _SMALLER[scale.group()])
    numbers = _figures(pair.en)
    if not numbers:
        return None
    match = rng.choice(numbers)
    value = float(match.group().replace(",", "")) * rng.choice((10, 100))
    return _swap(pair.en, match, f"{value:,.10g}")


def _figures(text: str, pattern: re.Pattern[str] = _NUMBER) -> list[re.Match[str]]:
    """The numbers that are neither dates nor codes: Grace 1, "1+4", Level 4, 603716.SH."""
    return [match for match in pattern.finditer(text) if not _is_date(text, match) and not _is_code(text, match)]


def _is_date(text: str, match: re.Match[str]) -> bool:
    before = [word.strip(",.") for word in text[: match.start()].split()[-2:]]
    number = re.sub(r"\D", "", match.group())
    return bool(_YEAR.fullmatch(number)) or any(word in _MONTHS for word in before)


def _is_code(text: str, match: re.Match[str]) -> bool:
    number = re.search(r"\d", match.group())
    start = match.start() + (number.start() if number else 0)
    before, after = text[:start].split(), text[match.end() : match.end() + 1]
    name = bool(before) and before[-1][0].isupper() and len(before) > 1 and before[-1].isalpha()
    return name or text[start - 1 : start] in {'"', "“", "+", "(", "'"} or after in {"+", '"', "”", "-"}


def digit(pair: Pair, rng: random.Random) -> str | None:
    """One digit of a number that is no date."""
    numbers = _figures(pair.en)
    if not numbers:
        return None
    match = rng.choice(numbers)
    raw = match.group()
    at = rng.choice([i for i, char in enumerate(raw) if char.isdigit()])
    new = rng.choice([d for d in "123456789" if d != raw[at]])
    return _swap(pair.en, match, raw[:at] + new + raw[at + 1 :])


def date(pair: Pair, rng: random.Random) -> str | None:
    """Another day, month or year."""
    ways = [way for way in (_another_day, _another_month, _another_year) if way(pair.en, rng)]
    return rng.choice(ways)(pair.en, rng) if ways else None


def _another_day(en: str, rng: random.Random) -> str | None:
    match = _pick(_MONTH_DAY, en, rng)
    if match:
        return _swap(en, match, f"{match.group(1)} {_other(int(match.group(2)), 28, rng)}")
    match = _pick(_DAY, en, rng)
    return _swap(en, match, f"the {_ordinal(_other(int(match.group(1)), 28, rng))}") if match else None


def _another_month(en: str, rng: random.Random) -> str | None:
    match = _pick(_MONTH_DAY, en, rng)
    return (
        _swap(en, match, f"{rng.choice([m for m in _MONTHS if m != match.group(1)])} {match.group(2)}")
        if match
        else None
    )


def _another_year(en: str, rng: random.Random) -> str | None:
    match = _pick(_YEAR, en, rng)
    return _swap(en, match, str(int(match.group()) + rng.choice((-2, -1, 1, 2, 10)))) if match else None


def _other(value: int, most: int, rng: random.Random) -> int:
    return rng.choice([i for i in range(1, most + 1) if i != value])


def _ordinal(value: int) -> str:
    return f"{value}{'th' if 10 < value < 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"


def unit(pair: Pair, rng: random.Random) -> str | None:
    """Another unit after a number."""
    choices = []
    for old, new in _UNITS:
        pattern = re.compile(rf"(?<=\d)((?: (?:thousand|million|billion|trillion))? ?){old}(?![a-z-])")
        choices += [(match, match.group(1) + new) for match in pattern.finditer(pair.en)]
    if not choices:
        return None
    match, new = rng.choice(choices)
    return _swap(pair.en, match, new)


def dropped_figure(pair: Pair, rng: random.Random) -> str | None:
    """A number gone, with its scale, its approximation and, for amounts, its unit."""
    found = _figures(pair.en, _WITH_UNIT)
    return _tidy(_swap(pair.en, rng.choice(found), "")) if found else None


def dropped_small(pair: Pair, rng: random.Random) -> str | None:
    """A number in words up to twelve gone."""
    match = _pick(_WORD, pair.en, rng)
    return _tidy(_swap(pair.en, match, "")) if match else None


def changed_small(pair: Pair, rng: random.Random) -> str | None:
    """A number in words up to twelve changed."""
    match = _pick(_WORD, pair.en, rng)
    return _swap(pair.en, match, rng.choice([word for word in _WORDS if word != match.group()])) if match else None


def swapped_name(pair: Pair, rng: random.Random) -> str | None:
    """Another name of the same kind in the place of one that the register knows."""
    here = [name for name in pair.names if name.en in pair.en]
    if not here:
        return None
    name = rng.choice(here)
    others = [other.en for other in pair.others if other.kind == name.kind and _another(name.en, other.en)]
    return pair.en.replace(name.en, rng.choice(others)) if others else None


def _another(one: str, two: str) -> bool:
    """Whether two names differ in more than a general word: Jinpu and Jinpu District are one place."""
    return one not in two and two not in one and one.partition(" ")[0] != two.partition(" ")[0]


def dropped_negation(pair: Pair, rng: random.Random) -> str | None:
    """A negation gone, where the Chinese has one."""
    if not _NEGATED.search(pair.zh):
        return None
    match = _pick(_NOT, pair.en, rng) or _pick(_PLAIN_NOT, pair.en, rng)
    if match is None:
        return None
    word = match.group()
    new = {"without ": "with ", "cannot ": "can ", "no ": "some "}.get(
        word, word.replace("not ", "").replace("n't", "")
    )
    return _swap(pair.en, match, "" if word in {"never ", "no longer "} else new)


def reversed_direction(pair: Pair, rng: random.Random) -> str | None:
    """A rise for a fall, or the other way round."""
    words = [
        match for match in re.finditer(r"[a-z]+", pair.en) if match.group() in OPPOSITES and match.group() != "down"
    ]
    choices = [(match, OPPOSITES[match.group()]) for match in words]
    choices += [(match, "down ") for match in _UP_BY.finditer(pair.en)]
    choices += [(match, "up ") for match in re.finditer(r"\bdown (?=(?:by )?\d)", pair.en)]
    if not choices:
        return None
    match, new = rng.choice(choices)
    return _swap(pair.en, match, new)


def omitted_clause(pair: Pair, rng: random.Random) -> str | None:
    """A part of four words or more between commas or semicolons gone."""
    parts = _SENTENCE_PARTS.split(pair.en.rstrip(". "))
    long = [i for i, part in enumerate(parts) if len(part.split()) >= 4]
    if len(parts) < 2 or not long:
        return None
    gone = rng.choice(long)
    return " ".join(parts[:gone] + parts[gone + 1 :]).rstrip(",; ") + "."


def untranslated_run(pair: Pair, rng: random.Random) -> str | None:
    """A run of Chinese in the place of a few words."""
    run = _pick(_HAN_RUN, pair.zh, rng)
    words = pair.en.split()
    if run is None or len(words) < 6:
        return None
    at = rng.randrange(len(words) - 4)
    return " ".join([*words[:at], run.group(), *words[at + rng.randint(2, 4) :]])


def repeated_phrase(pair: Pair, rng: random.Random) -> str | None:
    """A phrase of three to seven words said again at once, up to three times."""
    words = pair.en.split()
    if len(words) < 8:
        return None
    size = rng.randint(3, 7)
    at = rng.randrange(len(words) - size)
    return " ".join(words[: at + size] + words[at : at + size] * rng.randint(1, 3) + words[at + size :])


def invented_figure(pair: Pair, rng: random.Random) -> str | None:
    """A figure that the Chinese has not, at the end of the sentence."""
    if not pair.en.endswith("."):
        return None
    text = rng.choice(_INVENTED).format(a=rng.randint(2, 9), b=rng.randint(1, 9))
    return pair.en[:-1] + text + "."


def _tidy(text: str) -> str:
    return re.sub(r"\s+([,.;])", r"\1", re.sub(r" {2,}", " ", text)).strip()


PLANTS: dict[str, Plant] = {
    "magnitude": magnitude, "digit": digit, "date": date, "unit": unit, "dropped figure": dropped_figure,
    "invented figure": invented_figure, "changed small number in words": changed_small,
    "dropped small number in words": dropped_small, "swapped name": swapped_name, "dropped negation": dropped_negation,
    "reversed direction": reversed_direction, "omitted clause": omitted_clause, "untranslated run": untranslated_run,
    "repeated phrase": repeated_phrase,
}  # fmt: skip


def plant(pairs: Sequence[Pair], kind: str, seed: int = 7) -> list[tuple[Pair, str]]:
    """One error of this kind in every pair that has a place for it; the same seed gives the same errors."""
    rng = random.Random(f"{seed}:{kind}")  # noqa: S311 - a choice to be repeated, no secret
    made = [(pair, PLANTS[kind](pair, rng)) for pair in pairs]
    return [(pair, en) for pair, en in made if en is not None and en != pair.en]
