"""Planted errors of figures: magnitude, digit, date, unit, dropped, invented, and small numbers in words."""

from __future__ import annotations

import random
import re

from flows.evaluate.planted_pair import Pair, pick, swap, tidy

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
_INVENTED = (
    ", with a total investment of {a}.{b} billion yuan", ", involving {a},{b}00 households", ", up {a}{b}.{a} percent",
    ", covering {a}{b} villages", " in {a}{b} cities", ", creating {a},{b}50 jobs",
)  # fmt: skip


def magnitude(pair: Pair, rng: random.Random) -> str | None:
    """Billion for million, or a number ten times too large or too small."""
    scale = pick(_SCALE, pair.en, rng)
    if scale:
        return swap(pair.en, scale, _SMALLER[scale.group()])
    numbers = _figures(pair.en)
    if not numbers:
        return None
    match = rng.choice(numbers)
    value = float(match.group().replace(",", "")) * rng.choice((10, 100))
    return swap(pair.en, match, f"{value:,.10g}")


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
    return swap(pair.en, match, raw[:at] + new + raw[at + 1 :])


def date(pair: Pair, rng: random.Random) -> str | None:
    """Another day, month or year."""
    ways = [way for way in (_another_day, _another_month, _another_year) if way(pair.en, rng)]
    return rng.choice(ways)(pair.en, rng) if ways else None


def _another_day(en: str, rng: random.Random) -> str | None:
    match = pick(_MONTH_DAY, en, rng)
    if match:
        return swap(en, match, f"{match.group(1)} {_other(int(match.group(2)), 28, rng)}")
    match = pick(_DAY, en, rng)
    return swap(en, match, f"the {_ordinal(_other(int(match.group(1)), 28, rng))}") if match else None


def _another_month(en: str, rng: random.Random) -> str | None:
    match = pick(_MONTH_DAY, en, rng)
    return (
        swap(en, match, f"{rng.choice([m for m in _MONTHS if m != match.group(1)])} {match.group(2)}")
        if match
        else None
    )


def _another_year(en: str, rng: random.Random) -> str | None:
    match = pick(_YEAR, en, rng)
    return swap(en, match, str(int(match.group()) + rng.choice((-2, -1, 1, 2, 10)))) if match else None


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
    return swap(pair.en, match, new)


def dropped_figure(pair: Pair, rng: random.Random) -> str | None:
    """A number gone, with its scale, its approximation and, for amounts, its unit."""
    found = _figures(pair.en, _WITH_UNIT)
    return tidy(swap(pair.en, rng.choice(found), "")) if found else None


def dropped_small(pair: Pair, rng: random.Random) -> str | None:
    """A number in words up to twelve gone."""
    match = pick(_WORD, pair.en, rng)
    return tidy(swap(pair.en, match, "")) if match else None


def changed_small(pair: Pair, rng: random.Random) -> str | None:
    """A number in words up to twelve changed."""
    match = pick(_WORD, pair.en, rng)
    return swap(pair.en, match, rng.choice([word for word in _WORDS if word != match.group()])) if match else None


def invented_figure(pair: Pair, rng: random.Random) -> str | None:
    """A figure that the Chinese has not, at the end of the sentence."""
    if not pair.en.endswith("."):
        return None
    text = rng.choice(_INVENTED).format(a=rng.randint(2, 9), b=rng.randint(1, 9))
    return pair.en[:-1] + text + "."
