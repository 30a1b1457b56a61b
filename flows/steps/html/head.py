"""What the head of a page says: title, time, source, author."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.steps.html.dom import Block, Element

_TIMES = (
    "article:published_time", "og:published_time", "og:time", "apub:time", "pubdate", "publishdate", "publish-date",
    "publish_time", "datepublished", "weibo: article:create_at", "og:release_date", "dc.date", "date", "dateupdate",
)  # fmt: skip
_NAMED = (
    ("source", "来源"),
    ("contentsource", "来源"),
    ("mediaid", "来源"),
    ("article:author", "作者"),
    ("author", "作者"),
)
_SITE_TAIL = re.compile(r"[ ]*(?:[|_\-–—｜·»>/]+|\s{2,})[ ]*(?P<tail>[^|_\-–—｜»>]{1,40})$")
_SITE_WORD = re.compile(
    r"网|频道|新闻|报|社|台|政府|委员会|局$|厅$|客户端|资讯|财经|门户|在线|官网|中心|\.com|\.cn|[A-Za-z]{3,}"
)
_MEDIA_MARK = re.compile(r"^\s*[\[【](?:视频|图文|组图|图集|高清组图|直播|音频|专题)[\]】]\s*")


def fields(root: Element, found: Sequence[Block]) -> list[tuple[str, str]]:
    """(hint, line) pairs for the top of the page: its title, then its fields."""
    metas = _metas(root)
    title = page_title(root, metas, found)
    top = [("title", title)] if title else []
    time = next((metas[name] for name in _TIMES if metas.get(name)), None)
    if time and re.search(r"\d{4}", time):
        top.append(("field", f"发布时间：{time}"))
    for name, key in _NAMED:
        value = metas.get(name, "")
        if (
            value
            and len(value) <= 20
            and re.search(r"[\u3400-\u9fff]", value)
            and not any(key in line for _, line in top)
        ):
            top.append(("field", f"{key}：{value}"))
    return top


def _metas(root: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        content = " ".join((element.get("content") or "").split())
        if name and content:
            found.setdefault(name, content)
    return found


def page_title(root: Element, metas: dict[str, str], found: Sequence[Block]) -> str:
    """The headline: what <title> opens with and the page shows, else og:title, else <title> less the site's name."""
    whole = " ".join(next((element.text or "" for element in root.iter("title")), "").split())
    named = metas.get("articletitle") or metas.get("og:title", "")
    headings = [block.text for block in found if block.element.tag in ("h1", "h2") and len(block.text) >= 6]
    stem = _letters(whole)
    opening = [heading for heading in headings if stem.startswith(_letters(heading))]
    if opening:
        return strip_media(opening[0])
    bare = without_site(whole, metas.get("og:site_name") or metas.get("sitename", ""))
    shown = {_letters(block.text): block.text for block in found if len(block.text) <= 100}
    for shorter in (bare, *_openings(whole)):
        if len(_letters(shorter)) >= 8 and _letters(shorter) in shown:
            return strip_media(shorter)
    if named and stem.startswith(_letters(named)) and len(_letters(named)) >= 0.6 * len(_letters(bare)):
        bare = named
    return strip_media(_unrelated(bare, [block.text for block in found if block.element.tag == "h1"]) or bare or named)


def _openings(title: str) -> list[str]:
    """What <title> says up to each of its separators, the longest first."""
    places = [match.start() for match in re.finditer(r"[|_｜—–-]", title)]
    return [title[:place].strip() for place in reversed(places)]


def _unrelated(bare: str, tops: Sequence[str]) -> str | None:
    """The only top heading, where <title> says something else altogether (a channel, a site)."""
    if len(tops) != 1 or len(_letters(tops[0])) < 8:
        return None
    pairs = {tops[0][at : at + 2] for at in range(len(tops[0]) - 1)}
    return tops[0] if sum(pair in bare for pair in pairs) < 0.3 * len(pairs) else None


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def strip_media(title: str) -> str:
    """The title without 【视频】 and its like in front."""
    return _MEDIA_MARK.sub("", title).strip()


def without_site(title: str, site: str = "") -> str:
    """<title> less the parts that name the site or its channels, from the end."""
    while True:
        match = _SITE_TAIL.search(title)
        if not match or match.start() < 6:
            return title.strip(" _-|")
        tail = match["tail"].strip()
        if not (tail == site or len(tail) <= 6 or (len(tail) <= 24 and _SITE_WORD.search(tail))):
            return title.strip(" _-|")
        title = title[: match.start()]
