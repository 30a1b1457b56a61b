"""Training examples as text: what the model reads and what it should write, for each task."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.gloss import HAN_RUN, Glosser
from models.training.corpora import Article, Pair, Written
from models.training.figures import mask_pair
from models.training.names import write_names
from models.training.words import Truecase

_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?[”）]?")
_RUNS = re.compile(r"([\u3400-\u9fff]+)")
_DATELINE = re.compile(r"^(?:.{0,12}(?:讯|电|消息)[（(：:]?[^）)。，]{0,24}[）)：:]|[（(][^）)]{1,20}[）)])")


@dataclass(frozen=True, slots=True)
class Example:
    """One example: control tokens, source text, target text, and the group it belongs to."""

    control: tuple[str, ...]
    source: str
    target: str
    group: str


@dataclass(frozen=True, slots=True)
class Writer:
    """What turns pairs into examples: a glosser, whether all words are glossed or some, a truecaser, a generator.

    ``figures`` and ``names``: whether figures are masked and names written in English.
    """

    glosser: Glosser
    glossed: bool
    truecase: Truecase
    rng: random.Random
    figures: bool = True
    names: bool = True

    def translation(self, pair: Pair, group: str) -> Example:
        """A translation example with figures masked, names in English, glosses, each where asked."""
        zh, en = mask_pair(pair.zh, pair.en, self.rng)  # in any case: it draws, and the rows that follow stay the same
        if not self.figures:
            zh, en = pair.zh, pair.en
        zh, en = write_names(zh, en) if self.names else zh, self.truecase.lower_first(en)
        return Example(("<translate>",), self.glosser.gloss(zh) if self.glossed else self.copies(zh, en), en, group)

    def copies(self, zh: str, en: str, share: float = 0.1) -> str:
        """The Chinese with some terms that the translation renders as the lexicon does in English, to be copied."""
        parts = []
        for run in _RUNS.split(zh):
            for phrase in self.glosser.segment(run) if HAN_RUN.fullmatch(run) else [run]:
                english = self.glosser.english(phrase) if len(phrase) > 1 else None
                known = english is not None and len(english) > 3 and english in en and self.rng.random() < share
                parts.append(f" {english} " if known else phrase)
        return re.sub(r" {2,}", " ", "".join(parts)).strip()

    def joined(self, pairs: Iterable[Pair], group: str, share: float) -> Iterator[Example]:
        """Examples of single pairs, and for a share of them of two or three short pairs in a row."""
        held: list[Pair] = []
        for pair in pairs:
            if held or (len(pair.zh) < 35 and self.rng.random() < share):
                held.append(pair)
                if len(held) < 2 or (len(held) < 3 and self.rng.random() < 0.3 and sum(len(p.zh) for p in held) < 50):
                    continue
                whole = Pair("".join(p.zh for p in held), " ".join(p.en for p in held), held[0].source)
                held = []
                yield self.translation(whole, group) if len(whole.zh) <= 120 else self.translation(pair, group)
            else:
                yield self.translation(pair, group)


def sentences(text: str) -> list[str]:
    """The sentences of an article's text, a rough cut that is good enough for training."""
    return [part.strip() for part in _SENTENCE.findall(text) if part.strip()]


def passage(text: str, most: int) -> str:
    """The first whole sentences of a text within so many characters, without the dateline."""
    held = ""
    for sentence in sentences(_DATELINE.sub("", text)):
        if held and len(held) + len(sentence) > most:
            break
        held += sentence
    return held


def bigrams(text: str) -> set[str]:
    """Character bigrams."""
    return {text[i : i + 2] for i in range(len(text) - 1)}


def supported(summary: str, text: str, least: float) -> bool:
    """Whether enough of the summary's bigrams stand in the text, and its digits all do."""
    own = bigrams(summary)
    if not own or any(figure not in text for figure in re.findall(r"\d+", summary)):
        return False
    return len(own & bigrams(text)) / len(own) >= least


def summary_examples(article: Article, most: int) -> Iterator[Example]:
    """Opening passage to headline, once as a title and once as a short sentence, where the passage supports it."""
    text = passage(article.text, most)
    headline = article.summary or article.title
    if not 20 <= len(text) <= 1.3 * most or not 8 <= len(headline) <= 60 or len(headline) > 0.8 * len(text):
        return
    if not supported(headline, text, 0.6):
        return
    if len(headline) <= 30:
        yield Example(("<title>",), text, headline, "title")
    if len(headline) >= 12:
        yield Example(("<summarise>", "<short>"), text, headline.rstrip("。") + "。", "summary")


def written_examples(row: Written, most: int) -> Iterator[Example]:
    """For each sentence of a written brief the sentences of the article it rests on, as a passage."""
    for control, points in (("<short>", row.short), ("<medium>", row.medium)):
        for point in points:
            text = evidence(point, row.text, most)
            if supported(point, text, 0.6):
                yield Example(("<summarise>", control), text, point, "written")
    opening = passage(row.text, most)
    if row.title and supported(row.title, opening, 0.5):
        yield Example(("<title>",), opening, row.title, "written")


def evidence(point: str, text: str, most: int) -> str:
    """The window of up to four sentences that holds most of the point's bigrams."""
    parts, own = sentences(text), bigrams(point)
    best, found = "", 0.0
    for start in range(len(parts)):
        held = ""
        for part in parts[start : start + 4]:
            if held and len(held) + len(part) > most:
                break
            held += part
        score = len(own & bigrams(held)) / max(1, len(own))
        if score > found:
            best, found = held, score
    return best
