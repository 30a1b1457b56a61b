"""Script and punctuation: Traditional to Simplified with an account of it, and one form of Chinese marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from flows.steps.types import Script

if TYPE_CHECKING:
    from opencc import OpenCC

Kind = Literal["t2s", "tw2s"]
MIXED_SHARE = 0.1  # a script that less than a tenth of the telling characters belong to is a stray name or a slip


@dataclass(frozen=True, slots=True)
class Term:
    """One row of our table: a Taiwanised term, the mainland word, and the contexts where it stays."""

    before: str
    after: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Change:
    """A use of the table: characters ``start`` to ``end`` of the text said ``before`` and now say ``after``."""

    start: int
    end: int
    before: str
    after: str


@lru_cache(maxsize=4)
def _converter(kind: Kind) -> OpenCC:
    from opencc import OpenCC

    return OpenCC(kind)


@lru_cache(maxsize=0xA000)
def _only_simplified(char: str) -> bool:
    """Whether GB 2312 has this character and Big5 has not."""
    return "\u4e00" <= char < "\u9fa6" and bool(char.encode("gb2312", "ignore")) and not char.encode("big5", "ignore")


@lru_cache(maxsize=0xA000)
def _is_rare(char: str) -> bool:
    """Whether GB 2312 lacks this character, as it does all that only Traditional has."""
    return "\u4e00" <= char < "\u9fa6" and not char.encode("gb2312", "ignore")


@lru_cache(maxsize=0xA000)
def _only_traditional(char: str) -> bool:
    """Asked of rare characters alone: OpenCC takes 0.04 s to open."""
    return _is_rare(char) and str(_converter("t2s").convert(char)) != char


@lru_cache(maxsize=1)
def _counted(text: str) -> Counter[str]:
    """The characters of the text: whoever asks for its script asks whether it is mixed, too."""
    return Counter(text)


def _count(text: str, kind: Callable[[str], bool]) -> int:
    return sum(count for char, count in _counted(text).items() if kind(char))


def script_counts(text: str) -> tuple[int, int]:
    """How many characters of the text only Simplified has, and how many only Traditional has."""
    return _count(text, _only_simplified), _count(text, _only_traditional)


def detect_script(text: str) -> Script:
    """The script of a text; Traditional needs twice as many telling characters as Simplified."""
    simplified = _count(text, _only_simplified)
    if _count(text, _is_rare) < max(1, 2 * simplified):
        return "Hans"
    return "Hant" if _count(text, _only_traditional) >= max(1, 2 * simplified) else "Hans"


def is_mixed(text: str) -> bool:
    """Whether both scripts hold at least a tenth of the telling characters."""
    counts = script_counts(text)
    return min(counts) > MIXED_SHARE * sum(counts)


@lru_cache(maxsize=1)
def terms() -> tuple[Term, ...]:
    """Our reviewed table of Taiwanised mainland terms, longest first."""
    table = (files("flows.steps") / "data" / "taiwanised.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.split("\n") if line and not line.startswith("#"))
    return tuple(sorted((_term(*row[:4]) for row in rows), key=lambda term: -len(term.before)))


def _term(before: str, after: str, not_after: str, not_before: str) -> Term:
    behind = "".join(f"(?<!{word})" for word in not_after.split("|") if word)
    ahead = f"(?!{not_before})" if not_before else ""
    return Term(before, after, re.compile(f"{behind}{re.escape(before)}{ahead}"))


@lru_cache(maxsize=1)
def _any_term() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{term.pattern.pattern})" for term in terms()))


@lru_cache(maxsize=1)
def _mainland() -> dict[str, str]:
    return {term.before: term.after for term in terms()}


def _protected_spans(text: str, protected: Collection[str]) -> list[tuple[int, int]]:
    return [match.span() for name in protected for match in re.finditer(re.escape(name), text)]


def term_changes(text: str, protected: Collection[str] = ()) -> Iterator[Change]:
    """Where the table applies to a text that tw2s has converted, outside the protected names."""
    spans = _protected_spans(text, protected)
    for match in _any_term().finditer(text):
        start, end = match.span()
        if not any(a < end and start < b for a, b in spans):
            yield Change(start, end, match.group(), _mainland()[match.group()])


def convert(text: str, protected: Collection[str] = ()) -> tuple[str, tuple[Change, ...]]:
    """Traditional text in Simplified characters and mainland terms, of equal length, and each use of our table."""
    simplified = _converter("tw2s").convert(text)
    if len(simplified) != len(text):
        simplified = "".join(map(_converter("t2s").convert, text))
    changes = tuple(term_changes(simplified, protected))
    for change in changes:
        simplified = simplified[: change.start] + change.after + simplified[change.end :]
    return simplified, changes


def to_simplified(text: str, script: Script | None = None, protected: Collection[str] = ()) -> str:
    """The text in Simplified Chinese; Simplified text (``script``, or detected) comes back untouched."""
    return convert(text, protected)[0] if (script or detect_script(text)) == "Hant" else text


_WIDE_FORMS = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum()}
_SPACES = dict.fromkeys((0xA0, 0x2000, 0x2001, 0x2002, 0x2003, 0x2009, 0x202F, 0x205F, 0x3000, 0x09), " ")
_MARKS = {0xFF05: "%", 0xFF0B: "+", 0xFF0F: "/", 0xFF20: "@", 0xFF06: "&", 0xFF61: "。", 0xFF64: "、", 0xFF0E: "."}
_QUOTES = {ord(a): b for a, b in zip("「」『』﹁﹂﹃﹄", "“”‘’“”‘’", strict=True)}
_ALWAYS = {**_WIDE_FORMS, **_SPACES, **_MARKS, **_QUOTES}
_WIDE = str.maketrans(",:;?!", "，：；？！")
_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CHINESE = f"[{_HAN}\u3000-\u303f\uff00-\uff0f\uff1a-\uff20“”‘’…—·]"
_RUN = re.compile("[,:;?!]+(?: [,:;?!]+)*")
_STOP = re.compile(rf"(?<=[{_HAN}”）》])\.(?=[\s”’）)]|$)", re.MULTILINE)
_DASHES = re.compile(rf"(?<=[{_HAN}”）》])--(?=[{_HAN}“（《\n]|$)|(?<=[{_HAN}”）》])──(?=.)", re.MULTILINE)
_IS_CHINESE = re.compile(_CHINESE)
_IS_HAN = re.compile(f"[{_HAN}]")
_STRAIGHT = re.compile('"([^"\n]*)"')


def _near(text: str, at: int, step: int) -> str:
    """The character before or after a mark, one space apart at most."""
    char = text[at : at + 1] if at >= 0 else ""
    return text[at + step : at + step + 1] if char == " " and at + step >= 0 else char


def _widen(match: re.Match[str]) -> str:
    text, (start, end) = match.string, match.span()
    chinese = _IS_CHINESE.match(_near(text, start - 1, -1)) or _IS_CHINESE.match(_near(text, end, 1))
    return match.group().translate(_WIDE) if chinese else match.group()


def _brackets(line: str) -> str:
    """Full-width brackets where Han stands inside them or right before."""
    chars, stack, last_han = list(line), [], -1
    for at, char in enumerate(line):
        if char == "(":
            stack.append(at)
        elif char == ")" and stack:
            start = stack.pop()
            if last_han > start or _IS_HAN.match(line[max(0, start - 1) : start]):
                chars[start], chars[at] = "（", "）"
        elif _IS_HAN.match(char):
            last_han = at
    return "".join(chars)


def _curl(line: str) -> str:
    if line.count('"') % 2 or not _IS_HAN.search(line):
        return line
    return _STRAIGHT.sub(lambda match: f"“{match.group(1)}”", line)


def _by_line(rule: Callable[[str], str], text: str) -> str:
    return "\n".join(map(rule, text.split("\n")))


def normalise_punctuation(text: str) -> str:
    """Chinese text with full-width marks and half-width figures, character for character of equal length.

    Marks between figures or Latin words stay (4,500, 51.7%, 09:13), and so does everything in a line without Han.
    """
    text = text.translate(_ALWAYS)
    text = _by_line(_curl, text) if '"' in text else text
    text = _by_line(_brackets, text) if "(" in text else text
    text = _DASHES.sub("——", _STOP.sub("。", text))
    return _RUN.sub(_widen, text)
