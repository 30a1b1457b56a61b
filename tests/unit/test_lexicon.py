"""The indexed lexicon says what the shipped one says, and opens without reading it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.gloss import Entry, Glosser, write_lexicon
from models.hashes import HashBook
from models.lexicon import open_glosser

ENTRIES = {
    "云河": Entry(9.0, "Yunhe"),
    "新区": Entry(7.5, "new area"),
    "云河新区": Entry(11.0, "Yunhe New Area"),
    "企业": Entry(5.0, "enterprises"),
    "的": Entry(2.0, None),
    "达到": Entry(6.0, "reached"),
    "达": Entry(9.0, "reach"),
}


@pytest.fixture
def lexicon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZHBRIEF_CACHE", str(tmp_path / "cache"))
    write_lexicon(ENTRIES.items(), tmp_path / "lexicon.tsv.xz")
    return tmp_path / "lexicon.tsv.xz"


def opened(path: Path) -> Glosser:
    return open_glosser(path, HashBook().digest(path))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(text=st.text(alphabet="云河新区企业的达到了N3，。 ab", max_size=30))
def test_it_says_what_the_shipped_one_says(text: str, lexicon: Path) -> None:
    assert opened(lexicon).gloss(text) == Glosser.load(lexicon).gloss(text)


def test_the_shipped_file_is_read_once(lexicon: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = opened(lexicon).gloss("云河新区的企业达到N3。")
    monkeypatch.setattr(Glosser, "load", lambda path: pytest.fail("read again"))
    assert opened(lexicon).gloss("云河新区的企业达到N3。") == first


def test_a_damaged_index_is_made_again(lexicon: Path, tmp_path: Path) -> None:
    first = opened(lexicon).gloss("云河新区")
    (index,) = (tmp_path / "cache/lexicon").iterdir()
    good = index.read_bytes()
    for damaged in (good[:-3], good[:-3] + b"x" + good[-2:], b"", b"[]", b"\xff"):
        index.write_bytes(damaged)
        assert opened(lexicon).gloss("云河新区") == first
        assert index.read_bytes() == good


def test_a_cache_that_cannot_be_written(lexicon: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHBRIEF_CACHE", str(lexicon / "a file is no folder"))
    assert opened(lexicon).gloss("企业") == "enterprises"
