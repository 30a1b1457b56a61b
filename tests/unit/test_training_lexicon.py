"""From word-aligned pairs to a lexicon, and from a lexicon to glossed text."""

from pathlib import Path

from models.gloss import Entry, Glosser, restore_case, write_lexicon
from models.training.align import grow
from models.training.pack import lay_beside
from models.training.phrases import Aligned, count_phrases, extract, lexicon, read_counts, write_counts

ZH = [["中国", "经济", "的", "发展"], ["经济", "增长"], ["中国", "经济"], ["中国", "经济"]]
EN = [["development", "of", "China", "economy"], ["economy", "grows"], ["China", "economy"], ["China", "economy"]]
LINKS = [[(0, 2), (1, 3), (2, 1), (3, 0)], [(0, 0), (1, 1)], [(0, 0), (1, 1)], [(0, 0), (1, 1)]]
ALIGNED = Aligned(ZH, EN, LINKS, [1, 1, 1, 1])


def glosser() -> Glosser:
    words = {"中国": "China", "经济": "economy", "发展": "development", "的": None, "吉林省": "Jilin Province"}
    return Glosser({zh: Entry(5.0, english) for zh, english in words.items()})


def test_only_phrases_whose_links_stay_inside_are_extracted() -> None:
    found = dict(extract(ZH[0], EN[0], LINKS[0]))
    assert found["中国经济"] == "China economy"
    assert "经济的" not in found


def test_growing_joins_neighbours_of_the_intersection() -> None:
    assert grow({(0, 0), (1, 1)}, {(0, 0), (1, 2), (5, 0)}) == [(0, 0), (1, 1), (1, 2)]


def test_a_phrase_needs_three_occurrences() -> None:
    entries = lexicon(count_phrases(ALIGNED), [])
    assert entries["中国经济"].english == "China economy"
    assert "经济增长" not in entries


def test_the_glossary_fills_what_the_corpora_lack() -> None:
    assert lexicon(count_phrases(ALIGNED), [("白城", "Baicheng")])["白城"].english == "Baicheng"


def test_counts_survive_a_round_trip(tmp_path: Path) -> None:
    table = count_phrases(ALIGNED)
    write_counts(table, tmp_path / "counts.xz")
    again = read_counts(tmp_path / "counts.xz")
    assert again.seen == table.seen
    assert lexicon(again, []) == lexicon(table, [])


def test_a_lexicon_is_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    entries = {"中国": Entry(3.0, "China"), "的": Entry(1.0, None)}
    write_lexicon(entries.items(), tmp_path / "a")
    write_lexicon(reversed(entries.items()), tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert Glosser.load(tmp_path / "a").gloss("中国的") == "China 的"


def test_glossing_keeps_chinese_order_and_function_words() -> None:
    assert glosser().gloss("吉林省经济的发展。") == "Jilin Province economy 的 development."


def test_a_gloss_may_stand_beside_its_chinese(tmp_path: Path) -> None:
    write_lexicon([("中国", Entry(3.0, "China")), ("的", Entry(1.0, None))], tmp_path / "plain")
    lay_beside(tmp_path / "plain", tmp_path / "beside")
    assert Glosser.load(tmp_path / "beside").gloss("中国的") == "中国 China 的"


def test_placeholders_and_latin_text_pass_through() -> None:
    assert glosser().gloss("中国N3，GDP经济 Li Wei 的N12") == "China N3, GDP economy Li Wei 的 N12"


def test_unknown_characters_stand() -> None:
    assert glosser().gloss("㐀中国") == "㐀 China"


def test_glossing_english_changes_nothing() -> None:
    assert glosser().gloss("The U.S. economy grew 3.5% (N1).") == "The U.S. economy grew 3.5% (N1)."


def test_the_first_letter_gets_its_capital_back() -> None:
    assert restore_case('"the economy') == '"The economy'
    assert restore_case("N1 people") == "N1 people"
    assert restore_case("") == ""
