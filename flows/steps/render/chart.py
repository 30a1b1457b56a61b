"""Figures of one subject and unit side by side: a small chart of points in time, drawn from zero."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import groupby

from flows.steps.catalogue.rows import FigureEntry
from flows.steps.render.words import day_en

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BASE = 640, 200, 40, 600, 36, 165
MOST = 60  # reports in a chart and its table; a zone that is in every article would fill megabytes
ROOM = 175  # units between two labels


@dataclass(frozen=True, slots=True)
class Dot:
    """One value: where it stands, its range's upper end, and its labels."""

    x: int
    y: int
    y_high: int
    en: str
    date: str
    anchor: str
    shown: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """A subject's figures; ``dots`` is empty where there is nothing to compare."""

    title: str
    entries: tuple[FigureEntry, ...]
    dots: tuple[Dot, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT
    base: int = BASE

    @property
    def newest(self) -> tuple[FigureEntry, ...]:
        """The entries, newest first."""
        return self.entries[::-1]

    @property
    def trend(self) -> str:
        """The line through the dots, as SVG points."""
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)

    @property
    def label(self) -> str:
        """The chart in words, for those who don't see it."""
        return f"{self.title}: " + "; ".join(f"{dot.en} ({dot.date})" for dot in self.dots)


def charts(figures: list[FigureEntry]) -> list[Chart]:
    """A chart for each subject and unit that two briefs or more state, those with most figures first."""
    found = []
    key = lambda entry: (entry.subject, entry.kind, entry.unit)  # noqa: E731 (used twice, here only)
    for (subject, kind, _), group in groupby(sorted(figures, key=key), key=key):
        entries = tuple(sorted(group, key=lambda entry: (entry.day, entry.doc, entry.at)))[-MOST:]
        if len({entry.doc for entry in entries}) > 1:
            found.append(Chart(_title(subject, kind), entries, _dots(entries)))
    return sorted(found, key=lambda chart: (-len(chart.entries), chart.title))


def _title(subject: str, kind: str) -> str:
    said = {"percent": ", percent", "points": ", percentage points", "rank": ", rank"}.get(kind, "")
    return subject[0].upper() + subject[1:] + said


def _dots(entries: tuple[FigureEntry, ...]) -> tuple[Dot, ...]:
    """Places in time of all dated, non-negative values; none where there is no time between them."""
    values = [value for entry in entries if (value := _value(entry))]
    top = max((high for _, _, _, high in values), default=Decimal(0))
    first, last = (values[0][1], values[-1][1]) if values else (0, 0)
    if first == last or top <= 0:
        return ()
    places = [LEFT + round((RIGHT - LEFT) * (day - first) / (last - first)) for _, day, _, _ in values]
    labelled = _labelled(places)
    return tuple(
        Dot(x, _height(low, top), _height(high, top), entry.en, day_en(entry.day), _anchor(x), n in labelled)
        for n, (x, (entry, _, low, high)) in enumerate(zip(places, values, strict=True))
    )


def _labelled(places: list[int]) -> set[int]:
    """The dots with a label: the last, the first, and from left to right those with room between."""
    found, at = {len(places) - 1}, LEFT - ROOM
    for n, x in enumerate(places):
        if x - at >= ROOM and RIGHT - x >= ROOM:
            found.add(n)
            at = x
    return found


def _value(entry: FigureEntry) -> tuple[FigureEntry, int, Decimal, Decimal] | None:
    """The entry with its day as a number and both its ends, if it can be drawn."""
    try:
        day, low, high = date.fromisoformat(entry.day).toordinal(), Decimal(entry.low), Decimal(entry.high)
    except (ValueError, InvalidOperation):
        return None
    return (entry, day, low, high) if low.is_finite() and high.is_finite() and 0 <= low <= high else None


def _height(value: Decimal, top: Decimal) -> int:
    return round(BASE - float(value / top) * (BASE - TOP))


def _anchor(x: int) -> str:
    return "start" if x == LEFT else "end" if x == RIGHT else "middle"
