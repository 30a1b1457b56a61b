"""The blocks of a page in document order: text, where it stands, and what markup says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import html as lxml_html

Element = Any  # lxml has no types
_SKIPPED = frozenset(
    (
        "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "select", "option",
        "button", "input", "textarea", "audio", "video", "map", "head",
    )
)  # fmt: skip
_BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
        "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
        "th", "thead", "title", "tr", "ul",
    )
)  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CAPTION = re.compile(
    r"caption|figcap|pic[-_]?(?:desc|info|text|note|title)|img[-_]?(?:desc|info|text|note|title)", re.I
)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_BESIDE = re.compile(
    r"comment|recommend|relat(?:ed|e[-_])|sidebar|side[-_]|footer|foot[-_]|breadcrumb|copyright|advert|pinglun|tuijian|rank(?:ing)?\b",
    re.IGNORECASE,
)
_PERHAPS_BESIDE = re.compile(
    r"hot(?:news|list)?\b|nav|menu|share|\bad[-_s]?\b|banner|reply|follow|login|keyword|\btags?\b", re.IGNORECASE
)
_ARTICLE = re.compile(r"article|artibody|content|main|text|story|entry|post|detail", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\u00a0\u3000]+")


@dataclass(slots=True)
class Block:
    """A run of text with no block boundary inside: its element, its words, and its marks."""

    element: Element
    text: str
    linked: int = 0
    strong: int = 0
    after_image: bool = False


def parse(source: str) -> Element | None:
    """The root element; no network, no entities of the page's own, bounded depth. None where nothing is there."""
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    cleaned = re.sub(r"^\s*<\?xml[^>]*\?>", "", source)
    return lxml_html.document_fromstring(cleaned.encode("utf-8", "replace"), parser=parser) if cleaned.strip() else None


def blocks(root: Element) -> list[Block]:
    """All blocks of text in document order; what is hidden or a control is left out."""
    found: list[Block] = []
    current: list[tuple[str, Element]] = []
    seen_image = False

    def flush() -> None:
        nonlocal seen_image
        text = _BLANKS.sub(" ", "".join(piece for piece, _ in current)).strip()
        if text:
            owner = next(element for piece, element in current if piece.strip())
            found.append(_block(_block_of(owner), text, current, seen_image))
            seen_image = False
        current.clear()

    for event, element in _walk(root):
        if event == "text":
            current.append((element[0], element[1]))
        elif element.tag == "img":
            seen_image = seen_image or not "".join(piece for piece, _ in current).strip()
        elif element.tag in ("td", "th") and _in_data_row(element):
            current.append((" ", element))
        elif element.tag == "br" or element.tag in _BLOCKS:
            flush()
    flush()
    return found


def _in_data_row(cell: Element) -> bool:
    """Whether a cell is one of a row of figures, to be kept on one line, and not a column of a page's layout."""
    row = cell.getparent()
    cells = [child for child in row if child.tag in ("td", "th")] if row is not None and row.tag == "tr" else []
    return 2 <= len(cells) <= 20 and all(_is_short_cell(child) for child in cells)


def _is_short_cell(cell: Element) -> bool:
    inner = [child for child in cell.iterdescendants() if isinstance(child.tag, str)]
    return (
        len(inner) <= 4
        and not any(child.tag in _BLOCKS or child.tag == "br" for child in inner)
        and (len("".join(cell.itertext()).strip()) <= 40)
    )


def _block(owner: Element, text: str, pieces: list[tuple[str, Element]], after_image: bool) -> Block:
    linked = sum(len(piece.strip()) for piece, element in pieces if _inside(element, "a", owner))
    strong = sum(len(piece.strip()) for piece, element in pieces if _inside(element, ("strong", "b"), owner))
    return Block(owner, text, linked, strong, after_image)


def _inside(element: Element, tags: str | tuple[str, ...], owner: Element) -> bool:
    wanted = (tags,) if isinstance(tags, str) else tags
    while element is not None and element is not owner:
        if element.tag in wanted:
            return True
        element = element.getparent()
    return element is not None and element.tag in wanted


def _block_of(element: Element) -> Element:
    while element.tag not in _BLOCKS and element.getparent() is not None:
        element = element.getparent()
    return element


def _walk(root: Element) -> Iterator[tuple[str, Any]]:
    """Starts and ends of elements and their texts, without recursion; skipped subtrees give only their tails."""
    stack: list[tuple[str, Element]] = [("open", root)]
    while stack:
        step, element = stack.pop()
        if step == "tail":
            if element.tail:
                yield "text", (element.tail, element.getparent())
        elif step == "close":
            yield "end", element
        elif isinstance(element.tag, str) and element.tag not in _SKIPPED and not is_hidden(element):
            yield "start", element
            if element.text:
                yield "text", (element.text, element)
            stack.append(("close", element))
            for child in reversed(element):
                stack += [("tail", child), ("open", child)]


def is_hidden(element: Element) -> bool:
    """Whether an element is not shown."""
    return bool(_HIDDEN.search(element.get("style") or "")) or element.get("hidden") is not None


def is_named_beside(element: Element) -> bool:
    """Whether an element's tag, class or id says that it stands beside an article."""
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"
    if element.tag in ("nav", "aside", "footer") or _BESIDE.search(marks):
        return element.tag not in ("body", "html")
    return bool(_PERHAPS_BESIDE.search(marks)) and not _ARTICLE.search(marks) and element.tag not in ("body", "html")


def is_beside(element: Element, within: Element | None = None) -> bool:
    """Whether an element, or one around it up to ``within``, is named as standing beside the article."""
    while element is not None and element is not within:
        if is_named_beside(element):
            return True
        element = element.getparent()
    return False


def hint(block: Block) -> str | None:
    """What markup says of a block: heading, caption, link, strong."""
    element = block.element
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"
    if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        return "heading"
    if element.tag == "figcaption" or (_CAPTION.search(marks) and len(block.text) <= 120):
        return "caption"
    if block.after_image and len(block.text) <= 60 and (_centred(element) or not re.search("[。！？]", block.text)):
        return "caption"
    letters = len(block.text.replace(" ", ""))
    if block.linked >= 0.8 * letters:
        return "link"
    return "strong" if block.strong >= 0.9 * letters and len(block.text) <= 40 else None


def _centred(element: Element) -> bool:
    return (
        element.tag == "center" or element.get("align") == "center" or bool(_CENTRED.search(element.get("style") or ""))
    )
