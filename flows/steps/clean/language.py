"""Whether a text is Chinese at all, and whether anything of an article is left of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.steps.clean.page import Line
from flows.steps.clean.shape import ends_sentence, has_han
from flows.steps.errors import SkipDocument

HAN_SHARE = 0.3  # of all letters; the five acceptance articles have 0.97 and more
THIN = 40  # characters: less than that without one full sentence is no article
_HAN = re.compile("[\u3400-\u9fff]")
_KANA = re.compile("[\u3040-\u30ff]")
_LETTERS = re.compile(r"[^\W\d_]")


def refuse_foreign(text: str) -> None:
    """Skip a text in another language, with its share of Han."""
    letters, han, kana = (len(pattern.findall(text)) for pattern in (_LETTERS, _HAN, _KANA))
    share = han / letters if letters else 0.0
    if kana > 0.1 * max(han, 1) and kana >= 5:
        raise SkipDocument(f"Japanese, not Chinese (share of Han {share:.0%})")
    if not has_han(text) or share < HAN_SHARE:
        raise SkipDocument(f"not Chinese (share of Han {share:.0%})")


def refuse_thin(body: Sequence[Line], lines: int) -> None:
    """Skip what holds no sentence once the furniture is gone, or only a foreign one."""
    wording = "\n".join(line.zh for line in body)
    if not has_han(wording) or (len(wording) < THIN and not any(ends_sentence(line.zh) for line in body)):
        raise SkipDocument(f"only boilerplate: no sentence of an article among {lines} lines")
    refuse_foreign(wording)
