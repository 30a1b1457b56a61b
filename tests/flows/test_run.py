"""Runs without Prefect: what is due, why, and what became of it."""

from __future__ import annotations

import json

import pytest

from flows.steps.errors import UsageError
from flows.steps.store import load_brief, load_meta
from flows.steps.types import Failed, Skipped, Unchanged, Written
from tests.flows.desk import article


def stages(report):
    """id -> the stages that ran with their reasons."""
    return {written.id: dict(written.stages) for written in report.of(Written)}


def test_new_documents_are_briefed_and_then_unchanged(desk):
    desk.fill(3)
    first = desk.run()
    assert [type(outcome) for outcome in first.outcomes] == [Written] * 3
    assert stages(first)["000"] == dict.fromkeys(("clean", "summarise", "translate", "render"), "new")
    before, calls = desk.files(everything=True), len(desk.engine.calls)
    second = desk.run()
    assert [type(outcome) for outcome in second.outcomes] == [Unchanged] * 3
    assert desk.files(everything=True) == before
    assert len(desk.engine.calls) == calls
    assert json.loads((desk.outputs / "runs" / "000002.json").read_bytes())["unchanged"] == ["000", "001", "002"]


def test_without_its_cache_a_run_still_settles_everything(desk):
    desk.fill(3)
    desk.run()
    before = desk.files()
    (desk.outputs / ".cache" / "settled.jsonl").unlink()
    assert len(desk.run().of(Unchanged)) == 3
    assert desk.files() == before


def test_a_changed_text_is_briefed_alone(desk):
    desk.fill(3)
    desk.run()
    desk.put("001.txt", article(1, "园区还将建设研发中心。"))
    report = desk.run()
    assert stages(report)["001"]["clean"] == "the text changed"
    assert stages(report)["001"]["translate"] == "follows summarise"
    assert len(report.of(Unchanged)) == 2


def test_another_model_leaves_the_cleaning_alone(desk):
    desk.fill(1)
    desk.run()
    desk.model = "other"
    assert stages(desk.run())["000"] == {
        "summarise": "the model changed",
        "translate": "follows summarise",
        "render": "follows translate",
    }


def test_another_beam_size_translates_again(desk):
    desk.fill(1)
    desk.run()
    assert stages(desk.run(beam_size=2))["000"] == {
        "translate": "the step or its options changed",
        "render": "follows translate",
    }


def test_the_same_text_twice_is_one_brief_that_lists_both(desk):
    desk.put("b.txt", article(1))
    desk.run()
    desk.put("a.txt", article(1))
    report = desk.run()
    assert stages(report) == {"b": {"render": "the source's files changed"}}
    assert load_brief(desk.outputs, "b").source.files == ("a.txt", "b.txt")
    assert len(desk.run().of(Unchanged)) == 1


def test_twins_that_part_become_two_briefs(desk):
    for name in ("a.txt", "b.txt"):
        desk.put(name, article(1))
    desk.run()
    desk.put("b.txt", article(2))
    assert sorted(stages(desk.run())) == ["a", "b"]
    assert load_brief(desk.outputs, "a").source.files == ("a.txt",)


LONG = "".join(
    f"第{n}项工程位于{n * 37 % 91}号地块,由{'甲乙丙丁戊己庚辛'[n % 8]}公司承建,工期{n * 13 % 29 + 1}个月。"
    for n in range(40)
)


@pytest.mark.parametrize("together", [True, False])
def test_near_duplicates_are_linked_both_ways(desk, together):
    desk.put("a.txt", article(1, LONG))
    if not together:
        desk.run()
    desk.put("b.txt", article(1, LONG + "市民纷纷点赞。"))
    desk.put("c.txt", article(2))
    desk.run()
    linked = {doc: [other.id for other in load_brief(desk.outputs, doc).related] for doc in "abc"}
    assert linked == {"a": ["b"], "b": ["a"], "c": []}
    assert len(desk.run().of(Unchanged)) == 3


def test_a_removed_source_keeps_its_brief_marked(desk):
    desk.fill(2)
    desk.run()
    text = (desk.inbox / "001.txt").read_text(encoding="utf-8")
    (desk.inbox / "001.txt").unlink()
    assert desk.run().removed == ("001",)
    assert load_meta(desk.outputs, "001").removed
    assert desk.run().removed == ("001",)
    desk.put("001.txt", text)
    report = desk.run()
    assert (report.removed, len(report.of(Unchanged))) == ((), 2)
    assert not load_meta(desk.outputs, "001").removed


@pytest.mark.parametrize("name", ["brief.md", "full.md", "brief.html"])
def test_a_missing_rendering_is_made_again_without_a_model(desk, name):
    desk.fill(1)
    desk.run()
    before, calls = desk.files(), len(desk.engine.calls)
    (desk.outputs / "000" / name).unlink()
    assert stages(desk.run()) == {"000": {"render": "a file of the brief is missing"}}
    after = desk.files()
    assert {key: data for key, data in after.items() if "meta" not in key} == {
        key: data for key, data in before.items() if "meta" not in key
    }
    assert len(desk.engine.calls) == calls


def test_what_is_no_article_is_skipped_with_its_reason_and_remembered(desk):
    desk.fill(1)
    desk.put("empty.txt", "")
    desk.put("english.txt", "The zone opened a new park on Monday. " * 20)
    (desk.inbox / "scan.txt").write_bytes(b"%PDF-1.4\n" + bytes(range(256)) * 20)
    (desk.inbox / "link.txt").symlink_to("/etc/hostname")
    first, second = desk.run(), desk.run()
    for report in (first, second):
        assert {skip.name for skip in report.of(Skipped)} == {"empty.txt", "english.txt", "scan.txt", "link.txt"}
        assert all(skip.reason for skip in report.of(Skipped))
        assert report.exit_code() == 0


def test_a_name_with_a_newline_has_a_safe_id(desk):
    desk.put("two\nlines.txt", article(1))
    (doc,) = stages(desk.run())
    assert doc.startswith("two_lines-")
    assert load_brief(desk.outputs, doc).source.files == ("two\nlines.txt",)


def test_one_bad_article_fails_alone(desk):
    desk.fill(4)
    desk.put("002.txt", article(2, "炸锅。"))
    desk.engine.bad = "炸锅"
    report = desk.run()
    assert [(failed.name, failed.error) for failed in report.of(Failed)] == [
        ("002.txt", "RuntimeError: the model choked")
    ]
    assert sorted(stages(report)) == ["000", "001", "003"]
    assert report.exit_code() == 1
    desk.engine.bad = ""
    assert sorted(stages(desk.run())) == ["002"]


def test_a_limit_leaves_the_rest_for_the_next_run(desk):
    desk.fill(3)
    assert sorted(stages(desk.run(limit=2))) == ["000", "001"]
    assert sorted(stages(desk.run(limit=2))) == ["002"]


def test_fail_on_review(desk):
    desk.fill(1)
    report = desk.run()
    assert report.exit_code("failed") == 0
    assert report.exit_code("review") == int(bool(report.review))


def test_an_inbox_that_is_not_there_is_a_usage_error(desk):
    desk.inbox.rmdir()
    with pytest.raises(UsageError, match="there is no such inbox"):
        desk.run()
