"""The generator of errors and the command that counts them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from flows.evaluate import trust
from flows.evaluate.planted import PLANTS, Pair, plant
from flows.evaluate.tables import BEGIN, END, write_tables
from flows.steps.errors import UsageError
from flows.steps.types import Name

NAMES = (Name("李炜姝", "Li Weishu", "person", "rule"), Name("周佩兰", "Zhou Peilan", "person", "rule"))
PAIR = Pair(
    "李炜姝9月28日表示，两家企业没有裁员，产值为41.1亿元，同比增长6.2%，增速有所提高。",
    "Li Weishu said on September 28 that the two enterprises had not laid off workers, that their output value was "
    "4.11 billion yuan, and that it rose 6.2 percent year on year.",
    NAMES[:1],
    NAMES,
)
BARE = Pair("他出席会议。", "He attended the meeting")


@pytest.mark.parametrize("kind", PLANTS)
def test_each_kind_changes_a_sentence_that_has_a_place_for_it(kind: str) -> None:
    ((pair, wrong),) = plant([PAIR], kind)
    assert pair is PAIR
    assert wrong != PAIR.en
    assert plant([PAIR], kind) == plant([PAIR], kind), "the same seed gives the same errors"


@pytest.mark.parametrize("kind", PLANTS)
def test_nothing_is_planted_where_there_is_no_place(kind: str) -> None:
    assert plant([BARE], kind) == []


@pytest.mark.parametrize(
    ("kind", "gone", "come"),
    [
        ("magnitude", "billion", "million"),
        ("swapped name", "Li Weishu", "Zhou Peilan"),
        ("dropped negation", "had not laid", "had laid"),
        ("dropped small number in words", "the two enterprises", "the enterprises"),
    ],
)
def test_what_is_planted(kind: str, gone: str, come: str) -> None:
    ((_, wrong),) = plant([PAIR], kind)
    assert gone in PAIR.en
    assert gone not in wrong
    assert come in wrong


@pytest.mark.parametrize("english", ["The tanker Grace 1 left.", "A plan “1+4” was made.", "The Level 4 was met."])
def test_codes_are_no_figures(english: str) -> None:
    assert plant([Pair("一号。", english)], "digit") == []


def test_the_command_prints_rates_and_writes_the_page(tmp_path: Path) -> None:
    app = typer.Typer()
    trust.register(app)
    app.callback()(lambda: None)
    pairs, page = tmp_path / "mine.tsv", tmp_path / "page.md"
    pairs.write_text(f"zh\ten\n{PAIR.zh}\t{PAIR.en}\n", "utf-8")
    page.write_text(f"# Trust\n\n{BEGIN}\nold\n{END}\n\nmore\n", "utf-8")
    done = CliRunner().invoke(app, ["trust", "--pairs", str(pairs), "--json", "--table", str(page)])
    assert done.exit_code == 0, done.output
    row = json.loads(done.stdout)
    assert (row["name"], row["pairs"], row["stopped"]) == ("mine", 1, 0)
    assert {rate["kind"]: rate["seen"] for rate in row["rates"]}["magnitude"] == 1
    text = page.read_text("utf-8")
    assert "old" not in text
    assert text.endswith("more\n")
    assert "| magnitude | 100.0 % of 1 |" in text


@pytest.mark.parametrize("text", ["", "no tab here\n"])
def test_a_file_without_pairs_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.tsv").write_text(text, "utf-8")
    with pytest.raises(UsageError, match="no pairs"):
        trust.read_pairs(tmp_path / "x.tsv")


def test_a_page_without_a_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("# Trust\n", "utf-8")
    with pytest.raises(UsageError, match="no place"):
        write_tables(tmp_path / "page.md", [])
