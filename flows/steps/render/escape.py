"""The one place where text is made safe for where it goes: Markdown, HTML, a terminal, a link.

Text of an article or a model is data everywhere: it must never open a tag, a list, a template, a colour or a link.
"""

from __future__ import annotations

import hashlib
import re
from urllib.parse import quote

# Line ends of every kind and tabs become a space; U+3000 stays, Chinese headlines are set with it.
_BLANK = re.compile("[\t-\r \x1c-\x1f\x85\u2028\u2029]+")
# Controls, lone surrogates, non-characters, bidi overrides and isolates, and tag characters show as U+FFFD.
_UNSAFE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"
)
_MARKS = re.compile(r"[\\`*_\[\]<>|~${}#]|&(?=#|\w+;)|:(?=//)|(?<=www)\.|@", re.IGNORECASE)
_OPENING = re.compile(r"^(?:(?P<sign>[-+=:])|(?P<number>\d{1,9})(?P<mark>[.)])(?=\s|$))")
_LINK = re.compile(r"https?://[^\s<>\"'`\\]+\Z", re.IGNORECASE)


def shown(text: str) -> str:
    """The text on one line, with nothing in it that a reader can't see; spaces at its ends stay."""
    if text.isprintable():  # nearly always, and ten times as fast
        return text
    return _UNSAFE.sub("\ufffd", _BLANK.sub(" ", text))


def visible(text: str) -> str:
    """The text as ``shown``, without spaces at its ends."""
    return shown(text).strip()


def markdown(text: str) -> str:
    """Text as Markdown that every CommonMark or GFM reader shows as that text, wherever a block may begin."""
    marked = _MARKS.sub(r"\\\g<0>", visible(text))
    return _OPENING.sub(_open, marked)


def cell(text: str) -> str:
    """Text as one cell of a tab-separated line; a spreadsheet takes none for a formula."""
    safe = visible(text)
    return f"'{safe}" if safe[:1] in {"=", "+", "-", "@"} else safe


def link(url: str) -> str | None:
    """The address if it is a plain http or https one, else None: nothing else is ever linked."""
    return url if _LINK.match(url) and visible(url) == url else None


def path(name: str) -> str:
    """A relative address for a file of ours; ``~`` and Chinese letters in it are percent-coded."""
    return quote(name, safe="/~", errors="surrogatepass")


def slug(en: str, key: str) -> str:
    """A file name for a page: its English in plain letters, and a short hash of ``key`` so that no two share one."""
    plain = "-".join(re.findall("[a-z0-9]+", en.lower()))[:60].strip("-")
    return f"{plain or 'name'}-{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:6]}"


def _open(found: re.Match[str]) -> str:
    return f"\\{found['sign']}" if found["sign"] else f"{found['number']}\\{found['mark']}"
