"""English as it is set: marks, spaces, capitals and the final stop of a translated sentence."""

from __future__ import annotations

import re

from flows.steps.slips import mend_slips

_MARKS = str.maketrans(
    {
        "，": ", ", "。": ". ", "；": "; ", "：": ": ", "？": "? ", "！": "! ", "（": " (", "）": ") ",
        "“": '"', "”": '"', "‘": "'", "’": "'", "、": ", ", "《": '"', "》": '"', "【": "[", "】": "]",
        "—": "-", "–": "-", "…": "...", "％": "%", "～": "-", "「": '"', "」": '"', "『": '"', "』": '"',
        "〈": '"', "〉": '"', "·": " ", "\u3000": " ", "\xa0": " ", "▁": " ",
    }
)  # fmt: skip
_SPACES = re.compile(r"\s+")
_BEFORE = re.compile(r"\s+([,.;:?!)\]%])")
_AFTER = re.compile(r"([(\[])\s+")
_TIGHT = re.compile(r"([,;:?!])(?=[A-Za-z\"(])")
_DOUBLED = re.compile(r"([,;:.])(?:\s*[,;:.])+(?!\.)")
_BREAKS = {"，": ",", "、": ",", "；": ";", "：": ":", "。": ".", "！": "!", "？": "?"}
# Words that a part of a sentence opens with in small letters: names keep their capitals.
_SMALL = re.compile(
    r"(?:The|A|An|In|On|At|To|Of|For|From|By|With|And|Or|But|As|It|Its|This|That|These|Those|They|Their|There|He|She|His|Her|We|Our|"
    r"More|Many|Some|All|Also|Not|No|Is|Are|Was|Were|Has|Have|Will|Strengthen|Promote|Continue|Actively|Fully|"
    r"Speed|Build|Deepen|Implement|Comprehensively|Economic|Development|Mobilize|Focus|Expand|Improve|Adhere)\b"
)
_THOUSANDS = re.compile(r"(?<![\d,.])(\d{1,3}), (\d{3})(?!\d)")  # not the year of "in 2020, 300 firms"
_ENDS = {"。": ".", "！": "!", "？": "?", "；": ";", "：": ":", ".": ".", "!": "!", "?": "?"}


def tidy(text: str) -> str:
    """One line of clean ASCII-marked English: no doubled marks, one space between words."""
    text = _SPACES.sub(" ", text.translate(_MARKS)).strip()
    text = _AFTER.sub(r"\1", _BEFORE.sub(r"\1", text))
    text = _TIGHT.sub(r"\1 ", text)
    text = _THOUSANDS.sub(r"\1,\2", text)
    return text if "..." in text else _DOUBLED.sub(r"\1", text)


def set_sentence(text: str, zh: str) -> str:
    """Capital first, and the stop that the Chinese has; a headline without one gets none."""
    text = mend_slips(tidy(text)).lstrip(",;:. ")
    if not text:
        return ""
    bare = zh.rstrip("”’」』）) ")
    end = _ENDS.get(bare[-1:], "")
    quoted = text.rstrip('"')
    if end and not quoted.endswith((".", "!", "?", ";", ":")):
        tail = text[len(quoted) :]
        text = quoted.rstrip(", ") + end + tail
    elif not end:
        text = re.sub(r"(?<![.\s][A-Z])\.$", "", text)
    return capitalise(text)


def set_unit(text: str, zh: str, first: bool) -> str:
    """A part of a sentence: the mark its Chinese ends on, and a small first letter unless it opens the sentence."""
    text = mend_slips(tidy(text)).strip(",;:. ")
    if not text:
        return ""
    mark = _BREAKS.get(zh.rstrip("”’」』）) ")[-1:], "")
    if not first and _SMALL.match(text):
        text = text[0].lower() + text[1:]
    return (text.rstrip("!?") if mark in ("!", "?") else text) + mark


def capitalise(text: str) -> str:
    """Upper-case the first letter of a sentence, and leave the rest alone."""
    match = re.search(r"[A-Za-z]", text)
    if match is None or re.search(r"\d", text[: match.start()]):
        return text
    return text[: match.start()] + match.group().upper() + text[match.end() :]


def join_units(parts: list[str]) -> str:
    """Join the English of a sentence's units into one sentence."""
    return tidy(" ".join(part for part in parts if part))
