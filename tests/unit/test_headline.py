"""The English headline: parts, mottoes, what is left where nothing is sound, and no place of the model's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from flows.steps.glossary import load_glossary
from flows.steps.headline import Part, echoes, of_point, parts
from flows.steps.lines import as_article
from flows.steps.names import build_register
from flows.steps.translate import TranslationJob, translate
from flows.steps.types import Rendering, SummarySentence
from models.engine import Decoding, Generation, Hypothesis
from tests.fakes import FakeEngine, fake_spec

SIGNED = "项目签约 总投资56亿元"


class TwoWays(FakeEngine):
    """Says a word twice at first, and once in its second hypothesis."""

    first = "The district held its rural work conference this morning on rural issues"
    second = "The district held its rural work conference this morning"

    def __init__(self) -> None:
        super().__init__(fake_spec(placeholders=False, copies=False))

    def generate(self, texts: Sequence[str], _decoding: Decoding) -> list[Generation]:
        return [Generation((Hypothesis(self.first, -0.1, 9), Hypothesis(self.second, -0.2, 9)), 9) for _ in texts]


def made(zh: str, replies: Mapping[str, str]) -> Rendering:
    """The headline of a title whose parts the engine answers so; the rest it makes up."""
    engine = FakeEngine(fake_spec(placeholders=False, copies=False), replies)
    (rendering,) = translate([TranslationJob(zh, build_register(as_article([zh]), load_glossary()), True)], engine)
    return rendering


@pytest.mark.parametrize(
    ("zh", "found"),
    [
        (SIGNED, (Part("项目签约"), Part("总投资56亿元"))),
        ("一粒米的三次加价——合作社纪事", (Part("一粒米的三次加价"), Part("合作社纪事", True))),
        ("把“一河 两岸”建成公园", ()),
        ("《山河 岁月》首映 观众满座", (Part("《山河 岁月》首映"), Part("观众满座"))),
        ("只有一个部分", ()),
        ("长 春", ()),
        ("", ()),
    ],
)
def test_parts(zh: str, found: tuple[Part, ...]) -> None:
    assert parts(zh) == found


def test_each_part_is_translated_by_itself() -> None:
    found = made(
        SIGNED,
        {
            SIGNED: "The investment of project was 5.6 billion yuan of signing.",
            "项目签约": "The project is signed.",
            "总投资56亿元": "Total investment of 5.6 billion yuan.",
        },
    )
    assert (found.en, found.state) == ("The project is signed; total investment of 5.6 billion yuan", "ok")


def test_a_headline_that_says_a_word_again_yields_to_one_that_does_not() -> None:
    assert echoes("Work conferences on the work of talent work") == 2
    assert echoes("Work on the plan") == 0
    engine = TwoWays()
    zh = "全区农村工作会议今天上午举行"
    register = build_register(as_article([zh]), load_glossary())
    (heading,) = translate([TranslationJob(zh, register, headline=True)], engine)
    (sentence,) = translate([TranslationJob(zh, register)], engine)
    assert (heading.en, sentence.en) == (engine.second, engine.first)


def test_the_whole_is_kept_where_a_part_is_worse() -> None:
    whole = "The project is signed with a total investment of 5.6 billion yuan"
    found = made(SIGNED, {SIGNED: whole, "项目签约": "The project is signed", "总投资56亿元": "Total investment"})
    assert found.en == whole


def test_mottoes_before_a_dash_are_left_out_and_said() -> None:
    zh = "凝心聚力 开拓进取 再创辉煌——全县农村工作会议召开"
    found = made(zh, {"全县农村工作会议召开": "The county's rural work conference is held"})
    assert (found.en, found.state, found.origin) == ("The county's rural work conference is held", "review", "rule")
    assert [check.why for check in found.checks if not check.ok] == ["nothing stands for: 凝心聚力 开拓进取 再创辉煌"]


def test_a_motto_with_a_figure_or_a_name_is_none() -> None:
    zh = "投资5亿元 天津港提速 再创辉煌——港口工作会议召开"
    said = {
        "投资5亿元": "500 million yuan invested",
        "天津港提速": "Tianjin Port speeds up",
        "再创辉煌": "A new splendor",
    }
    found = made(zh, {**said, "港口工作会议召开": "A conference on port work is held"})
    assert found.en == (
        "500 million yuan invested; Tianjin Port speeds up; a new splendor: A conference on port work is held"
    )


def test_a_sound_part_stands_alone_where_the_rest_is_rejected() -> None:
    zh = "一匹布里的雄心——加快建设纺织产业集群"
    ambition = "The two billion ambitions of Tianjin"
    found = made(
        zh, {zh: ambition, "一匹布里的雄心": ambition, "加快建设纺织产业集群": "Building textile clusters faster"}
    )
    assert (found.en, found.state) == ("Building textile clusters faster", "review")
    assert "nothing stands for: 一匹布里的雄心" in [check.why for check in found.checks]


def test_no_headline_names_a_place_that_the_chinese_does_not() -> None:
    zh = "新线今日开通"
    assert made(zh, {zh: "The line to Tianjin opens today"}).en is None


def test_a_sound_key_point_stands_in_for_a_headline_without_english() -> None:
    unsound = SummarySentence("s1", "甲。", ("p1.1",), en="A.", state="review")
    sound = SummarySentence("s2", "乙。", ("p1.2",), en="The line opened today.", state="ok")
    found = of_point("新线今日开通", [unsound, sound])
    assert found is not None
    assert (found.zh, found.en, found.state, found.origin) == (
        "新线今日开通",
        "The line opened today",
        "review",
        "rule",
    )
    assert "key point 2" in found.checks[0].why
    assert of_point("新线今日开通", [unsound]) is None
