"""What a line looks like: predicates over one line, in Simplified form, that several rules share."""

from __future__ import annotations

import re

HAN = "\u3400-\u9fff"
_TERMINAL = re.compile("[。！？；…!?][”’」』）】]*$")
_SENTENCE_END = re.compile("[。；…][”’」』）】]*$")
_NUMBERED = re.compile(
    r"^(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．]|第[一二三四五六七八九十\d]{1,3}[章节条部分篇]|[①-⑳])"
)
_MARKER = re.compile(
    r"^[【\[]?(?:编者按|编者的话|导\s?言|导\s?语|引\s?言|引\s?子|前\s?言|核心提示|内容提要|开栏语|开栏的话|结\s?语|阅读提示)"
    r"[】\]]?[：:]?$"
)
_ORIGINAL_TITLE = re.compile(
    r"^[（(【\[]?\s*原\s?(?:标题|题)\s*(?:[】\])）]\s*[：:]?|[：:])\s*(?P<title>.+?)[）)】\]]?$"
)
_PHOTO = re.compile(r"(?:摄|供图|资料图片?|截图)[）)]?。?$|^图为")
_MARKS = re.compile(r"[\W_]+")
_HAS_HAN = re.compile(f"[{HAN}]")


def ends_sentence(zh: str) -> bool:
    """Whether it ends in a mark that closes a sentence or clause (。！？；…)."""
    return bool(_TERMINAL.search(zh))


def ends_in_stop(zh: str) -> bool:
    """Whether it ends in 。, ； or …, which no heading does."""
    return bool(_SENTENCE_END.search(zh))


def is_numbered(zh: str) -> bool:
    """Whether it opens with an ordinal of any of the usual forms."""
    return bool(_NUMBERED.match(zh))


def is_marker(zh: str) -> bool:
    """Whether it announces an editor's note or an introduction and holds nothing else."""
    return bool(_MARKER.match(zh))


def original_title(zh: str) -> re.Match[str] | None:
    """原标题：… or 【原题】…, with the title as a group."""
    return _ORIGINAL_TITLE.match(zh)


def has_han(zh: str) -> bool:
    """Whether it holds any Chinese character."""
    return bool(_HAS_HAN.search(zh))


def is_headline_shaped(zh: str) -> bool:
    """Whether it could be a headline: some Han, 5 to 80 characters, no sentence, no list, no caption."""
    special = zh.count("|") > 1 or "。" in zh or is_marker(zh) or original_title(zh) or _PHOTO.search(zh)
    return 5 <= len(zh) <= 80 and has_han(zh) and not ends_in_stop(zh) and not special


def is_short(zh: str, limit: int = 40) -> bool:
    """Whether it is short enough for a heading or caption and does not lead into what follows."""
    return len(zh) <= limit and not zh.endswith(("，", "、", "：", "——", ":", ","))


def skeleton(zh: str) -> str:
    """The Han, letters and figures alone, for comparing headlines."""
    return _MARKS.sub("", zh)


def bigrams(zh: str) -> set[str]:
    """The character pairs of the skeleton."""
    bare = skeleton(zh)
    return {bare[at : at + 2] for at in range(len(bare) - 1)}


def recall(part: str, whole: str) -> float:
    """The share of the part's character pairs that the whole has."""
    pairs = bigrams(part)
    return len(pairs & bigrams(whole)) / len(pairs) if pairs else 0.0
