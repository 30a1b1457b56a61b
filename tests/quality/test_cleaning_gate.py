"""Floors of cleaning: the samples and the five real articles, line by line."""

from __future__ import annotations

import json

import pytest

from flows.steps.clean import clean
from flows.steps.decode import decode
from flows.steps.read import list_sources, read_source
from tests.cleaned import ROOT, SHARED, labels

GOLD = ROOT / "tests" / "gold"
AS_GOLD = {
    "navigation": "nav", "breadcrumb": "nav", "metadata": "meta", "repeated headline": "title",
    "original headline": "title", "page tools": "furniture", "related links": "furniture", "text": "body",
}  # fmt: skip
AS_REAL = {"repeated headline": "headline", "original headline": "headline", "page tools": "furniture"}
SAMPLES = sorted((GOLD / "seeds").glob("*.json"))
REAL = json.loads((GOLD / "real.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_line_of_the_samples(path):
    gold = json.loads(path.read_text(encoding="utf-8"))
    name = gold["file"].removeprefix("seeds/")
    text = decode(read_source(ROOT / "seeds", name))
    article = clean(text)
    found = labels(article)
    wrong = {}
    for number, label in gold["labels"].items():
        got = found.get(int(number), "title") if label != "blank" else "blank"
        if AS_GOLD.get(got, got) not in {label, *gold["alternatives"].get(number, []), *_both_set_aside(label)}:
            wrong[number] = (label, got)
    assert not wrong
    assert all(_joined(article, *pair) for pair in gold["joins"])
    spans = {(cut.lines[0], cut.text.strip()) for cut in article.set_aside if cut.span}
    assert {(span["line"], span["text"].strip()) for span in gold["spans"] if not span.get("optional")} <= spans


def _both_set_aside(label):
    """A notice may be called furniture and the other way round: both are set aside."""
    return {"furniture", "notice"} if label in {"furniture", "notice"} else set()


def _joined(article, first, last):
    return any(
        paragraph.sentences[0].lines[0] <= first and paragraph.sentences[-1].lines[1] >= last
        for paragraph in article.paragraphs
    )


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_metadata_of_the_samples(path):
    gold = json.loads(path.read_text(encoding="utf-8"))
    article = clean(decode(read_source(ROOT / "seeds", gold["file"].removeprefix("seeds/"))))
    meta, published = gold["metadata"], article.published
    assert (article.title.zh if article.title else None) == meta["title_zh"]
    assert (published and {"value": published.value, "precision": published.precision, "zone": published.zone}) == meta[
        "published"
    ]
    assert (article.publisher, article.republisher) == (meta["publisher"], meta["republisher"])
    assert (list(article.authors), article.editor) == (meta["authors"], meta["editor"])
    assert [{"role": credit.role, "name": credit.name} for credit in article.credits] == meta["credits"]
    assert article.script == gold["script"]


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the real articles are not here (ZHBRIEF_SHARED)")
def test_every_line_of_the_real_articles():
    wrong, total = [], 0
    for name in list_sources(SHARED / "seeds"):
        article = clean(decode(read_source(SHARED / "seeds", name)))
        found, gold = labels(article), REAL[name]
        expected = {
            n: kind for kind, numbers in gold.items() if kind not in {"joined", "credit_spans"} for n in numbers
        }
        total += len(expected)
        got = {n: AS_REAL.get(found.get(n, "title"), found.get(n, "title")) for n in expected}
        wrong += [(name, n, expected[n], got[n]) for n in expected if got[n] != expected[n]]
        assert all(_joined(article, *pair) for pair in gold["joined"])
        assert [cut.lines[0] for cut in article.set_aside if cut.rule == "inline credit"] == gold["credit_spans"]
    assert total == 223
    assert not wrong
