"""The translate step: one rendering a job, re-ranked, decoded again, repaired or left untranslated."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from flows.steps.glossary import load_glossary
from flows.steps.lines import as_article
from flows.steps.names import Register, build_register
from flows.steps.translate import TranslationJob, _bounds, translate
from models.engine import Decoding, Generation, Hypothesis
from tests.fakes import FakeEngine, fake_spec

LOOP = "the zone of the zone of the zone of the zone of the zone of the zone of the zone of the zone"
SOUND = "Output in the zone reached 9 billion yuan last year."
ZH = "去年全区产值达到90亿元。"


class Scripted(FakeEngine):
    """Gives the hypotheses it is told, by call."""

    def __init__(self, *scripts: Sequence[str]) -> None:
        super().__init__(fake_spec(placeholders=False, copies=False))
        self.scripts = list(scripts)

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Generation]:
        self.calls.append((tuple(texts), decoding))
        script = self.scripts.pop(0)
        return [Generation(tuple(Hypothesis(t, -0.1 * i, 9) for i, t in enumerate(script)), 9) for _ in texts]


def names_of(*lines: str) -> Register:
    return build_register(as_article(lines), load_glossary())


def one(engine: FakeEngine, zh: str = ZH) -> tuple[str | None, str]:
    (rendering,) = translate([TranslationJob(zh, names_of(zh))], engine)
    return rendering.en, rendering.state


def test_the_sound_hypothesis_is_taken_though_it_comes_second() -> None:
    engine = Scripted(["Output in the zone reached 900 million yuan last year.", SOUND])
    assert one(engine) == (SOUND, "ok")
    assert len(engine.calls) == 1


def test_a_loop_is_decoded_once_more_in_a_safer_way() -> None:
    engine = Scripted([LOOP, LOOP], [SOUND])
    assert one(engine) == (SOUND, "ok")
    assert engine.calls[1][1].no_repeat_ngram_size == 3


def test_a_dropped_figure_is_decoded_once_more() -> None:
    engine = Scripted(["Output in the zone grew last year in its course."], [SOUND])
    assert one(engine) == (SOUND, "ok")
    assert len(engine.calls) == 2


def test_a_term_lost_twice_is_decoded_clause_by_clause_at_last() -> None:
    zh = "企业表示要加快提升创新链和价值链的整体水平，推动产业发展更加均衡。"
    lost = ["Companies said they would improve the innovation chain and make the industry more balanced."]
    engine = Scripted(lost, lost, ["Companies would improve the value chain"])
    one(engine, zh)
    assert [len(texts) for texts, _ in engine.calls] == [1, 1, 2]
    assert "".join(engine.calls[2][0]) == zh
    assert engine.calls[2][0][0].endswith("，")


def test_what_stays_bad_has_no_english() -> None:
    assert one(Scripted([LOOP], [LOOP])) == (None, "untranslated")
    assert one(Scripted([""], [""])) == (None, "untranslated")
    assert one(Scripted([ZH], [ZH])) == (None, "untranslated")


def test_a_wrong_figure_is_never_passed_on_quietly() -> None:
    wrong = ["Output in the zone reached 7 billion yuan last year, a good year."]
    english, state = one(Scripted(wrong, wrong))
    assert english is None or "9 billion" in english or state == "review"


def test_equal_sentences_of_one_document_are_decoded_once() -> None:
    engine, names = FakeEngine(), names_of(ZH)
    first, second = translate([TranslationJob(ZH, names), TranslationJob(ZH, names)], engine)
    assert first == second
    assert sum(len(texts) for texts, decoding in engine.calls if decoding.no_repeat_ngram_size == 0) == 1


def test_order_and_number_are_kept() -> None:
    lines = [f"第{n}家企业落户园区，带来新的岗位。" for n in "一二三四五六七"]
    names = names_of(*lines)
    answers = translate([TranslationJob(zh, names) for zh in lines], FakeEngine())
    assert [answer.zh for answer in answers] == lines


def test_a_sentence_beyond_the_window_is_split_never_cut() -> None:
    zh = "园区召开会议部署工作" * 200 + "。"
    engine = FakeEngine()
    translate([TranslationJob(zh, names_of())], engine)
    read = "".join(text for texts, decoding in engine.calls if decoding.no_repeat_ngram_size == 0 for text in texts)
    assert read == zh


@given(st.integers(0, 3_000))
def test_slices_cover_all_units_and_the_last_is_small(count: int) -> None:
    bounds = _bounds(count)
    assert bounds == sorted(set(bounds))
    assert (bounds[0], bounds[-1]) == (0, count)
    sizes = [high - low for low, high in pairwise(bounds)]
    assert all(size <= 512 for size in sizes)
    assert sizes[-1:] < [129]


def test_many_sentences_come_back_in_order_whatever_their_slices() -> None:
    register = names_of(ZH)
    texts = [
        f"第{number}期项目在园区开工，总投资{number}亿元，{'年内建成，' * (number % 40)}。" for number in range(700)
    ]
    made = translate([TranslationJob(zh, register) for zh in texts], FakeEngine())
    assert [rendering.zh for rendering in made] == texts
    alone = [translate([TranslationJob(zh, register)], FakeEngine())[0] for zh in texts[::70]]
    assert made[::70] == alone
