"""Small numbers in words: 三项, 六天, "two projects". The parsers of facts leave them to the model; the audit does not.

Such a number comes and goes with the phrasing (双方, both, 一系列), so a lonely one proves nothing, unless it counts
a span of time; but one that is lost while another is gained was changed.
"""

from __future__ import annotations

import re
from decimal import Decimal

from flows.steps.audit.numbers import numbers
from flows.steps.facts.numerals import WORDS_EN, chinese_number
from flows.steps.memo import per_sentence

_DIGITS = "两二三四五六七八九十"
_ZH = re.compile(
    rf"(?<![第十百千万亿零一{_DIGITS}点．.])([{_DIGITS}])(?=[个名项条家位座件次种类批所只台辆套部支艘架届国省市县区省](?![{_DIGITS}]))"
)
_TIME = re.compile(
    rf"(?<![第十百千万亿零一{_DIGITS}年月初周日星期点午])([{_DIGITS}])多?(个月|年|天|小时|分钟|周|个小时)(?![{_DIGITS}级代])"
)
_UNITS = {
    "年": re.compile("year|decade|annual|annivers|centur|-20"), "月": re.compile("month|quarter|half"),
    "天": re.compile("day|daily|week"), "小时": re.compile("hour|day"), "分钟": re.compile("minute|hour"),
    "周": re.compile("week|day|anniv"),
}  # fmt: skip
_WORDS = "two|three|four|five|six|seven|eight|nine|ten"
_EN = re.compile(
    rf"\b({_WORDS}|[2-9]|10)\b(?! (?:million|billion|thousand|hundred|percent|o'clock|a\.m|p\.m))(?= [a-z])"
)


def small_numbers(zh: str, en: str) -> str:
    """What became of a small number in words, where it can be said for certain, or an empty string."""
    times, counts = _stated(zh)
    if not times and not counts:
        return ""
    there = numbers(en, "en")
    spans = [match for match in times if not _timed(match, en, there)]
    lost = [match.group() for match in counts if _value(match.group(1)) not in there]
    if spans and not _idle_span(zh, spans[0]):
        return f"not in the English: {spans[0].group()}"
    known = numbers(zh, "zh")
    new = [match.group(1) for match in _EN.finditer(en.lower()) if _english(match.group(1)) not in known]
    return f"{lost[0]} became {new[0]}" if lost and new else ""


@per_sentence
def _stated(zh: str) -> tuple[list[re.Match[str]], list[re.Match[str]]]:
    """The spans of time and the counts of a Chinese text; asked for by every hypothesis of it."""
    return list(_TIME.finditer(zh)), list(_ZH.finditer(zh))


def _timed(match: re.Match[str], en: str, there: frozenset[Decimal]) -> bool:
    """Whether the English has the number and, beside it or not, a word of its unit; 两 may go (两天: both days)."""
    if match.group(1) == "两":
        return True
    return _value(match.group(1)) in there and bool(_UNITS[match.group(2).strip("个")].search(en.lower()))


def _value(raw: str) -> Decimal | None:
    return chinese_number(raw)


def _english(raw: str) -> Decimal:
    return Decimal(raw) if raw.isdigit() else Decimal(WORDS_EN[raw])


def _idle_span(zh: str, match: re.Match[str]) -> bool:
    """十年树木, 千年, 三天两头 and names of plans and holidays tell no time."""
    return zh[match.end() : match.end() + 1] in "计规纲树制代" or zh[max(0, match.start() - 1) : match.start()] in "《“"
