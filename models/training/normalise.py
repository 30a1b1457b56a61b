"""One form for both languages before anything is counted, matched or learnt."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

HAN = re.compile(r"[\u3400-\u9fff]")
_NEAR = r"[\u3400-\u9fff”’》）」』、，。％%]"
_FULL = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}
_AFTER_HAN = re.compile(rf"(?<={_NEAR})\s*([,:;?!])\s*(?!\d{{3}}\b)")
_BEFORE_HAN = re.compile(r"(?<!\d)\s*([,:;?!])\s*(?=[\u3400-\u9fff“《（])")
_BRACKETS = re.compile(r"[()]")
_HAN_SPACE = re.compile(
    r"(?<=[\u3400-\u9fff，。、；：？！）》”“（《])[ \t\u3000]+|[ \t\u3000]+(?=[\u3400-\u9fff，。、；：？！）》”“（《])"
)
_ENGLISH_MARKS = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "`": "'", "\u00a0": " ", "\u2011": "-", "…": "..."}
)
_FULL_WIDTH = str.maketrans(
    {chr(0xFF10 + i): chr(48 + i) for i in range(10)}
    | {chr(0xFF21 + i): chr(65 + i) for i in range(26)}
    | {chr(0xFF41 + i): chr(97 + i) for i in range(26)}
    | {"％": "%", "．": ".", "＋": "+", "－": "-", "　": " "}
)


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("tw2s")


def normalise_zh(text: str, traditional: bool = False) -> str:
    """Chinese in one form: NFC, Simplified where asked, half-width digits, full-width marks, no inner spaces."""
    text = unicodedata.normalize("NFC", text).translate(_FULL_WIDTH)
    if traditional:
        text = str(_converter().convert(text))
    text = text.replace("「", "“").replace("」", "”").replace("『", "‘").replace("』", "’")
    text = _AFTER_HAN.sub(lambda found: _FULL[found.group(1)], text)
    text = _BEFORE_HAN.sub(lambda found: _FULL[found.group(1)], text)
    if HAN.search(text):
        text = _BRACKETS.sub(lambda found: _FULL[found.group(0)], text)
    text = _straight_quotes(text)
    return _HAN_SPACE.sub("", " ".join(text.split()))


def _straight_quotes(text: str) -> str:
    if text.count('"') % 2 or '"' not in text:
        return text
    parts = text.split('"')
    return "".join(part + ("“" if i % 2 == 0 else "”") * (i < len(parts) - 1) for i, part in enumerate(parts))


def normalise_en(text: str) -> str:
    """English in one form: NFC, straight quotes, single spaces, no space before a mark."""
    text = unicodedata.normalize("NFC", text).translate(_ENGLISH_MARKS).replace("--", "—")
    text = re.sub(r"\s+([,.;:?!%)])", r"\1", " ".join(text.split()))
    return re.sub(r"([(])\s+", r"\1", text)
