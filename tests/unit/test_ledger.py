"""The ledger: what each place states of a figure, and whether it agrees with its source."""

from __future__ import annotations

from flows.steps.facts import build_ledger
from flows.steps.types import Article, Fact, Mention, Paragraph, Rendering, Sentence, SummarySentence, Translation


def _article(*sentences: str) -> Article:
    row = tuple(Sentence(f"p1.{n}", (n, n), zh) for n, zh in enumerate(sentences, 1))
    return Article(None, (Paragraph("p1", "text", row),), "Hans")


def _english(**by_id: str) -> Translation:
    return Translation({at.replace("_", "."): Rendering("", en, "ok") for at, en in by_id.items()})


def _ledger(article: Article, english: Translation, *points: tuple[str, str | None]) -> dict[str, Fact]:
    row = [SummarySentence(f"s{n}", zh, ("p1.1",), en=en) for n, (zh, en) in enumerate(points, 1)]
    return {fact.zh or fact.en: fact for fact in build_ledger(article, row, english)}


def test_source_summary_and_english_line_up() -> None:
    article = _article("锦浦区实现产值90亿元，增长5.6%。")
    english = _english(p1_1="Jinpu District's output reached 9 billion yuan, up 5.6 percent.")
    facts = _ledger(article, english, ("产值90亿元。", "Output was 9 billion yuan."))
    amount = facts["90亿元"]
    assert (amount.low, amount.unit, amount.en, amount.kind) == ("9000000000", "CNY", "9 billion yuan", "amount")
    assert [(m.at, m.lang, m.ok) for m in amount.mentions] == [
        ("p1.1", "zh", True),
        ("p1.1", "en", True),
        ("s1", "zh", True),
        ("s1", "en", True),
    ]
    assert facts["5.6%"].direction == "up"


def test_the_classic_error_of_magnitude_shows() -> None:
    facts = _ledger(_article("产值90亿元。"), _english(p1_1="Output was 900 million yuan."))
    assert Mention("p1.1", "en", (0, 0), ok=False) in facts["90亿元"].mentions
    (wrong,) = facts["900 million yuan"].mentions
    assert not wrong.ok and wrong.span == (11, 27)


def test_a_key_point_with_a_figure_of_its_own_is_not_ok() -> None:
    facts = _ledger(_article("产值90亿元。"), _english(), ("产值900亿元。", "Output was 90 billion yuan."))
    assert [m.ok for m in facts["900亿元"].mentions if m.lang == "zh"] == [False]


def test_a_key_point_may_not_turn_nearly_into_more_than() -> None:
    facts = _ledger(_article("投资近90亿元。"), _english(), ("投资超90亿元。", None))
    assert [m.ok for m in facts["超90亿元"].mentions] == [False]


def test_like_values_of_different_things_stay_apart() -> None:
    facts = _ledger(_article("建成66家工厂，提升66%。"), _english())
    assert {"66家", "66%"} <= facts.keys()


def test_what_cannot_be_read_is_listed_and_never_ok() -> None:
    facts = _ledger(_article("数十家企业以8折优惠参展。"), _english(p1_1="Dozens of firms gave 20 percent off."))
    assert {fact.zh for fact in facts.values() if fact.kind == "unread"} == {"数十", "8折"}
    assert not any(m.ok for fact in facts.values() if fact.kind == "unread" for m in fact.mentions)


def test_ids_count_up_and_untranslated_sentences_have_no_english() -> None:
    english = Translation({"p1.1": Rendering("", None, "untranslated")})
    facts = build_ledger(_article("产值90亿元，利润3亿元。"), (), english)
    assert [fact.id for fact in facts] == ["f1", "f2"]
    assert all(m.lang == "zh" for fact in facts for m in fact.mentions)


def test_the_ledger_states_units_and_measure_words() -> None:
    facts = _ledger(_article("连续9年举办，1.2万余人次参加，位列第27位。"), _english())
    assert {zh: fact.en for zh, fact in facts.items()} == {
        "9年": "nine years",
        "1.2万余人次": "more than 12,000",
        "第27位": "27th",
    }


def test_nearly_is_not_more_than_and_a_rise_is_no_fall() -> None:
    article = _article("投资近90亿元，同比下降5.6%。")
    facts = _ledger(article, _english(p1_1="Investment exceeded more than 9 billion yuan, a rise of 5.6 percent."))
    assert [[m.ok for m in facts[zh].mentions if m.lang == "en"] for zh in ("近90亿元", "5.6%")] == [[False], [False]]


def test_the_english_of_a_key_point_stands_in_the_row_of_its_chinese() -> None:
    facts = _ledger(_article("投资近90亿元。"), _english(), ("投资90亿元。", "It invested 9 billion yuan."))
    assert list(facts) == ["近90亿元"]
    assert [(m.at, m.lang, m.ok) for m in facts["近90亿元"].mentions] == [
        ("p1.1", "zh", True),
        ("s1", "zh", True),
        ("s1", "en", True),
    ]
