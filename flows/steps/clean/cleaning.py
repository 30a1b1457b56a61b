"""clean(): the order of the rules, and what becomes of the lines that stay."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from flows.steps import html
from flows.steps.clean import bylines, headline, markdown, navigation, notices, tools
from flows.steps.clean.article import assemble
from flows.steps.clean.language import refuse_foreign
from flows.steps.clean.page import Page, Rule, reread, to_page
from flows.steps.types import Article, Text

STAGE_VERSION = 5
_HEAD_RULES: tuple[Rule, ...] = (
    navigation.outside,
    navigation.links,
    navigation.bare,
    navigation.edges,
    navigation.menu,
    navigation.column,
    navigation.breadcrumb,
    tools.clock,
    headline.fields,
    tools.tools,
    tools.attachments,
    tools.advertisements,
    tools.code,
    bylines.bylines,
    navigation.paywall,
    navigation.neighbours,
    navigation.related,
    navigation.footer,
    notices.closing_notice,
    notices.stray_notice,
)
_BODY_RULES: tuple[Rule, ...] = (
    bylines.foot_fields,
    bylines.inline_credits,
    bylines.caption_credits,
    bylines.datelines,
)
_ROUNDS = 8  # real pages need two; a bound keeps hostile ones linear


def clean(text: Text, protected: Collection[str] = ()) -> Article:
    """The article in a text, with an account of every cut; ``protected`` names keep their wording.

    Raises SkipDocument where there is none: only boilerplate, or another language.
    """
    text, hints = _lines(text)
    refuse_foreign(text.text)
    page = to_page(text.text, hints, frozenset(protected))
    settled, title_line = _settle(page)
    return assemble(text, settled, page.lines, title_line)


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


def _lines(text: Text) -> tuple[Text, dict[int, str]]:
    """The text without its markup, and what that says of lines by number."""
    if text.media == "html":
        extracted = html.extract(text.text)
        return replace(text, text=extracted.text, flags=(*text.flags, *extracted.flags)), extracted.hints
    if text.media == "markdown":
        body, hints = markdown.plain(text.text)
        return replace(text, text=body), hints
    return text, {}
