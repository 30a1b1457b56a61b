"""brief.html: one page that needs neither the network nor a script to be read."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from flows.steps.render import words
from flows.steps.render.escape import path, shown
from flows.steps.render.record import zhbrief_version
from flows.steps.render.view import FigureRow, Passage, View
from flows.steps.types import Brief, Name, Paragraph

TEMPLATES = Path(__file__).parent / "templates"
LOADS = {"index.js"}  # scripts of ours that load another file of ours
MOST_FIGURES, MOST_REVIEW = 14, 5
# Chinese with the figures and marks inside it; a mark at its end belongs to the English around.
_HAN, _WITHIN = r"\u3400-\u9fff\uf900-\ufaff", r"\u3000-\u303f\uff00-\uffef“”\w.%—"
_QUOTED = re.compile(f"([{_HAN}](?:[{_HAN}{_WITHIN}]*[{_HAN}])?)")
# A page stays under 200 KB: markup takes about as much as text, and the longest real article has 30 KB of it.
PAGE, TEXT_ROOM, ROWS, PASSAGE = 200_000, 80_000, 200, 600
SHARES = (1.0, 0.6, 0.3, 0.1)  # of the room, tried in turn; full.md has it all


def brief_html(brief: Brief, view: View | None = None) -> str:
    """The page of a brief: all of it, or what fits."""
    view = view or View(brief)
    for share in SHARES:
        html = _brief_html(view, share)
        if len(html.encode("utf-8", "replace")) < PAGE:
            break
    return html


def _brief_html(view: View, share: float) -> str:
    brief, article = view.brief, view.brief.article
    text, cut = _fitting(view, TEXT_ROOM * share)
    return page(
        "brief.html.jinja",  # which takes parts.jinja in
        ("paper.css", "brief.css", "print.css"),
        "brief.js",
        brief=brief,
        view=view,
        article=article,
        hant="zh-Hant" if brief.source.script == "Hant" else None,
        day=words.day(article.published),
        date_en=words.date_en(article.published),
        date_zh=words.date_zh(article.published),
        figures=_in_order_of_interest(view),
        most=MOST_FIGURES,
        first=MOST_REVIEW,
        rows=int(ROWS * share),
        longest=int(PASSAGE * share),
        text=text,
        cut=cut,
        count=sum(len(passages) for _, passages in view.paragraphs),
        conversions=dict.fromkeys((c.before, c.after) for c in article.conversions),
        resolved=[point for point in brief.review if point.resolved is not None],
        anchor=anchor,
        slug=_page_of,
    )


def page(template: str, styles: tuple[str, ...], script: str = "plain.js", /, **values: Any) -> str:
    """A template filled in, with its styles and script inside and a policy that admits nothing else."""
    style, code = "\n".join(map(_asset, styles)), _asset(script)
    more = " 'strict-dynamic'" if script in LOADS else ""  # 'self' names no file of ours where pages are files
    ours = f"style-src '{_hash(style)}'; script-src '{_hash(code)}'{more}"
    policy = f"default-src 'none'; {ours}; base-uri 'none'; form-action 'none'"
    # files of ours, from this folder
    safe = {"csp": Markup(policy), "style": Markup(style), "script": Markup(code)}  # noqa: S704
    return environment().get_template(template).render(**safe, **values)


@cache
def environment() -> Environment:
    """Jinja with autoescape, strict about names, and showing nothing that a reader can't see."""
    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: shown(value) if type(value) is str else value,
        auto_reload=False,
    )
    found.filters["mixed"] = mixed
    found.globals.update(path=path, place=words.place, states=words.STATES, checks=words.CHECKS, preview=words.PREVIEW)
    found.globals.update(bilingual=words.bilingual)
    found.globals.update(roles=words.ROLES, credit_labels=words.CREDITS, version=zhbrief_version())
    found.globals.update(none_yet=Markup('<span class="none">Not translated</span>'))
    return found


def mixed(text: str) -> Markup:
    """English of ours that quotes Chinese, with the language of each quotation told."""
    parts = _QUOTED.split(shown(text))  # every second part is Chinese
    tagged = (Markup('<span lang="zh-Hans">{}</span>').format(part) if n % 2 else part for n, part in enumerate(parts))
    return Markup("").join(tagged)


def anchor(at: str) -> str:
    """The place in the page that an id stands for; the headline is the head of the page."""
    return "" if at == "t" else at


def _page_of(name: Name) -> str | None:
    return words.name_page(name) if name.kind in words.SAID_ONCE else None


def _in_order_of_interest(view: View) -> list[FigureRow]:
    """Where the English differs first, then the key points' figures, then the others, each as the article has them."""
    return sorted(view.figures, key=lambda row: row.interest)


def _fitting(view: View, room: float) -> tuple[list[tuple[Paragraph, tuple[Passage, ...]]], bool]:
    """The paragraphs that fit the page, and whether any were left to full.md."""
    found: list[tuple[Paragraph, tuple[Passage, ...]]] = []
    for paragraph, passages in view.text:
        room -= sum(len((p.sentence.zh + (p.rendering.en or "")).encode("utf-8", "replace")) for p in passages)
        if room < 0:
            return found, True
        found.append((paragraph, passages))
    return found, False


@cache
def _asset(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


@cache
def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
