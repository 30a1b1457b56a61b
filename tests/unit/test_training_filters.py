"""What may be trained on: filters on made-up rows, and the packed rows against the development sets."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.training.config import corpora_folder, training_home
from models.training.corpora import DEV_PAIRS, Article, Pair, read_pairs
from models.training.examples import evidence, passage, supported
from models.training.filters import DevBlocks, clean_articles, clean_pairs, key, well_formed
from models.training.normalise import normalise_en, normalise_zh

DEV = "吉林省长春市汽车产业开发区今年第一季度实现工业总产值四百一十一亿元同比增长百分之八位居全省第一" * 2


def blocks(*texts: str) -> DevBlocks:
    bare = [key(text) for text in texts]
    windows = frozenset(hash(text[i : i + 40]) for text in bare for i in range(len(text) - 39))
    return DevBlocks(windows, frozenset(bare))


def test_a_development_line_and_its_near_duplicates_are_dropped() -> None:
    dev = blocks(DEV)
    assert dev.near(DEV + "。")
    assert dev.near("日前，" + DEV + "，特此报道。")
    assert not dev.near(DEV[:50])
    assert dev.near(DEV[:50], 1)


def test_pairs_are_kept_once_and_only_if_well_formed() -> None:
    good = Pair("中国经济持续稳定增长。", "The Chinese economy keeps growing steadily.", "x")
    rows = [good, good, Pair("中国经济", "经济 economy", "x"), Pair("你好吗", "!!", "x")]
    assert list(clean_pairs(rows, blocks("无关的一行文字"), set())) == [good]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("中国" * 120, "China " * 20),
        ("中国经济增长", "see http://a.b for the whole story"),
        ("他说好", "x" * 90),
    ],
)
def test_misaligned_pairs_are_dropped(zh: str, en: str) -> None:
    assert not well_formed(Pair(zh, en, "x"))


def test_held_out_articles_are_dropped() -> None:
    row = Article("a-1", "标题", "正文" * 20, "摘要")
    assert not list(clean_articles([row], blocks("别的文字别的文字"), frozenset({"a-1"}), set()))


def test_normal_form_of_chinese_leaves_the_digits_own_marks() -> None:
    assert normalise_zh("增长51.7%,达4,500亿元 (同比)") == "增长51.7%，达4,500亿元（同比）"
    assert normalise_zh("執行計劃,發展", traditional=True) == "执行计划，发展"


def test_normal_form_of_english() -> None:
    assert normalise_en("“It’s  fine ,” he said .") == '"It\'s fine," he said.'


def test_the_evidence_of_a_point_is_the_window_that_holds_it() -> None:
    text = "今天天气很好。长春市工业产值增长百分之八。市民生活改善。"
    assert "工业产值" in evidence("工业产值增长百分之八。", text, 20)
    assert supported("工业产值增长", text, 0.8)
    assert not supported("产值9亿", text, 0.1)


def test_a_passage_ends_with_a_whole_sentence() -> None:
    assert passage("第一句话。第二句话。第三句话。", 10) == "第一句话。第二句话。"


def _cleaned() -> Path:
    folder = training_home() / "data" / "clean"
    if not (folder / "done").exists() or not corpora_folder().exists():
        pytest.skip("no prepared training data here: run `python -m models.training prepare`")
    return folder


def _shares_rows(names: list[str]) -> list[str]:
    folder = _cleaned()
    dev = {
        key(text) for name in DEV_PAIRS for pair in read_pairs(corpora_folder(), name) for text in (pair.zh, pair.en)
    }
    found = []
    for name in names:
        for line in (folder / f"{name}.tsv").read_text("utf-8").split("\n")[:-1]:
            zh, en, _ = line.split("\t")
            if key(zh) in dev or (len(key(en)) >= 6 and key(en) in dev):
                found.append(line)
    return found


def test_no_development_row_is_among_the_domain_rows() -> None:
    assert not _shares_rows(["written", "native_news"])


@pytest.mark.slow
def test_no_development_row_is_among_the_rest() -> None:
    assert not _shares_rows(["news", "news2", "law", "general", "general2", "talks", "technical"])
