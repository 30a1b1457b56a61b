"""Fields, dates, people and publishers."""

from __future__ import annotations

import pytest

from flows.steps.metadata import (
    credits_of,
    find_date,
    find_fields,
    is_person,
    publisher_beside,
    publisher_of,
    split_names,
)

DATES = [
    ("2020-07-01 09:13:28来源：云溪日报", "2020-07-01T09:13:28+08:00", "second", "assumed"),
    ("时间：2023-02-23来源", "2023-02-23", "day", None),
    ("2024年5月7日 8时05分", "2024-05-07T08:05+08:00", "minute", "assumed"),
    ("2024/5/7 08:05", "2024-05-07T08:05+08:00", "minute", "assumed"),
    ("2024.05.07", "2024-05-07", "day", None),
    ("发布时间：2019-09-07T13:43:45+08:00", "2019-09-07T13:43:45+08:00", "second", "stated"),
    ("2019-09-07T05:43:45Z", "2019-09-07T05:43:45+00:00", "second", "stated"),
    ("二〇二三年二月二十日", "2023-02-20", "day", None),
    ("二零二四年十月三十一日", "2024-10-31", "day", None),
    ("27日，云溪区召开会议", None, None, None),
    ("2月20日上午", None, None, None),
    ("今起推出，日前召开", None, None, None),
    ("2024-13-40", None, None, None),
    ("共2024家企业", None, None, None),
]

FIELDS = [
    ("2020-07-01 09:13:28來源：云溪日报", []),
    ("2020-07-01 09:13:28来源：云溪日报责编：甲乙丙", [("source", "云溪日报"), ("editor", "甲乙丙")]),
    (
        "时间：2023-02-23来源 ： 云溪网园区作者 ： 甲乙丙",
        [("date", "2023-02-23"), ("source", "云溪网园区"), ("text", "甲乙丙")],
    ),
    ("撰稿、供图：甲乙", [("text", "甲乙"), ("photo", "甲乙")]),
    ("（责任编辑：园区投稿01）", [("editor", "园区投稿01")]),
    ("来源 | 云溪开发区联盟", [("source", "云溪开发区联盟")]),
]

NAMES = [
    ("甲乙 丙丁", ("甲乙", "丙丁")),
    ("云溪日报记者 甲乙、丙丁", ("甲乙", "丙丁")),
    ("甲乙和丙丁", ("甲乙", "丙丁")),
    ("经济时报记者 甲 乙 摄", ("甲乙",)),
    ("Demi Xia", ("Demi Xia",)),
    ("甲乙丙 我来说两句", ("甲乙丙",)),
]

PUBLISHERS = [("《云溪日报》", "云溪日报"), ("云溪网2022年02月26日", "云溪网"), ("云溪社 责编", "云溪社"), ("", None)]


@pytest.mark.parametrize(("line", "value", "precision", "zone"), DATES)
def test_dates(line, value, precision, zone):
    found = find_date(line)
    assert (found and (found[0].value, found[0].precision, found[0].zone)) == (value and (value, precision, zone))


@pytest.mark.parametrize(("line", "expected"), FIELDS, ids=range(len(FIELDS)))
def test_fields(line, expected):
    assert [(field.kind, field.value) for field in find_fields(line)] == expected


@pytest.mark.parametrize(("value", "expected"), NAMES)
def test_names(value, expected):
    assert split_names(value) == expected


@pytest.mark.parametrize(("value", "expected"), PUBLISHERS)
def test_publishers(value, expected):
    assert publisher_of(value) == expected


def test_an_account_is_no_person():
    assert [(credit.role, credit.name) for credit in credits_of(find_fields("责任编辑：园区通讯员07"))] == [
        ("account", "园区通讯员07")
    ]
    assert [is_person(name) for name in ("甲乙丙", "欧阳云溪", "买买提·甲乙", "云溪新闻中心", "投稿01")] == [
        True, True, True, False, False,
    ]  # fmt: skip


def test_a_publisher_beside_the_date():
    assert publisher_beside("云溪网 2019-11-25 10:37:31") == "云溪网"
    assert publisher_beside("云溪网召开会议") is None
