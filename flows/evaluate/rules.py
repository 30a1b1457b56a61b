"""Per rule of cleaning: how many lines or spans it cut, and how many of them are body in the gold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from flows.evaluate.pages import Gold, line_hash
from flows.steps.types import Article, SetAside


@dataclass(frozen=True, slots=True)
class RuleCount:
    """One rule's cuts, and those that should have stayed."""

    rule: str
    cuts: int
    wrong: int


def count_rules(pages: Iterable[tuple[Gold, Article]]) -> list[RuleCount]:
    """All rules that cut anything, by name."""
    cuts: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for gold, article in pages:
        kept = {line_hash(paragraph.zh) for paragraph in article.paragraphs}
        for aside in article.set_aside:
            lines = [line for line in aside.text.split("\n") if line.strip()]
            cuts[aside.rule] += len(lines)
            wrong[aside.rule] += sum(_is_body(line, aside, gold, kept) for line in lines)
    return [RuleCount(rule, cuts[rule], wrong[rule]) for rule in sorted(cuts)]


def _is_body(line: str, aside: SetAside, gold: Gold, kept: set[str]) -> bool:
    """Whether a cut line is in the gold body and was not kept in another place; a span, whether a body line has it."""
    if aside.span is None:
        name = line_hash(line)
        return name in gold.body_hashes and name not in kept
    bare = "".join(line.split())
    return any(bare in "".join(text.split()) for text in gold.body)
