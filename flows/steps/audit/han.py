"""Whether Chinese is left over in the English."""

from __future__ import annotations

import re

from flows.steps.audit.words import HAN
from flows.steps.types import Check

# Kana, hangul and full-width marks are as foreign to an English sentence as Han; ° and — are not.
_FOREIGN = re.compile("[\u3001-\u303f\u3040-\u30ff\uac00-\ud7af\uff01-\uffef]")


def check_han(en: str) -> Check:
    """No Han character, kana, hangul or full-width mark stands in the English."""
    if en.isascii():
        return Check("han", True)
    left = "".join(HAN.findall(en)) or "".join(_FOREIGN.findall(en))
    return Check("han", not left, f"left in the English: {left[:20]}" if left else "", fatal=bool(left))
