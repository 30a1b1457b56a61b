"""brief.json: exactly the agreed schema, the same bytes every time, nothing foreign accepted."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest

from flows.steps.render.record import from_json, to_json
from flows.steps.types import Conversion, Rendering, SourceRecord, Title, Translation
from tests.builders import a_brief, a_small_brief, a_source, an_article, related, with_title

TOP = [
    "schema", "zhbrief", "id", "source", "article", "sentences", "summary", "facts", "names", "review", "related",
    "stages", "models", "glossary",
]  # fmt: skip
ARTICLE = [
    "title", "published", "publisher", "republisher", "authors", "editor", "credits", "paragraphs", "set_aside",
]  # fmt: skip
VARIANTS = {
    "whole": a_brief(),
    "small": a_small_brief("small"),
    "no title of its own": with_title(a_brief(), Title("拟题", origin="generated")),
    "undated": a_brief(article=an_article(published=None, publisher=None, authors=(), editor=None, credits=())),
    "flags": a_brief(article=an_article(flags=("2 bad bytes",), conversions=(Conversion("p1.1", "晶片", "芯片"),))),
    "related": a_brief(related=(related("other"),)),
    "traditional": a_brief(source=a_source(script="Hant"), article=an_article(script="Hant")),
    "two files, one of them no UTF-8": a_brief(
        source=SourceRecord(("a\udcff.txt", "b.txt"), "0", "1", 2, "big5", "Hans")
    ),
    "title to review": a_brief(
        translation=Translation(
            a_brief().translation.renderings | {"t": Rendering(a_brief().title.zh, "X", "review", "edited")}
        )
    ),
}
FOREIGN = {
    "not JSON": b"{",
    "not UTF-8": '{"schema": 1}'.encode("utf-16"),
    "a list": b"[]",
    "nested": b"[" * 100_000,
    "another schema": {"schema": 2},
    "true for one": {"schema": True},
    "a key more": {"extra": 1},
    "a wrong literal": {"facts": [{**json.loads(to_json(a_brief()))["facts"][0], "kind": "guess"}]},
    "a number for a text": {"glossary": 7},
    "NaN": to_json(a_brief()).replace(b'"schema": 1', b'"schema": NaN'),
    "a key twice": to_json(a_brief()).replace(b'"schema": 1', b'"schema": 1, "schema": 1'),
    "evidence from nowhere": to_json(a_brief()).replace(b'"p2.1",\n    "p9.1"', b'"p2.1",\n    "p99.1"'),
    "English without a word": to_json(a_brief()).replace(b'"state": "untranslated"', b'"state": "ok"'),
    "a sentence in no paragraph": {"sentences": json.loads(to_json(a_brief()))["sentences"][1:]},
    "lines that are no pair": to_json(a_small_brief("x")).replace(b'"lines": [\n    1,\n    1\n   ]', b'"lines": [1]'),
}


@pytest.mark.parametrize("brief", VARIANTS.values(), ids=VARIANTS)
def test_round_trip(brief):
    data = to_json(brief)
    assert from_json(data) == brief
    assert to_json(from_json(data)) == data


def test_schema_and_key_order():
    record = json.loads(to_json(a_brief()))
    assert list(record) == TOP
    assert record["schema"] == 1
    assert list(record["article"]) == ARTICLE
    assert record["article"]["title"] == {
        "id": "t", "zh": a_brief().title.zh, "en": a_brief().translation.renderings["t"].en, "origin": "source",
    }  # fmt: skip
    assert list(record["sentences"][0]) == ["id", "lines", "zh", "en", "state", "origin"]
    assert [list(s) for s in record["sentences"] if "src" in s] == [
        ["id", "lines", "zh", "src", "en", "state", "origin"]
    ]
    assert list(record["summary"][0]) == ["id", "zh", "zh_origin", "en", "state", "evidence", "note"]
    assert list(record["facts"][0]) == [
        "id", "kind", "zh", "en", "low", "high", "unit", "approx", "direction", "mentions",
    ]  # fmt: skip
    assert record["stages"]["clean"].keys() == {"signature"}
    assert list(record["models"]) == ["summariser", "translator"]


def test_chinese_stands_as_itself():
    assert "澜川高新区".encode() in to_json(a_brief())


@pytest.mark.parametrize("change", FOREIGN.values(), ids=FOREIGN)
def test_foreign_is_refused(change):
    data = change if isinstance(change, bytes) else json.dumps({**json.loads(to_json(a_brief())), **change}).encode()
    assert data != to_json(a_brief())
    with pytest.raises(ValueError):
        from_json(data)


def test_checks_are_not_kept():
    brief = a_small_brief("small")
    assert from_json(to_json(replace(brief))).summary[0].checks == ()


def test_record_needs_no_pydantic_and_no_jinja():
    heavy = "('pydantic', 'jinja2', 'prefect', 'torch')"
    code = f"import sys, flows.steps.render.record; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
