"""Whatever a text holds, the record keeps it and the Markdown shows it (FAULTS O2)."""

import json
from dataclasses import asdict, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from flows.steps.render.escape import markdown, visible
from flows.steps.render.markdown import brief_md, full_md
from flows.steps.render.pretty import pretty
from flows.steps.render.record import from_json, to_json
from flows.steps.types import SetAside, Title
from tests.builders import a_small_brief, an_article

ACTIVE = st.text(st.sampled_from("\\`*_{}[]()<>#+-.!|~&$:;=@\"' \t\n\r19aZ中。\u3000\u202e\x1b\x00"), max_size=24)
TEXT = st.one_of(ACTIVE, st.text(max_size=40))
READER = MarkdownIt("gfm-like", {"linkify": False, "html": True})


@given(st.one_of(TEXT, st.text(st.characters(), max_size=20)), st.one_of(TEXT, st.text(st.characters(), max_size=20)))
def test_record_round_trip(zh, en):
    brief = a_small_brief("small", zh, en, names=(), glossary=en)
    brief = replace(brief, article=replace(brief.article, set_aside=(SetAside((1, 2), (0, 3), en, zh, zh),)))
    data = to_json(brief)
    assert from_json(data) == brief
    assert to_json(from_json(data)) == data


LEAVES = st.one_of(st.none(), st.booleans(), st.integers(), TEXT, st.builds(Title, TEXT, st.none() | TEXT))
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(TEXT, inner), max_leaves=12
)


@given(VALUES)
def test_records_are_set_as_json_sets_them(value):
    assert pretty(value) == json.dumps(value, ensure_ascii=False, indent=1, default=asdict)


def test_a_record_holds_nothing_but_json():
    for value in (1.5, {1}, b"x", [object()]):
        with pytest.raises(TypeError):
            pretty(value)


@settings(max_examples=300, deadline=None)
@given(TEXT)
def test_markdown_parses_back_to_the_text(text):
    blocks = READER.parse(markdown(text))
    found = "".join(part.content for block in blocks if block.type == "inline" for part in block.children)
    assert found == visible(text)
    assert all(block.type in {"paragraph_open", "inline", "paragraph_close"} for block in blocks)


@given(TEXT, TEXT)
def test_no_text_changes_the_shape_of_the_document(zh, en):
    brief = a_small_brief("small", "甲" + zh, "B" + en, title=Title("题" + zh))
    brief = replace(brief, article=an_article(brief.article.paragraphs, title=brief.title, publisher=zh, editor=en))
    usual = a_small_brief("small")
    for write in (brief_md, full_md):
        assert shape(write(brief)) == shape(
            write(replace(usual, article=an_article(usual.article.paragraphs, title=usual.title)))
        )


def shape(text):
    return [block.type for block in READER.parse(text)]
