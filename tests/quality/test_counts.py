"""Speed as counts, which don't wobble with the machine: modules, engine calls, padding, bytes, SQL statements."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.steps.catalogue import Catalogue
from flows.steps.compose import Workshop, assemble, prepare, summarise_window, translate_window
from flows.steps.glossary import load_glossary
from flows.steps.render import render
from flows.steps.store import publish
from flows.steps.types import Source
from models.seq2seq import _by_limit
from tests.bench.articles import short_article
from tests.fakes import FakeEngine

ROOT = Path(__file__).resolve().parents[2]
# command: (modules at most, what it must not load)
NEVER = ("prefect", "torch", "transformers", "pydantic", "pydantic_settings", "distributed", "numpy", "httpx", "lxml")
IMPORTS = {
    "--version": (240, (*NEVER, "rich", "rjieba", "sqlite3")),
    "show": (290, (*NEVER, "jinja2", "rjieba", "pypinyin", "opencc", "sqlite3", "ctranslate2")),
    "list": (300, (*NEVER, "jinja2", "rjieba", "pypinyin", "opencc", "ctranslate2")),
    "translate": (360, (*NEVER, "jinja2", "rich", "pypinyin", "opencc", "sqlite3")),
}
WINDOW = 8
# summarise, title, translate, a safer decode, key points in the article's own words: at most, whatever the window
CALLS = 8
PADDED = 0.25
BYTES_PER_CHARACTER = 400  # of a short article: most of its page is style sheet
STATEMENTS = 60

_COUNT = """
import io, json, sys
from contextlib import redirect_stdout
import flows.cli
if "translate" in sys.argv:
    import ctranslate2, sentencepiece
    import flows.workshop, models.ct2
    flows.workshop.open_engine_for = lambda *_: __import__("tests.fakes", fromlist=["FakeEngine"]).FakeEngine()
with redirect_stdout(io.StringIO()):
    code = flows.cli.run(sys.argv[1:])
print(json.dumps([code, sorted(sys.modules)]))
"""


def made(numbers):
    """The briefs of so many short articles, made in one window by a fake engine, and that engine."""
    engine = FakeEngine()
    workshop = Workshop(engine, engine, load_glossary())
    sources = [Source(f"{n}.txt", short_article(n).encode(), f"{n:064x}") for n in numbers]
    window = [prepare(source, f"d{n}", workshop.glossary) for n, source in zip(numbers, sources, strict=True)]
    summaries = summarise_window(window, workshop)
    pairs = translate_window(window, summaries, workshop)
    return [assemble(p, *pair, workshop) for p, pair in zip(window, pairs, strict=True)], engine


@pytest.fixture(scope="module")
def briefs():
    return made(range(WINDOW))[0]


@pytest.fixture(scope="module")
def outputs(briefs, tmp_path_factory):
    folder = tmp_path_factory.mktemp("outputs")
    for brief in briefs:
        publish(folder, brief.id, render(brief))
    with Catalogue(folder / "briefs.db") as catalogue:
        catalogue.update(briefs)
    return folder


@pytest.mark.parametrize("command", IMPORTS)
def test_a_command_loads_what_it_needs(command, outputs, tmp_path):
    most, never = IMPORTS[command]
    line = tmp_path / "line.txt"
    line.write_text("全年完成投资1010亿元。\n", encoding="utf-8")
    rest = {"show": ["d0", "--outputs", str(outputs)], "list": ["--outputs", str(outputs)], "translate": [str(line)]}
    done = subprocess.run(
        [sys.executable, "-c", _COUNT, command, *rest.get(command, [])],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    code, modules = json.loads(done.stdout.strip().rsplit("\n", 1)[-1])
    assert code == 0, done.stderr
    assert not set(never) & set(modules)
    assert len(modules) <= most, len(modules)


def test_the_engine_is_called_as_often_for_a_window_as_for_a_document():
    one, many = made([0])[1], made(range(WINDOW))[1]
    assert len(many.calls) <= CALLS
    assert len(many.calls) <= len(one.calls) + 2


def test_an_equal_sentence_is_asked_for_once():
    engine = made([0])[1]
    asked = [(text, decoding) for texts, decoding in engine.calls for text in texts]
    assert len(asked) == len(set(asked))


def test_few_tokens_are_padding():
    engine = made(range(WINDOW))[1]
    texts = max((texts for texts, _ in engine.calls), key=len)
    sources = [["t"] * count for count in engine.count_tokens(texts)]
    groups = [[len(sources[i]) for i in places] for _, places in _by_limit(sources, 256)]
    computed = sum(max(group) * len(group) for group in groups)
    assert len(groups) <= 8
    assert 1 - sum(map(sum, groups)) / computed <= PADDED


def test_a_brief_takes_few_bytes(briefs):
    for brief in briefs:
        characters = sum(len(sentence.zh) for sentence in brief.article.sentences())
        assert sum(map(len, render(brief).values())) <= BYTES_PER_CHARACTER * characters


def test_the_catalogue_takes_statements_by_the_brief(briefs, tmp_path):
    counts = []
    with Catalogue(tmp_path / "briefs.db") as catalogue:
        for chosen in (briefs[:1], briefs[1:3], briefs[3:7]):
            seen: list[str] = []
            catalogue.db.set_trace_callback(seen.append)
            catalogue.update(chosen)
            catalogue.db.set_trace_callback(None)
            counts.append(len(seen))
    assert counts[0] <= STATEMENTS
    assert counts[2] <= 4 * STATEMENTS
