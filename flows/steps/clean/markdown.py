"""Markdown to plain lines, line for line, with what its marks say of each line."""

from __future__ import annotations

import re

from flows.steps.types import ParagraphKind

Hint = ParagraphKind | str
_FRONT = re.compile(r"\A---[ ]*\n(?P<fields>(?:[^\n]*\n)*?)---[ ]*(?:\n|\Z)")
_HEADING = re.compile(r"^(#{1,6})[ \t]+(?P<text>.*?)[ \t]*#*$")
_IMAGE_LINE = re.compile(r"^!\[(?P<alt>[^\]]*)\]\([^)]*\)$")
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]\n]+)\]\((?:<[^>]*>|[^()\s]*)(?:\s+\"[^\"]*\")?\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])")
_CODE = re.compile(r"`([^`\n]+)`")
_LEAD = re.compile(r"^(?:>[ \t]?)+|^[-*+][ \t]+")
_SETEXT = re.compile(r"^(=+|-{2,})[ ]*$")
_ENGLISH_KEYS = {"title": "标题", "date": "时间", "source": "来源", "author": "作者", "editor": "编辑"}


def plain(text: str) -> tuple[str, dict[int, Hint]]:
    """The text without Markdown's marks, and hints by line number: title, heading, caption, field."""
    hints: dict[int, Hint] = {}
    lines = text.split("\n")
    start = _front_matter(text, lines, hints)
    for at in range(start, len(lines)):
        lines[at] = _line(lines, at, hints)
    return "\n".join(lines), hints


def _front_matter(text: str, lines: list[str], hints: dict[int, Hint]) -> int:
    """Rewrite front matter as fields of ours; the number of lines that it takes."""
    match = _FRONT.match(text)
    if not match:
        return 0
    count = match["fields"].count("\n") + 2
    for at in range(count):
        key, _, value = lines[at].partition(":")
        known = _ENGLISH_KEYS.get(key.strip().lower())
        if known == "标题" and value.strip():
            hints[at + 1], lines[at] = "title", value.strip(" '\"")
        elif known:
            hints[at + 1], lines[at] = "field", f"{known}：{value.strip(' ')}"
        else:
            hints[at + 1] = "matter"
    return count


def _line(lines: list[str], at: int, hints: dict[int, Hint]) -> str:
    line = lines[at].rstrip()
    heading, image = _HEADING.match(line), _IMAGE_LINE.match(line.strip())
    if heading:
        first = len(heading[1]) == 1 and "title" not in hints.values()
        hints[at + 1] = "title" if first else "heading"
        return _inline(heading["text"])
    if image:
        hints[at + 1] = "caption"
        return image["alt"]
    if _SETEXT.match(line) and at and lines[at - 1].strip() and at not in hints and len(lines[at - 1]) <= 60:
        hints[at] = "title" if line[0] == "=" and "title" not in hints.values() else "heading"
        return ""
    return _inline(_LEAD.sub("", line))


def _inline(line: str) -> str:
    line = _IMAGE.sub(r"\1", line)
    line = _LINK.sub(r"\1", line)
    line = _STRONG.sub(r"\2", line)
    return _CODE.sub(r"\1", _EMPHASIS.sub(r"\1", line))
