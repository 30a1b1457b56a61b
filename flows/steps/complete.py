"""Whether a generated sentence is one: it neither begins inside a word nor ends before its verb."""

from __future__ import annotations

import re

_HAN = re.compile(r"[\u3400-\u9fff]")
# 以……为契机 says on what occasion, and what was done is still to come.
_DANGLING = re.compile(
    r"(?:^|，)[^，。]*[以把将][^，。]{2,40}(?:作)?为(?:契机|抓手|引领|主线|导向|载体|依托|统领|牵引|切入点|着力点)。?$"
)

# 成立由区长……组成的小组: by whom, and what they do is still to come.
_BY = re.compile(
    r"成立了?由(?![^，。]*(?:组成|担任|负责|牵头|领衔|参加|参与|任|挂帅|主办|主导|管理|统筹|组建|发起))[^。；]*$"
)
# 价格从每吨近60万元 says where it came from, and where to is still to come.
_FROM = re.compile(r"(?:^|，)[^，。]*从[^，。]*[0-9][^，。]*$")
_TO = re.compile(r"[到至往跌降升增涨减变扩提跃缩回开出起中里内上走驶]")


def complete(text: str, source: str) -> bool:
    """Whether a sentence written from a source is whole at both ends."""
    return not dangles(text) and not _begins_inside_a_word(text, source)


def dangles(text: str) -> bool:
    """Whether a text ends on what should open the next clause (以教育实践为契机, 从每吨近60万元)."""
    bare = text.rstrip("。；")
    start = _FROM.search(bare)
    return (
        bool(_DANGLING.search(text)) or bool(_BY.search(bare)) or (start is not None and not _TO.search(start.group()))
    )


def _begins_inside_a_word(text: str, source: str) -> bool:
    """阀产业 out of 泵阀产业: the first character follows one and the same character wherever the source has it."""
    first = text[:1]
    if not _HAN.match(first) or first not in source:
        return False
    before = [source[at - 1] if at else "" for at in range(len(source)) if source[at] == first]
    return len(set(before)) == 1 and bool(_HAN.match(before[0])) and text[:3] in source
