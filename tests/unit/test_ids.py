"""Identity: wild-shaped names, hostile names, twins; and Hypothesis for safety and stability."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.steps.store import assign_ids, doc_id

PLAIN = [
    ("000_a1b2.txt", "000_a1b2"),
    ("2020/07/港区简报.txt", "2020~07~港区简报"),
    ("page.html", "page-html"),
    ("notes.md", "notes-md"),
    ("2020.07.01.txt", "2020.07.01"),
    ("no-extension", "no-extension"),
]
CHANGED = [
    "a b.txt",
    "-rf.txt",
    ".hidden.txt",
    "../../etc/passwd",
    "line\nbreak.txt",
    "🎉.txt",
    "tilde~name.txt",
    "edits.txt",
    "index.html.txt",
    "长" * 100 + ".txt",
    "",
    ".txt",
    "bad\udcffbyte.txt",
    "e\u0301.txt",
]


@pytest.mark.parametrize(("name", "expected"), PLAIN)
def test_a_plain_name_is_its_id(name, expected):
    assert doc_id(name) == expected


@pytest.mark.parametrize("name", CHANGED)
def test_an_unsafe_name_gets_a_hash(name):
    made = doc_id(name)
    assert made[-9] == "-"
    assert set(made[-8:]) <= set("0123456789abcdef")


def test_twins_do_not_collide():
    names = ["A.txt", "a.txt", "é.txt", "e\u0301.txt", "x/y.txt", "x~y.txt", "p.html", "p-html.txt"]
    ids = assign_ids(names, {})
    assert len({made.casefold() for made in ids.values()}) == len(names)


def test_a_known_name_keeps_its_id_when_a_twin_arrives():
    assert assign_ids(["A.txt", "a.txt"], {"a.txt": "a"})["a.txt"] == "a"


@given(st.text(max_size=300).filter(lambda name: not name.startswith("/")))
def test_an_id_is_always_a_safe_folder_name(name):
    made = doc_id(name)
    assert made == doc_id(name)
    assert 0 < len(os.fsencode(made)) <= 200
    assert "/" not in made
    assert made[0] not in ".-"
    assert made.isprintable()
