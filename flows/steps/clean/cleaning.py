"""clean(): the order of the rules, and what becomes of the lines that stay."""

from __future__ import annotations

import re

from flows.steps.clean import build, bylines, headline, joins, kinds, navigation, notices
from flows.steps.clean.page import Line, Page, Rule, to_page
from flows.steps.clean.people import Metadata, read_metadata
from flows.steps.clean.shape import has_han
from flows.steps.errors import SkipDocument
from flows.steps.types import Article, Conversion, Paragraph, Text, Title

STAGE_VERSION = 1
_HEAD_RULES: tuple[Rule, ...] = (
    navigation.bare,
    navigation.menu,
    navigation.column,
    navigation.breadcrumb,
    navigation.tools,
    navigation.neighbours,
    navigation.related,
    navigation.footer,
    notices.closing_notice,
    notices.stray_notice,
    headline.fields,
)
_BODY_RULES: tuple[Rule, ...] = (
    bylines.foot_fields,
    bylines.bylines,
    bylines.inline_credits,
    bylines.datelines,
)
HAN_SHARE = 0.3
_HAN = re.compile("[\u3400-\u9fff]")
_KANA = re.compile("[\u3040-\u30ff]")
_LETTERS = re.compile(r"[^\W\d_]")


def clean(text: Text) -> Article:
    """The article in a text, with an account of every cut.

    Raises SkipDocument where there is none: only boilerplate, or another language.
    """
    _refuse_foreign(text.text)
    page = to_page(text.text)
    original = page.lines
    for rule in _HEAD_RULES:
        page = page.cut(rule(page))
    title_line, title = _title(page)
    if title_line and title:
        page = page.cut(headline.repeats(page, title.zh, title_line.number))
    for rule in _BODY_RULES:
        page = page.cut(rule(page))
    body = [line for line in page.rest if not (title_line and line.number == title_line.number)]
    return _article(text, page, original, title, body)


def _article(text: Text, page: Page, original: tuple[Line, ...], title: Title | None, body: list[Line]) -> Article:
    paragraphs, conversions, doubtful = _paragraphs(body)
    if not any(paragraph.kind == "text" for paragraph in paragraphs):
        raise SkipDocument(f"only boilerplate: no sentence of an article among {len(original)} lines")
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
        flags=(*text.flags, *_flags(page, doubtful)),
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


def _title(page: Page) -> tuple[Line | None, Title | None]:
    found = headline.find_title(page)
    if not found:
        return None, None
    line, src, zh = found
    src, zh = ("".join(wording[at] for at in build.squeeze(zh)).strip() for wording in (src, zh))
    return line, Title(zh, src if src != zh else None)


def _flags(page: Page, doubtful: list[Line]) -> list[str]:
    flags = ["two scripts in one document: each line read in its own"] if page.mixed else []
    return flags + [f"line {line.number}: kept, though it is unclear what it is" for line in doubtful]


def _refuse_foreign(text: str) -> None:
    letters, han, kana = (len(pattern.findall(text)) for pattern in (_LETTERS, _HAN, _KANA))
    share = han / letters if letters else 0.0
    if kana > 0.1 * max(han, 1) and kana >= 5:
        raise SkipDocument(f"Japanese, not Chinese (share of Han {share:.0%})")
    if not has_han(text) or share < HAN_SHARE:
        raise SkipDocument(f"not Chinese (share of Han {share:.0%})")


def to_text(article: Article) -> str:
    """The article as a text dump again: headline, blank line, paragraphs; cleaning it again changes nothing."""
    title = [article.title.src or article.title.zh, ""] if article.title else []
    body = [
        "".join(sentence.src or sentence.zh for sentence in paragraph.sentences) for paragraph in article.paragraphs
    ]
    return "\n".join([*title, *body]) + "\n"
