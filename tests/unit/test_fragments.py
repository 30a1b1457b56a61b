"""What is left of a name and made whole: wild-shaped, synthetic, and what is never guessed."""

from __future__ import annotations

import pytest

from flows.steps.fragments import made_whole
from flows.steps.types import Name

COMMITTEE = Name("岚川新城党工委", "Lanchuan New City Party Working Committee", "organisation", "rule")
CITY = Name("岚川新城", "Lanchuan New City", "place", "rule")
CLUSTER = Name("纺织产业集群“登高”工程", "textile industrial cluster Climb High project", "project", "glossary")
METRO = Name("岚川都市圈", "Lanchuan metropolitan area", "place", "glossary")
LINKAGE = Name("“五区联动”", "Five-District Linkage", "project", "glossary")
RIVER = Name("青溪河", "Qingxi River", "place", "rule")
BUREAU = Name("岚川市统计局", "Lanchuan Municipal Statistics Bureau", "organisation", "rule")
ALL = (COMMITTEE, CITY, CLUSTER, METRO, LINKAGE, RIVER, BUREAU)
WHOLE = [
    (
        METRO,
        "岚川都市圈新增三座公园。",
        "Three parks were added in Lanchuan metro.",
        "in Lanchuan metropolitan area.",
    ),
    (
        COMMITTEE,
        "今年，岚川新城党工委成立。",
        "This year, the Lanchuan New City Committee was set up.",
        "the Lanchuan New City Party Working Committee was",
    ),
    (
        CLUSTER,
        "实施纺织产业集群“登高”工程，鼓励创新。",
        "It carries out textile industrial clusters, and innovates.",
        "out textile industrial cluster Climb High project, and",
    ),
    (
        LINKAGE,
        "融入“五区联动”战略。",
        "It will integrate into Linkage strategy.",
        "into Five-District Linkage strategy.",
    ),
    (RIVER, "青溪河清障完工。", "Clearing of the river is complete.", "of the Qingxi River is"),
    (
        COMMITTEE,
        "岚川新城党工委坚持。",
        "The Lanchuan New City keeps on.",
        "The Lanchuan New City Party Working Committee keeps",
    ),
]
LEFT = [
    (COMMITTEE, "岚川新城党工委来到岚川新城。", "They came to the Lanchuan New City."),  # the place itself
    (CLUSTER, "纺织产业集群里有纺织产业集群“登高”工程。", "The textile industrial cluster has a project."),
    (LINKAGE, "“五区联动”启动。", "Linkage begins."),  # a capital that any first word has
    (RIVER, "青溪河与黑水河相汇。", "The river meets the river and the river."),
    (BUREAU, "岚川市统计局说。", "The Lanchuan Municipal Committee said."),
    (BUREAU, "岚川市统计局说。", "The Bureau said."),
    (RIVER, "青溪河边的青溪河。", "By the river."),
    (METRO, "岚川都市圈发展。", "Lanchuan develops."),
]


@pytest.mark.parametrize(("name", "zh", "en", "part"), WHOLE)
def test_a_fragment_that_can_be_nothing_else_is_made_whole(name: Name, zh: str, en: str, part: str) -> None:
    found = made_whole(name, [other for other in ALL if other is not name], zh, en)
    assert found is not None
    assert part in found


@pytest.mark.parametrize(("name", "zh", "en"), LEFT)
def test_what_may_be_something_else_is_left(name: Name, zh: str, en: str) -> None:
    assert made_whole(name, [other for other in ALL if other is not name], zh, en) is None
