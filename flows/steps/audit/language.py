"""Whether it is the language that was asked for."""

from __future__ import annotations

from flows.steps.audit.words import en_words, han_count, word_set
from flows.steps.types import Check

# Each of the 600 references of eight words or more has one of these, and all but 11 of 3,000 training pairs;
# a line of pinyin or of placeholders has none.
FUNCTION = word_set(
    "the a an of and to in for on is are was were be been with by at from as that this it its has have had "
    "will would he she they we i you his her their our or not but who which when after over more than into"
)
LONG = 8
# Han characters in a Chinese key point: figures and brands take the rest.
HAN_SHARE = 0.4


def check_english(en: str) -> Check:
    """English letters dominate, and a long sentence holds English function words."""
    letters = 0 if en.isascii() else sum(char.isalpha() for char in en)
    latin = sum(char.isascii() and char.isalpha() for char in en) if letters else 0
    words = en_words(en)
    odd = FUNCTION.isdisjoint(words) and sum(word[0].isalpha() for word in words) >= LONG
    foreign = bool(letters) and latin < 0.9 * letters
    why = "no English words" if odd else "not in Latin letters" if foreign else ""
    return Check("language", not why, why, fatal=bool(why))


def check_chinese(zh: str) -> Check:
    """Han characters make up most of a key point."""
    ok = not zh.strip() or han_count(zh) >= HAN_SHARE * len("".join(zh.split()))
    return Check("language", ok, "" if ok else "not written in Chinese", fatal=not ok)
