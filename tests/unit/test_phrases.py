"""Set phrases: found as whole words, written into the source of a model that copies, never inside a name."""

from __future__ import annotations

import csv
import re

import pytest

from flows.steps.glossary import load_glossary
from flows.steps.lines import as_article
from flows.steps.names import build_register
from flows.steps.phrases import TABLE, find_phrases
from flows.steps.prompt import build_prompt
from tests.fakes import fake_spec

WILD = [
    ("项目首期到位12亿元。", "with a first instalment of"),
    ("全村水田撂荒620亩。", "left uncultivated"),
    ("该市位列第9位。", "ranked"),
]


@pytest.fixture(scope="module")
def rows():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.mark.parametrize(("zh", "english"), WILD)
def test_a_phrase_is_written_into_the_source_in_english(zh, english):
    register = build_register(as_article([zh]), load_glossary())
    assert f" {english} " in build_prompt(zh, register, fake_spec()).text
    assert english not in build_prompt(zh, register, fake_spec(copies=False)).text


def test_words_are_not_cut():
    assert not find_phrases("项目落成都市。")  # Chengdu, not 落成
    assert not find_phrases("他住户均分了。")


def test_a_name_keeps_its_words(tmp_path):
    own = tmp_path / "own.tsv"
    own.write_text("zh\ten\tkind\tmode\tcontext\n户均书院\tHujun Academy\tplace\thard\t\n", encoding="utf-8")
    zh = "户均书院落成。"
    register = build_register(as_article([zh]), load_glossary([own]))
    assert build_prompt(zh, register, fake_spec()).text == "Hujun Academy was completed 。"


def test_the_table_is_sound(rows):
    assert len({row["zh"] for row in rows}) == len(rows) >= 40
    for row in rows:
        assert re.fullmatch(r"[\u4e00-\u9fff]{2,10}", row["zh"])
        assert re.fullmatch(r"[a-z][a-z ,'-]+", row["en"])
        assert find_phrases(f"该区{row['zh']}，此后"), row
