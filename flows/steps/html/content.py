"""Which blocks are the article: what trafilatura kept, brought back to one element of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flows.steps.html.dom import Block, Element, hint, is_beside

_SENTENCE = re.compile("[。！？；]|，.*，")
_PARTS = frozenset(("p", "span", "tr", "td", "li", "a", "strong", "b", "h1", "h2", "h3"))
_ELEMENTS = 15_000  # the largest of 40 real pages has 3,042; trafilatura takes 11 s for 50,000
_BEFORE_TITLE = 0.2


@dataclass(frozen=True, slots=True)
class Found:
    """Lines of a page, hints by line (from 0), and what the page's head says."""

    lines: list[str]
    hints: dict[int, str]


def kept_by_trafilatura(source: str, elements: int) -> str:
    """The letters and figures of what trafilatura takes for the main content; empty where it fails or would crawl."""
    if elements > _ELEMENTS:
        return ""
    import trafilatura

    try:
        text = trafilatura.extract(source, include_comments=False, include_tables=True, favor_recall=True)
    except Exception:  # noqa: BLE001 - a hostile page may raise anything in there; we then judge by ourselves
        text = None
    return _letters(text or "")


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def weights(found: Sequence[Block], kept: str, title: str) -> list[float]:
    """How much each block speaks for the element it stands in: sentences that trafilatura kept weigh most."""
    first = _title_place(found, title)
    return [_weight(block, kept) * (_BEFORE_TITLE if at < first else 1.0) for at, block in enumerate(found)]


def _weight(block: Block, kept: str) -> float:
    letters = _letters(block.text)
    if not _SENTENCE.search(block.text) or block.linked > len(block.text) / 2:
        return 0.0
    known = 1.0 if not kept or letters[:60] in kept else 0.15
    return len(letters) * known * (0.1 if is_beside(block.element) else 1.0)


def _title_place(found: Sequence[Block], title: str) -> int:
    wanted = _letters(title)
    places = [at for at, block in enumerate(found) if wanted and _letters(block.text) == wanted]
    return places[0] if places and places[0] < len(found) * 0.8 else 0


def article_element(root: Element, found: Sequence[Block], scores: Sequence[float]) -> Element:
    """The element with the most weight for its text: weight times the share of its letters that carry weight."""
    weight: dict[Element, float] = {}
    letters: dict[Element, int] = {}
    for block, score in zip(found, scores, strict=True):
        count = len(_letters(block.text))
        element = block.element
        while element is not None:
            weight[element] = weight.get(element, 0.0) + score
            letters[element] = letters.get(element, 0) + count
            element = element.getparent()
    whole = [element for element in weight if element.tag not in _PARTS]
    return max(
        whole, key=lambda element: (weight[element] ** 2 / max(1, letters[element]), -len(element)), default=root
    )


def mark(root: Element, found: Sequence[Block], scores: Sequence[float]) -> dict[int, str]:
    """Hints by block: outside for all that is not in the article's element, else what markup says."""
    if not any(scores):
        return {at: "outside" for at, block in enumerate(found) if hint(block) == "link" or is_beside(block.element)}
    article = article_element(root, found, scores)
    inner = {id(element) for element in article.iter()}
    hints: dict[int, str] = {}
    for at, block in enumerate(found):
        within = id(block.element) in inner
        said = hint(block) if within else "outside"
        if within and is_beside(block.element, article):
            said = "outside"
        if said:
            hints[at] = said
    return hints
