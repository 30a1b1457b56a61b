"""Plan and compress, on our own samples and on made-up shapes."""

from dataclasses import replace

import pytest

from flows.steps.glossary import load_glossary
from flows.steps.lines import as_article
from flows.steps.names import build_register
from flows.steps.plan import PASSAGE, plan, points_wanted
from flows.steps.summarise import SummaryJob, summarise
from flows.steps.types import Article, Paragraph, Sentence, Title
from models.engine import Length
from tests.fakes import FakeEngine

NEWS = "3月5日，云岭新区召开年度工作会议，周远帆出席。"
FIGURE = "去年，云岭新区实现地区生产总值310.5亿元，同比增长7.2%。"
SLOGAN = "要坚持不懈、凝心聚力，奋力谱写高质量发展新篇章。"
MAXIM = "心往一处想，劲往一处使，事业才能行稳致远。"


def article_of(*sentences: str, title: str | None = "云岭新区部署全年工作") -> Article:
    rows = tuple(Paragraph(f"p{n}", "text", (Sentence(f"p{n}.1", (n, n), zh),)) for n, zh in enumerate(sentences, 1))
    return Article(Title(title) if title else None, rows, "Hans")


def job(article: Article, length: Length = "medium") -> SummaryJob:
    return SummaryJob(article, build_register(article, load_glossary()), length)


COUNTS = [(3, "medium", 1), (5, "long", 1), (8, "medium", 2), (12, "medium", 3), (20, "medium", 4), (60, "medium", 5),
          (20, "short", 2), (60, "long", 8)]  # fmt: skip


@pytest.mark.parametrize(("sentences", "length", "points"), COUNTS)
def test_the_number_of_points_follows_the_length(sentences: int, length: Length, points: int) -> None:
    assert points_wanted(article_of(*[NEWS] * sentences), length) == points


def test_an_article_that_is_planned_already_is_summarised_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = job(article_of(NEWS, FIGURE, SLOGAN, MAXIM))
    planned = replace(plain, passages=plain.plan)
    made = summarise([plain], FakeEngine())
    monkeypatch.setattr("flows.steps.summarise.plan", None)  # not asked again
    assert summarise([planned], FakeEngine()) == made


def test_news_is_chosen_before_slogans_and_maxims() -> None:
    article = article_of(MAXIM, SLOGAN, NEWS, SLOGAN + MAXIM, FIGURE, SLOGAN, MAXIM)
    chosen = [passage.core.zh for passage in plan(article, build_register(article, load_glossary()))]
    assert chosen == [NEWS, FIGURE]


def test_no_two_points_say_the_same() -> None:
    again = FIGURE.replace("去年，", "2023年，")
    article = article_of(NEWS, FIGURE, again, MAXIM, SLOGAN, SLOGAN)
    chosen = [passage.core.zh for passage in plan(article, build_register(article, load_glossary()))]
    assert not {FIGURE, again} <= set(chosen)


def test_a_passage_stays_within_its_budget() -> None:
    long_paragraph = Paragraph("p1", "text", tuple(Sentence(f"p1.{n}", (1, 1), FIGURE) for n in range(1, 30)))
    article = Article(Title("云岭"), (long_paragraph,), "Hans")
    assert all(len(p.zh) <= PASSAGE for p in plan(article, build_register(article, load_glossary())))


def test_points_are_numbered_and_rest_on_sentences_of_the_article() -> None:
    article = article_of(NEWS, FIGURE, SLOGAN, MAXIM, SLOGAN, MAXIM, FIGURE.replace("310.5", "88"))
    (made,) = summarise([job(article)], FakeEngine())
    ids = {sentence.id for sentence in article.sentences()}
    assert [point.id for point in made.sentences] == [f"s{n}" for n in range(1, len(made.sentences) + 1)]
    assert all(point.evidence and set(point.evidence) <= ids for point in made.sentences)
    assert all(len(point.zh) <= 61 for point in made.sentences)


def test_a_missing_title_is_generated_and_marked() -> None:
    (made,) = summarise([job(article_of(NEWS, FIGURE, title=None))], FakeEngine())
    assert made.title is not None
    assert made.title.origin == "generated"
    assert 6 <= len(made.title.zh) <= 60


def test_an_invented_figure_is_not_passed_on() -> None:
    article = article_of(NEWS, FIGURE, MAXIM, SLOGAN, MAXIM, SLOGAN)
    passages = plan(article, build_register(article, load_glossary()))
    lies = {p.zh: "云岭新区去年实现地区生产总值999亿元，创历史最好成绩。" for p in passages}
    (made,) = summarise([job(article)], FakeEngine(replies=lies))
    assert not any("999" in point.zh for point in made.sentences)
    assert all(point.zh_origin == "extracted" for point in made.sentences)


def test_an_article_of_headings_has_no_points() -> None:
    article = Article(Title("云岭"), (Paragraph("p1", "heading", (Sentence("p1.1", (1, 1), "一、总体要求"),)),), "Hans")
    (made,) = summarise([job(article)], FakeEngine())
    assert made.sentences == ()


def test_lines_make_an_article_of_one_paragraph_each() -> None:
    assert [p.zh for p in as_article(["一", "", "二"]).paragraphs] == ["一", "二"]


class Narrow(FakeEngine):
    """An engine whose window holds nothing."""

    def count_tokens(self, texts, task=None):  # type: ignore[no-untyped-def]
        return [10_000] * len(texts)


def test_what_exceeds_the_window_is_taken_in_the_articles_own_words() -> None:
    engine = Narrow()
    (made,) = summarise([job(article_of(NEWS, FIGURE, title=None))], engine)
    assert made.title is not None
    assert all(point.zh_origin == "extracted" for point in made.sentences)
    assert all(not texts for texts, _ in engine.calls)
