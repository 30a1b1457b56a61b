"""Whether the output is about as long as its source makes likely."""

from __future__ import annotations

from flows.steps.types import Check

# English characters for each Chinese character: 0.99 to 8.5 in human news (DESIGN.md, section 7).
RATIO = (0.99, 8.5)
# Below six characters a ratio says little: 是 is "That is so."
SHORT = 6
# A key point is shown in one breath (DESIGN.md, section 5: under 60 characters); 90 is what a person still reads.
POINT_LIMIT = 90


def check_length(zh: str, en: str) -> Check:
    """The ratio of English to Chinese characters lies in the range of human news."""
    source, output = len("".join(zh.split())), len(en.strip())
    if source < SHORT:
        return Check("length", output <= 60, "" if output <= 60 else f"{output} characters for {source}")
    ratio = output / source
    ok = RATIO[0] <= ratio <= RATIO[1]
    why = "" if ok else f"{ratio:.1f} English characters for each Chinese one"
    return Check("length", ok, why, fatal=not ok)


def check_point_length(zh: str) -> Check:
    """A key point is no longer than a reader takes in at once."""
    ok = len(zh) <= POINT_LIMIT
    return Check("length", ok, "" if ok else f"{len(zh)} characters")
