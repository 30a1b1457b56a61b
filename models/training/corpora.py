"""The corpora as rows: pairs for translation, articles for summaries."""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from models.training.normalise import normalise_en, normalise_zh

_PAUSE = re.compile(r"(?<=[\u3400-\u9fff”》])[ \u3000]+(?=[\u3400-\u9fff“《])")
TRADITIONAL = {"moj_taiwan_law", "plurality_trad"}
PAIRS = (
    "written",
    "native_news",
    "news",
    "news2",
    "law",
    "general",
    "general2",
    "talks",
    "technical",
    "terms",
    "terms2",
)
SUMMARIES = ("xwlb", "chinanews", "flash_cls", "flash_eastmoney", "flash_ths", "nankai_news", "xi_speeches", "written")
DEV_PAIRS = ("dev_news", "dev_written", "dev_flores")
DEV_SUMMARIES = ("dev_xwlb", "dev_chinanews", "dev_written", "dev_nankai_news", "dev_vcsum_segments")


@dataclass(frozen=True, slots=True)
class Pair:
    """A Chinese sentence and its English, in normal form, with the name of its source."""

    zh: str
    en: str
    source: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article: its text in lines, a title and a summary where it has them."""

    key: str
    title: str
    text: str
    summary: str


@dataclass(frozen=True, slots=True)
class Written:
    """An article with a brief by hand: title, short and medium in sentences."""

    key: str
    title: str
    text: str
    short: tuple[str, ...]
    medium: tuple[str, ...]


def _lines(folder: Path, stem: str, suffix: str) -> Iterator[str]:
    plain = folder / f"{stem}.{suffix}"
    if plain.exists():
        yield from plain.read_text("utf-8").rstrip("\n").split("\n")
        return
    with lzma.open(folder / f"{stem}.{suffix}.xz", "rt", encoding="utf-8", newline="\n") as stream:
        for line in stream:
            yield line.rstrip("\n")


def read_pairs(corpora: Path, name: str) -> Iterator[Pair]:
    """The rows of ``mt/<name>``, normalised."""
    for line in _lines(corpora / "mt", name, "tsv"):
        zh, en, *rest = line.split("\t")
        source = rest[0] if rest else name
        yield Pair(normalise_zh(zh, source in TRADITIONAL), normalise_en(en), source)


def read_articles(corpora: Path, name: str) -> Iterator[Article]:
    """The rows of ``summ/<name>``, normalised line by line."""
    for line in _lines(corpora / "summ", name, "jsonl"):
        row = json.loads(line)
        text = "\n".join(normalise_zh(part) for part in str(row["text"]).split("\n") if part.strip())
        summary = row.get("summary") or row.get("medium") or ""
        if isinstance(summary, list):
            summary = "".join(str(part) for part in summary)
        yield Article(str(row["id"]), _headline(row.get("title") or ""), text, _headline(str(summary)))


def read_written(corpora: Path, name: str = "written") -> Iterator[Written]:
    """The briefs written for this project, sentence by sentence."""
    for line in _lines(corpora / "summ", name, "jsonl"):
        row = json.loads(line)
        text = "\n".join(normalise_zh(part) for part in str(row["text"]).split("\n") if part.strip())
        short, medium = (tuple(normalise_zh(part) for part in row[label]) for label in ("short", "medium"))
        yield Written(str(row["id"]), _headline(row["title"]), text, short, medium)


def _headline(text: str) -> str:
    """A headline's inner space is a pause: written as a comma it survives the normal form."""
    return normalise_zh(_PAUSE.sub("，", text.strip()))


def held_out(corpora: Path) -> frozenset[str]:
    """Ids of the written briefs' articles that must leave every training file."""
    return frozenset((corpora / "summ" / "held_out_ids.txt").read_text("utf-8").split())
