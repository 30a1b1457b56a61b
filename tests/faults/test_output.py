"""O1 and O2 of the fault list: nothing that an article or a model says gets out of its place in any output."""

import json

import feedparser
import pytest
from markdown_it import MarkdownIt

from flows.cli import run
from flows.steps.render import render
from flows.steps.render.escape import cell, link
from flows.steps.render.record import from_json
from flows.steps.render.site import write_site
from flows.steps.types import Title
from tests.builders import a_small_brief, with_title
from tests.unit.test_page import Page
from tests.unit.test_site import publish

ATTACKS = {
    "script": "<script>document.title='owned'</script>",
    "handler": "<img src=x onerror=alert(1)>",
    "javascript URL": "[a](javascript:alert(1)) <a href='javascript:alert(1)'>a</a>",
    "data URL": "![a](data:text/html;base64,PHNjcmlwdD4=)",
    "style": "</style><style>*{display:none}</style>",
    "front matter": "---\nlayout: evil\n---",
    "JSON": '"}],"schema":2,"x":["',
    "template": "{{ cycler.__init__.__globals__ }}{% include '/etc/passwd' %}${7*7}",
    "terminal": "\x1b]2;owned\x07\x1b[2J\x9b31m",
    "formula": '=HYPERLINK("http://example.org","x")',
    "bidi": "\u202eevil\u2066",
}
LINKS = ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", " https://a", "https://a\u202e"]


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_every_output_keeps_it_as_text(tmp_path, monkeypatch, capsys, attack):
    brief = with_title(a_small_brief("x", attack, attack, glossary=attack), Title(attack), attack)
    files = render(brief)
    assert from_json(files["brief.json"]) == brief
    assert json.loads(files["brief.json"])["schema"] == 1
    page = Page(files["brief.html"].decode())
    usual = Page(render(with_title(a_small_brief("x", "甲", "A"), Title("甲"), "A"))["brief.html"].decode())
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in usual.elements]
    for name in ("brief.md", "full.md"):
        html = MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(files[name].decode())
        assert "<img" not in html
        assert "<script" not in html
        assert 'javascript:alert(1)"' not in html
        assert files[name].startswith(b"# ")
    publish(tmp_path, brief)
    write_site(tmp_path, ["x"])
    assert not feedparser.parse((tmp_path / "feed.xml").read_text(encoding="utf-8")).bozo
    monkeypatch.setenv("ZHBRIEF_OUTPUTS", str(tmp_path))
    for command in (["list"], ["show", "x", "--full"]):
        assert run(command) == 0
        text = capsys.readouterr().out
        assert not {"\x1b", "\x9b", "\x07", "\u202e"} & set(text)
        assert not any(field.startswith("=") for line in text.splitlines() for field in line.split("\t")[1:])


@pytest.mark.parametrize("url", LINKS)
def test_no_such_link(url):
    assert link(url) is None


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "a=1", "'=1"])
def test_cells_are_no_formulas_and_keep_the_text(text):
    assert cell(text)[:1] not in {"=", "+", "-", "@"}
    assert cell(text).removeprefix("'") == text.removeprefix("'")
