"""What a pair becomes for the model: figures, names and glosses, each with its switch."""

from __future__ import annotations

import random

from models.gloss import Entry, Glosser
from models.training.corpora import Pair
from models.training.examples import Writer
from models.training.words import Truecase

PAIR = Pair("李伟说增长3.5%。", "Li Wei said growth was 3.5%.", "test")


def writer(*, glossed: bool = True, figures: bool = True, names: bool = True) -> Writer:
    glosser = Glosser({"说": Entry(5.0, "said"), "增长": Entry(5.0, "growth")})
    return Writer(glosser, glossed, Truecase.learn([PAIR.en]), random.Random(1), figures, names)


def pair(made: Writer) -> tuple[str, str]:
    example = made.translation(PAIR, "domain")
    return example.source, example.target


def test_figures_are_masked_names_written_and_words_glossed() -> None:
    source, target = pair(writer())
    assert source.startswith("Li Wei said growth N")
    assert target.startswith("Li Wei said growth was N")


def test_figures_stand_where_they_are_not_masked() -> None:
    assert pair(writer(figures=False)) == ("Li Wei said growth 3.5%.", PAIR.en)


def test_names_stay_chinese_where_they_are_not_written() -> None:
    source, target = pair(writer(names=False))
    assert source.startswith("李 伟 said growth N")
    assert target.startswith("Li Wei said")


def test_the_chinese_stays_where_it_is_not_glossed() -> None:
    assert "说增长" in pair(writer(glossed=False, figures=False))[0]


def test_a_switch_leaves_the_draws_as_they_are() -> None:
    """Else the rows that are chosen next would be others, and two variants would differ in more than one thing."""
    made = [writer(), writer(figures=False), writer(names=False)]
    for one in made:
        one.translation(PAIR, "domain")
    assert len({one.rng.random() for one in made}) == 1
