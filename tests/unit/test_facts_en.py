"""Figures in English: the values and units that the Chinese has."""

from __future__ import annotations

from decimal import Decimal

import pytest

from flows.steps.facts import find_figures, find_masks, render_en

# text, (mask, kind, low, high, unit, approximation)
READ = [
    ("nearly 8 billion yuan", ("nearly 8 billion yuan", "amount", "8e9", "8e9", "CNY", "nearly")),
    ("the 100-billion-yuan mark", ("100-billion-yuan", "amount", "1e11", "1e11", "CNY", None)),
    ("worth $5.6 million", ("$5.6 million", "amount", "5600000", "5600000", "USD", None)),
    ("US$5-6 billion", ("US$5-6 billion", "amount", "5e9", "6e9", "USD", None)),
    ("HK $4,000", ("HK $4,000", "amount", "4000", "4000", "HKD", None)),
    ("RMB 20 billion", ("RMB 20 billion", "amount", "2e10", "2e10", "CNY", None)),
    ("30 Billion Yuan", ("30 Billion Yuan", "amount", "3e10", "3e10", "CNY", None)),
    ("51.7 percent of", ("51.7 percent", "percent", "51.7", "51.7", "%", None)),
    ("some 51.7% of", ("some 51.7%", "percent", "51.7", "51.7", "%", "about")),
    ("8 percentage points", ("8 percentage points", "points", "8", "8", "pp", None)),
    ("32.4 basis points", ("32.4 basis points", "points", "32.4", "32.4", "bp", None)),
    ("more than 12,000 trips", ("more than 12,000", "count", "12000", "12000", "", "over")),
    ("500,000 to 600,000 vehicles", ("500,000 to 600,000", "count", "500000", "600000", "", None)),
    ("a hundred thousand people", ("a hundred thousand", "count", "100000", "100000", "", None)),
    ("half a million people", ("half a million", "count", "500000", "500000", "", None)),
    ("two hundred and five", ("two hundred and five", "count", "205", "205", "", None)),
    ("twenty-five firms", ("twenty-five", "count", "25", "25", "", None)),
    ("300-odd workers", ("300-odd", "count", "300", "300", "", "over")),
    ("between 3 and 5 million people", ("3 and 5 million", "count", "3e6", "5e6", "", None)),
    ("290,000 square meters", ("290,000 square meters", "measure", "290000", "290000", "m2", None)),
    ("minus 5 degrees Celsius", ("minus 5 degrees Celsius", "temperature", "-5", "-5", "C", None)),
    ("on September 28.", ("September 28", "date", "928", "928", "md", None)),
    ("Sept. 28, 2021", ("Sept. 28, 2021", "date", "20210928", "20210928", "ymd", None)),
    ("28 September 2021", ("28 September 2021", "date", "20210928", "20210928", "ymd", None)),
    ("on the 27th.", ("the 27th", "date", "27", "27", "d", None)),
    ("by the end of March", ("March", "date", "300", "300", "m", None)),
    ("in 2023", ("2023", "date", "20230000", "20230000", "y", None)),
    ("the first half of 2021", ("the first half of 2021", "date", "20211", "20211", "yh", None)),
    ("the fourth quarter", ("the fourth quarter", "date", "4", "4", "q", None)),
    ("the 1990s", ("the 1990s", "date", "1990", "1990", "decade", None)),
    ("at 9:30 a.m.", ("9:30 a.m.", "date", "570", "570", "time", None)),
    ("at midnight", ("midnight", "date", "1440", "1440", "time", None)),
    ("the 17th session", ("17th", "rank", "17", "17", "", None)),
    ("ranked 27th", ("27th", "rank", "27", "27", "", None)),
    ("the centenary of", ("centenary", "rank", "100", "100", "", None)),
    ("nine years", ("nine", "duration", "9", "9", "year", None)),
    ("over four days", ("four", "duration", "4", "4", "day", None)),
    ("two decades", ("two", "duration", "2", "2", "decade", None)),
    (
        "two-thirds of",
        ("two-thirds", "ratio", "0.6666666666666666666666666667", "0.6666666666666666666666666667", "/", None),
    ),
    ("a 6-3 victory", ("6-3", "ratio", "6", "3", ":", None)),
]
NONE = [
    'the "11245" strategy',
    "the E-QM5 and the J7",
    "5G and 4K",
    "one of the best",
    "COVID-19",
    "A6",
    "an industry",
    "G20",
]


@pytest.mark.parametrize(("text", "wanted"), READ, ids=[text for text, _ in READ])
def test_what_is_read(text: str, wanted: tuple[str, str, str, str, str, str | None]) -> None:
    (figure,) = find_masks(text, "en")
    mask, kind, low, high, unit, approx = wanted
    assert text[slice(*figure.mask)] == mask
    assert (figure.kind, figure.low, figure.high, figure.unit) == (kind, Decimal(low), Decimal(high), unit)
    assert figure.approx == approx


@pytest.mark.parametrize("text", NONE)
def test_codes_and_one_are_no_figures(text: str) -> None:
    assert find_figures(text, "en") == ()


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("rose by 12 percent", "up"),
        ("a drop of 3 percent", "down"),
        ("fell 3 percent", "down"),
        ("worth 3 percent", None),
    ],
)
def test_direction(text: str, direction: str | None) -> None:
    (figure,) = find_figures(text, "en")
    assert figure.direction == direction


def test_two_figures_in_a_change_stay_two() -> None:
    assert len(find_figures("rose 1.3 basis points to 2.59 percent", "en")) == 2
    assert len(find_figures("from 450 billion yuan to 800 billion yuan", "en")) == 2


@pytest.mark.parametrize(
    "unit", ["9", "one and ", "9,999", "$", "million ", "May 3 to ", "1-", "the 2nd ", "9:", "a hundred "]
)
def test_long_lines_take_linear_time_and_never_fail(unit: str) -> None:
    line = unit * (10_000 // len(unit)) + "yuan"
    for figure in find_figures(line, "en"):
        render_en(figure)
