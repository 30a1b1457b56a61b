"""Spans of time with a half: 半小时, 两年半, half an hour, two and a half years. The model translates them itself."""

from __future__ import annotations

import re
from decimal import Decimal

from flows.steps.facts.numerals import chinese_number, english_number
from flows.steps.types import Figure

ZH = (
    r"半个?小时|半个钟头|(?<![上下大小前后多])半年(?![报会度轮])"
    r"|(?:\d{1,3}|[一两二三四五六七八九十]{1,3})年半(?!年)|(?:\d{1,3}|[一两二三四五六七八九十]{1,3})个半(?:小时|钟头)"
)
_NUMBER = "an?|one|two|three|four|five|six|seven|eight|nine|ten|\\d{1,3}"
EN = (
    rf"half[ -]an?[ -]hour|half[ -]hour|half a year|(?:{_NUMBER}) and a half (?:hours|years)"
    r"|(?:an|one) hour and a half|(?:a|one) year and a half"
)


def zh_half(text: str, span: tuple[int, int]) -> Figure | None:
    """The span of time of a hit of ZH, in minutes or months."""
    raw = text[slice(*span)]
    hours = raw.endswith(("小时", "钟头"))
    number = re.match(r"\d+|[一两二三四五六七八九十]+", raw)
    count = Decimal(0)
    if number:
        value = Decimal(number.group()) if number.group().isdigit() else chinese_number(number.group())
        if value is None:
            return None
        count = value
    return _figure(raw, span, count, hours)


def en_half(text: str, span: tuple[int, int]) -> Figure | None:
    """The span of time of a hit of EN, in minutes or months."""
    raw = text[slice(*span)].lower()
    head = raw.split()[0]
    counted = " and a half" in raw
    value = Decimal(1) if head in ("a", "an") else Decimal(head) if head.isdigit() else english_number([head])
    return _figure(text[slice(*span)], span, (value or Decimal(0)) if counted else Decimal(0), "hour" in raw)


def _figure(raw: str, span: tuple[int, int], count: Decimal, hours: bool) -> Figure:
    value = count * 60 + 30 if hours else count * 12 + 6
    return Figure("duration", value, value, "minute" if hours else "month", span, (span[0],) * 2, raw)
