"""English dates, quarters, decades and clock times to the same ordinals as the Chinese."""

from __future__ import annotations

import re
from decimal import Decimal

from flows.steps.facts.render import MONTHS
from flows.steps.types import Figure

_NAMES = {name.lower(): i for i, name in enumerate(MONTHS, 1)} | {
    name[:3].lower(): i for i, name in enumerate(MONTHS, 1)
}
_NAMES["sept"] = 9
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]|20|21)\d\d"
_TO = r"(?: ?[-–—~] ?| to | until | through )"
_NTH = r"(?:first|second|third|fourth|1st|2nd|3rd|4th)"
# May and March are months after these, not a verb or a walk
_BEFORE_MAY = (
    r"(?:(?<=[iI]n )|(?<=[oO]f )|(?<=[bB]y )|(?<=and )|(?<=ince )|(?<=rom )|(?<=ntil )|(?<=this )|(?<=last )|(?<=next )"
    r"|(?<=arly )|(?<=late )|(?<=mid-)|(?<=ore ))"
)
DATE = (
    rf"{_MONTH} {_DAY}(?!\d|,\d|[.:]\d| ?%| percent| million)"
    rf"(?:(?:{_TO}| and )(?:{_MONTH} )?{_DAY}(?![\dA-Za-z:]|,\d))?(?:,? {_YEAR}(?!\d))?"
    rf"|(?:the )?{_DAY}(?:{_TO}{_DAY})? (?:of )?{_MONTH}(?:,? {_YEAR}(?!\d))?(?![a-z])"
    rf"|{_MONTH}(?:{_TO}{_MONTH})?,?(?: of)? {_YEAR}(?!\d|,\d)"
    rf"|(?:January|February|April|June|July|August|September|October|November|December)(?:{_TO}{_MONTH})?(?![a-z])"
    rf"|{_BEFORE_MAY}(?:March|May)(?![a-z])|(?:March|May){_TO}{_MONTH}(?![a-z])"
    rf"|(?:the )?{_NTH} (?:half|quarter)(?: of(?: the year)? {_YEAR}|(?! of (?!(?:the|this|last|next) year)))"
    rf"|(?:the )?first (?:two|three) quarters(?: of {_YEAR})?"
    rf"|(?:the )?(?:(?:19|20)\d0|'?\d0)'?s(?![a-z])"
    r"|(?:the )?(?:\d{1,2}(?:st|nd|rd|th)|twentieth|twenty-first|nineteenth) century"
    rf"|the {_DAY}(?<=[a-z]) to the {_DAY}(?<=[a-z])"
    r"|(?:19|20)\d\d[-/](?:1[0-2]|0?[1-9])[-/](?:3[01]|[12]\d|0?[1-9])(?![\d.])"
)
CLOCK = (
    r"\d{1,2}(?:[:.][0-5]\d)? ?(?:a\.m\.|p\.m\.|[ap]m\b|AM\b|PM\b|o'clock)|(?:midnight|noon)(?![a-z])"
    r"|(?:[01]?\d|2[0-4]):[0-5]\d(?::\d\d)?(?![\d%])"
)
_MONTHS_IN = re.compile(_MONTH)
_YEARS_IN = re.compile(rf"(?<!\d){_YEAR}(?!\d)")
_DAYS_IN = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?!\d)")
_DECADE = re.compile(r"(\d{2,4})'?s")
_WORD_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_CENTURIES = {"nineteenth": 19, "twentieth": 20, "twenty-first": 21}


def _figure(text: str, span: tuple[int, int], low: int, high: int, unit: str) -> Figure:
    return Figure("date", Decimal(low), Decimal(high), unit, span, span, text[span[0] : span[1]])


def date_figure(text: str, span: tuple[int, int]) -> Figure | None:
    """The date that a hit of DATE states, as an ordinal with zeros where a part is not stated."""
    raw = text[span[0] : span[1]]
    if "century" in raw:
        word = raw.removeprefix("the ").split()[0]
        value = _CENTURIES.get(word) or int(re.sub(r"\D", "", word))
        return _figure(text, span, value, value, "century")
    if ("half" in raw or "quarter" in raw) and not _MONTHS_IN.search(raw):
        return _quarter(text, span, raw)
    found = _DECADE.search(raw)
    if found and not _MONTHS_IN.search(raw):
        value = int(found.group(1))
        value += 1900 if value < 100 else 0
        return _figure(text, span, value, value, "decade")
    if re.fullmatch(r"[\d/-]+", raw):
        year, month, day = (int(part) for part in re.split(r"[-/]", raw))
        value = year * 10000 + month * 100 + day
        return _figure(text, span, value, value, "ymd")
    return _calendar(text, span, raw)


def _calendar(text: str, span: tuple[int, int], raw: str) -> Figure | None:
    months = [_NAMES[name.lower().rstrip(".")] for name in _MONTHS_IN.findall(raw)]
    years = [int(year) for year in _YEARS_IN.findall(raw)]
    days = [int(day) for day in _DAYS_IN.findall(raw)]
    year = years[-1] if years else 0
    first = (years[0] if len(years) == 2 else year, months[0] if months else 0, days[0] if days else 0)
    last = (year, months[-1] if months else 0, days[-1] if days else 0)
    if max(first[2], last[2]) > 31:
        return None
    unit = "".join(letter for letter, value in zip("ymd", first, strict=True) if value)
    low, high = (part[0] * 10000 + part[1] * 100 + part[2] for part in (first, last))
    return _figure(text, span, low, high, unit) if unit and (low <= high or not year) else None


def _quarter(text: str, span: tuple[int, int], raw: str) -> Figure:
    years = _YEARS_IN.findall(raw)
    year = int(years[0]) if years else 0
    words = raw.removeprefix("the ").split()
    if words[1].startswith("half"):
        value = year * 10 + _WORD_NTH[words[0]]
        return _figure(text, span, value, value, "yh" if year else "h")
    low = _WORD_NTH[words[0]]
    high = {"two": 2, "three": 3}.get(words[1], low)
    return _figure(text, span, year * 10 + low, year * 10 + high, "yq" if year else "q")


_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?")


def clock_figure(text: str, span: tuple[int, int]) -> Figure | None:
    """A clock time in minutes; unit ``time`` where the half of the day is certain, else ``time12``."""
    raw = text[span[0] : span[1]]
    if raw in ("midnight", "noon"):
        return _figure(text, span, 720 if raw == "noon" else 1440, 720 if raw == "noon" else 1440, "time")
    match = _CLOCK.match(raw)
    if match is None:
        return None
    hour, minute = int(match.group(1)), int(match.group(2) or 0)
    mark = raw[match.end() :].strip().lower()[:1]
    if hour > 24 or (mark in ("a", "p") and not 1 <= hour <= 12):
        return None
    if mark == "p" and hour < 12:
        hour += 12
    if mark == "a" and hour == 12:
        hour = 0
    value = hour * 60 + minute
    return _figure(text, span, value, value, "time" if mark in ("a", "p") or hour > 12 else "time12")
