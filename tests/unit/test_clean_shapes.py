"""Whole pages in the shapes of many portals, line by line; each file of tests/gold/shapes is one page of our own.

Its first line is metadata as JSON; each other line begins with its label: t title, b text, h heading, c caption,
x set aside, - either way.
"""

from __future__ import annotations

import json

import pytest

from flows.steps.clean import clean
from flows.steps.errors import SkipDocument
from tests.cleaned import ROOT, labels, text_of

SHAPES = sorted((ROOT / "tests" / "gold" / "shapes").glob("*.txt"))
CODES = {"text": "b", "heading": "h", "caption": "c", "title": "t"}
# What is known to be missed: the words under a gallery, and an editor without a colon.
MISSED = {
    "26-caption-heavy": {2: "b", 3: "b", 4: "b"},
    "39-photo-story": {4: "b"},
    "43-industry-daily": {"editor": None},
}


def read(path):
    head, *rest = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    return json.loads(head), [line[:1] for line in rest], "\n".join(line[2:] for line in rest)


def differences(path):
    """Line numbers of the file and names of metadata that came out otherwise, with what they came out as."""
    meta, gold, body = read(path)
    article = clean(text_of(body))
    found = labels(article)
    got = {
        at: CODES.get(found.get(at - 1, "title"), "x") for at, label in enumerate(gold, start=2) if label not in " -"
    }
    wrong = {at: code for at, code in got.items() if code != gold[at - 2]}
    said = {
        "title": article.title.zh if article.title else None,
        "published": article.published.value if article.published else None,
        "publisher": article.publisher,
        "authors": list(article.authors),
        "editor": article.editor,
    }
    return wrong | {
        key: value for key, value in said.items() if value != meta.get(key, [] if key == "authors" else None)
    }


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_every_line_and_field(path):
    if read(path)[0].get("skip"):
        with pytest.raises(SkipDocument):
            clean(text_of(read(path)[2]))
    else:
        assert differences(path) == MISSED.get(path.stem, {})


@pytest.mark.xfail(reason="captions of a gallery above their text, without headings, read as paragraphs", strict=True)
@pytest.mark.parametrize("stem", ["26-caption-heavy", "39-photo-story"])
def test_known_failure_captions_above_the_text(stem):
    assert not differences(ROOT / "tests" / "gold" / "shapes" / f"{stem}.txt")


@pytest.mark.xfail(reason="a role and a name between dots, without a colon", strict=True)
def test_known_failure_an_editor_without_a_colon():
    assert not differences(ROOT / "tests" / "gold" / "shapes" / "43-industry-daily.txt")


# What looks like furniture and is the article's own: each stands in the middle of a body, and at its end.
KEPT = [
    "全县居民已下载“云溪通”客户端12万次，在线办件37万件。",
    "局长直播卖梨，网友点赞云溪",
    "微信、微博、抖音成为云溪商户直播的主要渠道。",
    "今天是重阳节，云溪区为老人免费体检。",
    "欢迎仪式在云溪站广场举行。",
    "广告产业园落户云溪，首批入驻企业31家。",
    "推广秸秆还田12万亩",
    "立即停产的有37家企业。",
    "已有会员企业214家，登录平台即可查询订单。",
    "大、中、小企业协同发展",
    "阅读、评论、转发量均创新高。",
    "法院认定，涉案作品版权归原作者所有。",
    "他呼吁大家转发这条寻人信息，让老人早日回家。",
    "图书馆推出“听新闻”栏目，点击量超过3万次。",
    "云溪日报社原址改建为印刷博物馆。",
    "问：何时开工？",
    "（2023年8月30日云溪区人民代表大会常务委员会通过）",
    "地址选在渡口旁，电话、网络同步接通。",
    "数据显示，4月汽车下线1.2万辆。",
]
PARAGRAPH = "3月5日，云溪区召开年度工作会议，安排部署全年重点工作，要求各单位加快推进项目建设，确保完成任务。"


@pytest.mark.parametrize("line", KEPT)
def test_what_is_the_articles_own_stays(line):
    for body in ([PARAGRAPH, line, PARAGRAPH[:-1] + "。"], [PARAGRAPH, PARAGRAPH, line]):
        article = clean(text_of("\n".join(["云溪区部署全年工作", "2024-03-05 来源：云溪日报", *body])))
        assert line in [paragraph.zh for paragraph in article.paragraphs], article.set_aside


@pytest.mark.parametrize("head", ["今天是2024年3月5日 星期二", "2024年03月05日 星期二"])
def test_the_readers_day_is_no_publication_date(head):
    lines = [head, "云溪区部署全年工作", "发布时间：2022-08-16 11:03 来源：云溪日报", PARAGRAPH]
    assert clean(text_of("\n".join(lines))).published.value == "2022-08-16T11:03+08:00"
