"""clean(): the order of the rules, and what becomes of the lines that stay."""

from __future__ import annotations

import re
from dataclasses import replace

from flows.steps import html
from flows.steps.clean import build, bylines, headline, joins, kinds, markdown, navigation, notices
from flows.steps.clean.page import Line, Page, Rule, reread, to_page
from flows.steps.clean.people import Metadata, read_metadata
from flows.steps.clean.shape import ends_sentence, has_han
from flows.steps.errors import SkipDocument
from flows.steps.types import Article, Conversion, Paragraph, Text, Title

STAGE_VERSION = 1
_HEAD_RULES: tuple[Rule, ...] = (
    navigation.outside,
    navigation.links,
    navigation.bare,
    navigation.edges,
    navigation.menu,
    navigation.column,
    navigation.breadcrumb,
    headline.fields,
    navigation.tools,
    navigation.neighbours,
    navigation.related,
    navigation.footer,
    notices.closing_notice,
    notices.stray_notice,
)
_BODY_RULES: tuple[Rule, ...] = (
    bylines.foot_fields,
    bylines.bylines,
    bylines.inline_credits,
    bylines.caption_credits,
    bylines.datelines,
)
_ROUNDS = 8  # real pages need two; a bound keeps hostile ones linear
HAN_SHARE = 0.3
_THIN = 40  # characters: less than that without one full sentence is no article
_HAN = re.compile("[\u3400-\u9fff]")
_KANA = re.compile("[\u3040-\u30ff]")
_LETTERS = re.compile(r"[^\W\d_]")


def clean(text: Text) -> Article:
    """The article in a text, with an account of every cut.

    Raises SkipDocument where there is none: only boilerplate, or another language.
    """
    body, hints = _lines(text)
    _refuse_foreign(body)
    page = to_page(body, hints)
    original = page.lines
    page, title_line = _settle(page)
    return _article(replace(text, text=body), page, original, title_line)


def _settle(page: Page) -> tuple[Page, int | None]:
    """Apply the rules until none finds more: a cut may bring what stood behind it to the edge of the page.

    The headline's line number comes with the page.
    """
    number = None
    for _ in range(_ROUNDS):
        before = page
        page = _apply(page, _HEAD_RULES)
        found = headline.find_title(page) if number is None else headline.at(page, number)
        if found:
            line, zh = found
            number = line.number
            page = page.cut(headline.around(line, zh))
            page = page.cut(headline.repeats(page, zh, number))
            page = page.cut(notices.above_headline(page, number))
        page = reread(_apply(page, _BODY_RULES))
        if page is before:
            break
    return page, number


def _apply(page: Page, rules: tuple[Rule, ...]) -> Page:
    for rule in rules:
        page = page.cut(rule(page))
    return page


def _lines(text: Text) -> tuple[str, dict[int, str]]:
    """The text by lines, and what markup says of them by number."""
    if text.media == "html":
        extracted = html.extract(text.text)
        return extracted.text, extracted.hints
    return markdown.plain(text.text) if text.media == "markdown" else (text.text, {})


def _article(text: Text, page: Page, original: tuple[Line, ...], title_line: int | None) -> Article:
    rest = page.rest
    shot = {cut.lines[0] for cut in page.cuts if cut.rule == "caption credit"}
    body = [
        replace(line, hint="caption") if line.number in shot else line for line in rest if line.number != title_line
    ]
    _refuse_thin(body, len(original))
    title = next((_title(line) for line in rest if line.number == title_line), None)
    paragraphs, conversions, doubtful = _paragraphs(body)
    meta: Metadata = read_metadata(page, original)
    return Article(
        title=title,
        paragraphs=tuple(paragraphs),
        script=page.script,
        published=meta.published,
        publisher=meta.publisher,
        republisher=meta.republisher,
        authors=meta.authors,
        editor=meta.editor,
        credits=meta.credits,
        set_aside=build.set_aside(page, text.text.split("\n")),
        conversions=tuple(conversions),
        flags=(*text.flags, *_flags(page.mixed, doubtful)),
    )


def _paragraphs(body: list[Line]) -> tuple[list[Paragraph], list[Conversion], list[Line]]:
    found, doubtful = kinds.kinds(body)
    paragraphs: list[Paragraph] = []
    conversions: list[Conversion] = []
    for kind, lines in joins.joined(body, found):
        paragraph, made = build.paragraph(len(paragraphs) + 1, kind, lines)
        if paragraph.sentences:
            paragraphs.append(paragraph)
            conversions += made
    return paragraphs, conversions, [body[at] for at in doubtful]


def _title(line: Line) -> Title:
    src, zh = ("".join(wording[at] for at in build.squeeze(line.zh)) for wording in (line.src, line.zh))
    return Title(zh, src if src != zh else None)


def _flags(mixed: bool, doubtful: list[Line]) -> list[str]:
    flags = ["two scripts in one document: each line read in its own"] if mixed else []
    return flags + [f"line {line.number}: kept, though it is unclear what it is" for line in doubtful]


def _refuse_foreign(text: str) -> None:
    letters, han, kana = (len(pattern.findall(text)) for pattern in (_LETTERS, _HAN, _KANA))
    share = han / letters if letters else 0.0
    if kana > 0.1 * max(han, 1) and kana >= 5:
        raise SkipDocument(f"Japanese, not Chinese (share of Han {share:.0%})")
    if not has_han(text) or share < HAN_SHARE:
        raise SkipDocument(f"not Chinese (share of Han {share:.0%})")


def _refuse_thin(body: list[Line], lines: int) -> None:
    """Skip what holds no sentence once the furniture is gone, or only a foreign one."""
    wording = "\n".join(line.zh for line in body)
    if not has_han(wording) or (len(wording) < _THIN and not any(ends_sentence(line.zh) for line in body)):
        raise SkipDocument(f"only boilerplate: no sentence of an article among {lines} lines")
    _refuse_foreign(wording)


def to_text(article: Article) -> str:
    """The article as a text dump: headline, blank line, text set in by two, captions by one; it cleans to itself."""
    title = [article.title.src or article.title.zh, ""] if article.title else []
    return "\n".join([*title, *map(_dumped, article.paragraphs)]) + "\n"


def _dumped(paragraph: Paragraph) -> str:
    wording = "".join(sentence.src or sentence.zh for sentence in paragraph.sentences)
    return ("\u3000" if paragraph.kind == "caption" else "\u3000\u3000") + wording
