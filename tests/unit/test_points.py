"""What becomes of key points and of doubts."""

from dataclasses import replace

from flows.steps.points import kept_translation, review_points, under_ledger
from flows.steps.types import Fact, Mention, ReviewPoint
from tests.builders import a_brief


def wrong_at(at: str) -> Fact:
    return Fact(
        "f99", "amount", "90亿元", "9 billion yuan", "9", "9", "CNY", None, None, (Mention(at, "en", (0, 0), False),)
    )


def first_ok(brief):
    renderings = brief.translation.renderings
    return next(
        s.id for s in brief.article.sentences() if renderings[s.id].state == "ok" and renderings[s.id].origin == "model"
    )


def test_a_figure_that_the_ledger_finds_wrong_is_under_review() -> None:
    brief = a_brief()
    at = first_ok(brief)
    doubted = under_ledger(replace(brief, facts=(wrong_at(at),)))
    assert doubted.translation.renderings[at].state == "review"
    assert any(point.at == at and "90亿元" in point.why for point in review_points(doubted))


def test_a_sentence_whose_figures_agree_stays_as_it_is() -> None:
    brief = replace(a_brief(), facts=())
    assert under_ledger(brief) == brief


def test_a_kept_translation_knows_why_it_is_under_review() -> None:
    brief = replace(a_brief(), review=())
    at = first_ok(brief)
    kept = kept_translation(replace(brief, review=(ReviewPoint(at, "names", "not rendered: 顾明溪"),)))
    assert kept.renderings[at].state == "review"
    assert kept.renderings[at].checks[0].why == "not rendered: 顾明溪"
