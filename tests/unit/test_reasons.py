"""What a reader is told of a review point: sentences, whatever the audit notes."""

import pytest

from flows.steps.render.reasons import reason
from flows.steps.render.view import View
from flows.steps.types import ReviewPoint
from tests.builders import a_brief

SAID = {
    ("figures", "not in the English: 11次"): "Missing from the English: 11次.",
    ("figures", "not in the English: 1个; not in the Chinese: 9"): (
        "Missing from the English: 1个. Only in the English: 9."
    ),
    ("names", "not rendered: 贺兰舟 (He Lanzhou)"): "Missing from the English: 贺兰舟 (He Lanzhou).",
    ("terms", "not rendered: 碳纤维 (carbon fiber)"): "Not rendered as usual: 碳纤维 (carbon fiber).",
    ("repetition", "says twice: , of the whole chain"): "Says twice: “of the whole chain”.",
    ("direction", "7% goes up, in its evidence down"): "7% goes up here, down in the article.",
    ("direction", "7% goes up in the Chinese, down in the English"): "7% goes up in the Chinese, down in the English.",
    ("support", "withheld: no sound sentence could be written"): "Withheld: no sound sentence could be written.",
    ("figures", "{0} became {1}"): "{0} became {1} in the English.",
    ("edit", "沈知远 is not called Shen here"): "沈知远 is not called Shen here.",
    ("han", ""): "",
}  # fmt: skip


@pytest.mark.parametrize(("point", "said"), SAID.items())
def test_reasons_are_sentences(point, said):
    assert reason(ReviewPoint("p1.1", *point)) == said


def test_each_place_is_told_once_with_all_its_reasons():
    points = (
        ReviewPoint("s1", "figures", "not in the English: 3家"),
        ReviewPoint("p2.1", "han", "left in the English: 时"),
        ReviewPoint("s1", "names", "not rendered: 沈知远"),
    )
    view = View(a_brief(review=points))
    assert [at for at, _ in view.to_review] == ["s1", "p2.1"]
    assert view.to_review[0][1] == ("Missing from the English: 3家.", "Missing from the English: 沈知远.")
    assert view.rest_to_review(1) == 1
