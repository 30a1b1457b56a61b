"""Corrections survive re-runs, find their sentence by its text, and are flagged when it is gone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.steps import edits as edits_of
from flows.steps import review
from flows.steps.edits import Edits, NameEdit, Resolution, SentenceEdit, hash_of
from flows.steps.errors import UsageError
from flows.steps.types import Brief, Rendering, Summary, Translation
from tests.builders import a_brief

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
FULL = TEXT.filter(lambda text: bool(text.strip()))


def edited(brief: Brief, at: str, en: str) -> Edits:
    place = edits_of.of_brief(brief)[at]
    part, key, occurrence = place.key
    return Edits((SentenceEdit(key, en, part, occurrence, at, place.zh),))


def unedited(brief: Brief) -> Translation:
    return Translation({at: replace(r, origin="model") for at, r in brief.translation.renderings.items()})


def with_edits(brief: Brief, edits: Edits) -> Brief:
    return review.settle(edits_of.apply_to_brief(brief, edits), edits)


@pytest.mark.parametrize("at", ["t", "s4", "s5", "p4.3", "p6.3"])
def test_a_correction_stands_in_its_place_and_settles_its_points(at: str) -> None:
    brief = a_brief()
    done = with_edits(brief, edited(brief, at, "Ours."))
    assert done.translation.renderings[at].en == "Ours."
    assert (done.translation.renderings[at].state, done.translation.renderings[at].origin) == ("ok", "edited")
    assert at not in {point.at for point in done.review}
    assert all((point.en, point.state, point.note) == ("Ours.", "ok", None) for point in done.summary if point.id == at)


def test_a_correction_survives_a_new_translation() -> None:
    brief = a_brief()
    edits = edited(brief, "p4.3", "Ours.")
    anew = {at: Rendering(r.zh, "Something else.", "ok") for at, r in brief.translation.renderings.items()}
    _, translation = edits_of.apply(brief.article, Summary(brief.summary), Translation(anew), edits)
    assert translation.renderings["p4.3"].en == "Ours."
    assert translation.renderings["p4.2"].en == "Something else."


def test_equal_sentences_are_told_apart_by_occurrence() -> None:
    brief = a_brief()
    first = brief.article.paragraphs[1].sentences[0]
    twin = replace(first, id="p1.9")
    paragraph = replace(brief.article.paragraphs[1], sentences=(*brief.article.paragraphs[1].sentences, twin))
    article = replace(brief.article, paragraphs=(brief.article.paragraphs[0], paragraph, *brief.article.paragraphs[2:]))
    brief = replace(brief, article=article)
    edits = Edits((SentenceEdit(hash_of(first.zh), "The second.", "text", 2),))
    done = with_edits(brief, edits)
    assert done.translation.renderings["p1.9"].en == "The second."
    assert done.translation.renderings[first.id].en != "The second."


def test_a_changed_source_is_flagged_and_nothing_is_applied() -> None:
    brief = a_brief()
    edits = Edits(
        (SentenceEdit(hash_of("旧句。"), "Ours.", "text", 1, "p4.3", "旧句。"), SentenceEdit("0" * 12, "X", at="p99.1"))
    )
    done = with_edits(brief, edits)
    flags = [(point.at, point.check) for point in review.open_points(done) if point.check == "edit"]
    assert flags == [("p4.3", "edit"), ("t", "edit")]
    assert done.translation == brief.translation


def test_a_corrected_name_changes_everywhere() -> None:
    brief = a_brief()
    edits = Edits(names=(NameEdit("沈知远", "Shen Zhi-yuan", "Shen Zhiyuan"),))
    done = with_edits(brief, edits)
    assert [(n.en, n.origin) for n in done.names if n.zh == "沈知远"] == [("Shen Zhi-yuan", "edited")]
    english = [r.en for r in done.translation.renderings.values() if r.en and "沈知远" in r.zh]
    assert english
    assert all("Shen Zhi-yuan" in en and "Shen Zhiyuan" not in en for en in english)


def test_a_name_that_stands_otherwise_in_a_sentence_is_flagged() -> None:
    brief = a_brief()
    done = with_edits(
        brief, Edits(names=(NameEdit("沈知远", "Shen Zhi-yuan", "Sheng Zhiyuan"), NameEdit("无此人", "Nobody")))
    )
    flags = [(point.at, point.why) for point in done.review if point.check == "edit"]
    assert ("t", "a corrected name is no longer in the article: 无此人") in flags
    assert any("沈知远 is not called" in why for _, why in flags)


def test_accepting_a_point_names_the_reviewer_and_the_hash_and_makes_the_sentence_ok() -> None:
    brief = a_brief()
    done = with_edits(brief, review.accept(brief, Edits(), ["p4.3"], "Ann Lee"))
    (point,) = [point for point in done.review if point.at == "p4.3"]
    assert point.resolved == f"Ann Lee {review.fingerprint(brief, 'p4.3')}"
    assert done.translation.renderings["p4.3"].state == "ok"
    assert {point.at for point in review.open_points(done)} == {"s4", "s5"}


def test_an_accepted_point_opens_again_when_its_english_changes() -> None:
    brief = a_brief()
    edits = review.accept(brief, Edits(), ["p4.3"], "Ann")
    renderings = dict(brief.translation.renderings)
    renderings["p4.3"] = replace(renderings["p4.3"], en="Another wrong sentence.")
    done = with_edits(replace(brief, translation=Translation(renderings)), edits)
    assert "p4.3" in {point.at for point in review.open_points(done)}
    assert done.translation.renderings["p4.3"].state == "review"


def test_doing_it_twice_changes_nothing() -> None:
    brief = a_brief()
    edits = replace(
        edited(brief, "s4", "Ours."),
        names=(NameEdit("沈知远", "Shen Zhi-yuan", "Shen Zhiyuan"),),
        resolved=review.accept(brief, Edits(), ["p4.3"], "Ann").resolved,
    )
    once = with_edits(brief, edits)
    assert with_edits(once, edits) == once


def test_a_record_with_a_correction_that_the_file_has_no_more_is_stale() -> None:
    brief = replace(a_brief(), translation=unedited(a_brief()))
    edits = edited(brief, "s4", "Ours.")
    done = with_edits(brief, edits)
    assert not edits_of.stale(brief, Edits())
    assert not edits_of.stale(done, edits)
    assert edits_of.stale(done, Edits())
    assert edits_of.stale(done, edited(brief, "s4", "Theirs."))


def test_no_file_means_no_edits(tmp_path: Path) -> None:
    assert edits_of.load(tmp_path, "a") == Edits()


@given(
    st.builds(
        Edits,
        st.lists(
            st.builds(
                SentenceEdit, FULL, FULL, st.sampled_from(["title", "text", "summary"]), st.integers(1, 9), TEXT, TEXT
            )
        ).map(tuple),
        st.lists(st.builds(NameEdit, TEXT, FULL, TEXT)).map(tuple),
        st.lists(st.builds(Resolution, FULL, st.sampled_from(["figures", "names"]), TEXT)).map(tuple),
    )
)
def test_what_is_written_is_read_back(edits: Edits) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        edits_of.save(Path(folder), "a", edits)
        assert edits_of.load(Path(folder), "a") == edits


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[sentence]]\nhash = 'a'\n", "sentence 1: no en"),
        ("[[sentence]]\nhash = 'a'\nen = ''\n", "en can't be ''"),
        ("[[sentence]]\nhash = 'a'\nen = 'b'\noccurrence = 0\n", "occurrence can't be 0"),
        ("[[sentence]]\nhash = 'a'\nen = 'b'\npart = 'body'\n", "part can't be 'body'"),
        ("[[resolved]]\nhash = 'a'\ncheck = 'nothing'\nby = 'c'\n", "check can't be 'nothing'"),
        ("[[name]]\nzh = 'a'\nEn = 'b'\n", "unknown key 'En'; name 1: no en"),
        ("sentence = 3\n", "write [[sentence]]"),
        ("[[sentences]]\n", "unknown key 'sentences'"),
        ("hash = ", "can't be read"),
    ],
)
def test_a_file_with_problems_says_them_all(tmp_path: Path, text: str, said: str) -> None:
    path = edits_of.path_of(tmp_path, "a")
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    with pytest.raises(UsageError, match="edits") as error:
        edits_of.load(tmp_path, "a")
    assert said in str(error.value)
    assert error.value.exit_code == 2
