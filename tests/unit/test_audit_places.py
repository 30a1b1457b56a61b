"""Real places that only the English has: wild-shaped, synthetic, negative and unseen."""

from __future__ import annotations

import pytest

from flows.steps.audit import audit_translation, decide
from flows.steps.audit.places import strange_places
from flows.steps.names import Register
from flows.steps.names.register import Term
from flows.steps.repair import repair
from flows.steps.types import Name

NAMES = (Name("宛津", "Wanjin", "place", "rule"), Name("桐岭", "Tongling", "place", "rule"))
REGISTER = Register(NAMES, tuple(Term(name, bounded=False) for name in NAMES))
STRANGE = [
    ("首趟列车从宛津北站开出。", "The first train left Tianjin North Station.", ["Tianjin"]),
    ("列车开往桐岭。", "The train leaves for Tonghua.", ["Tonghua"]),
    ("城区可防洪水。", "The urban area of Lanzhou can stand a flood.", ["Lanzhou"]),
    ("描绘新蓝图。", "A blueprint for the Yangtze city.", ["Yangtze"]),
    ("代表团出席论坛。", "The delegation from Vietnam attended the forum.", ["Vietnam"]),
    ("西湖北路通车。", "The road in western Hubei opens.", ["Hubei"]),
    ("项目开工。", "Construction began in Inner Mongolia and Qianhai.", ["Inner Mongolia", "Qianhai"]),
]
KNOWN = [
    ("天津港扩建。", "Tianjin Port is extended."),
    ("京津冀协同发展。", "Beijing, Tianjin and Hebei develop together."),
    ("来津投资的粤企增多。", "More Guangdong companies invest in Tianjin."),
    ("沪苏浙皖四地联动。", "Shanghai, Jiangsu, Zhejiang and Anhui act together."),
    ("全国铁路客流增长。", "Railway traffic across China and in Beijing grows."),
    ("列车开往桐岭。", "The train leaves for Tongling."),
    ("中美、中老经贸往来。", "Trade between China and the United States, and China and Laos."),
    ("东欧订单增加。", "Orders from Eastern Europe rise."),
    ("延安路封闭施工。", "Yan'an Road is closed."),
    ("林江县召开会议。", "Linjiang County held a meeting."),
    ("湖北省委召开会议。", "The CPC Hubei Provincial Committee held a meeting."),
]
UNSEEN = [("宛津来津招商。", "Tianjin went to Tianjin for investment.")]  # one of the two is right


@pytest.mark.parametrize(("zh", "en", "places"), STRANGE)
def test_a_place_that_the_chinese_does_not_name_is_seen(zh: str, en: str, places: list[str]) -> None:
    assert strange_places(zh, en, NAMES) == places
    check = next(check for check in audit_translation(zh, en, REGISTER) if check.name == "names")
    assert check.fatal
    assert f"not in the Chinese: {', '.join(places)}" in check.why


@pytest.mark.parametrize(("zh", "en"), KNOWN)
def test_what_the_chinese_names_alludes_to_or_sounds_like_is_no_stranger(zh: str, en: str) -> None:
    assert strange_places(zh, en, NAMES) == []


@pytest.mark.xfail(reason="one mention of a place vouches for all", strict=True)
@pytest.mark.parametrize(("zh", "en"), UNSEEN)
def test_unseen(zh: str, en: str) -> None:
    assert strange_places(zh, en, ())


def test_one_place_lost_and_one_invented_are_exchanged() -> None:
    zh, wrong = "首趟列车今天上午从宛津北站开出。", "The first train left Tianjin North Station this morning."
    mended = repair(zh, wrong, REGISTER, audit_translation(zh, wrong, REGISTER))
    assert mended == "The first train left Wanjin North Station this morning."
    assert decide(audit_translation(zh, mended, REGISTER)) == "ok"


def test_of_two_that_are_lost_none_is_guessed() -> None:
    zh, wrong = "列车从宛津开往桐岭。", "The train leaves Tianjin for the south."
    assert repair(zh, wrong, REGISTER, audit_translation(zh, wrong, REGISTER)) is None


@pytest.mark.parametrize(
    ("zh", "wrong", "mended"),
    [
        (
            "沿线三县有企业210余家。",
            "There are more than 210 enterprises in three counties in Jiangsu.",
            "in three counties.",
        ),
        (
            "全县丰收，农民高兴。",
            "The county had a good harvest across Anhui, and farmers are glad.",
            "harvest, and farmers",
        ),
    ],
)
def test_a_place_that_only_says_where_is_cut(zh: str, wrong: str, mended: str) -> None:
    found = repair(zh, wrong, REGISTER, audit_translation(zh, wrong, REGISTER))
    assert found is not None
    assert mended in found


def test_a_place_that_is_a_part_of_the_sentence_is_not_cut() -> None:
    zh, wrong = "县里与研究院合作。", "The county and the East Sichuan institute cooperate."
    assert repair(zh, wrong, REGISTER, audit_translation(zh, wrong, REGISTER)) is None
