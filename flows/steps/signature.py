"""Short hashes of all that decides a stage's output; a stage is due when its signature differs."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from flows.steps import clean, summarise, translate
from flows.steps.render import STAGE_VERSION as RENDER_VERSION
from flows.steps.types import StageRecord
from models.engine import Length, ModelSpec

STAGES = ("clean", "summarise", "translate", "render")


@dataclass(frozen=True, slots=True)
class BriefOptions:
    """What a desk may choose: the summary's length and the beam size."""

    length: Length = "medium"
    beam_size: int = 4


@dataclass(frozen=True, slots=True)
class Deciders:
    """All that decides a brief beside its text: models, glossary, options; the names that cleaning must not convert."""

    summariser: ModelSpec
    translator: ModelSpec
    glossary: str
    options: BriefOptions
    protected: str = ""


def short_hash(*parts: object) -> str:
    """Sixteen hexadecimal digits over the parts in order."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def sign(text_sha256: str, by: Deciders, edits: str = "") -> dict[str, StageRecord]:
    """The signatures of all stages from the text's hash alone, so that unchanged documents are settled unread.

    Each stage's signature holds the one before it: what changes a stage changes all after it.
    """
    cleaned = short_hash("clean", text_sha256, clean.STAGE_VERSION, *([by.protected] if by.protected else []))
    summarised = short_hash(
        "summarise", cleaned, summarise.STAGE_VERSION, by.options.length, by.summariser.fingerprint, by.glossary
    )
    translated = short_hash(
        "translate", summarised, translate.STAGE_VERSION, by.options.beam_size, by.translator.fingerprint, by.glossary
    )
    return {
        "clean": StageRecord(cleaned),
        "summarise": StageRecord(summarised, by.summariser.fingerprint),
        "translate": StageRecord(translated, by.translator.fingerprint),
        "render": StageRecord(short_hash("render", translated, RENDER_VERSION, edits)),
    }


def due(now: dict[str, StageRecord], before: dict[str, StageRecord] | None) -> tuple[str, ...]:
    """The stages whose output must be made, in order: from the first that differs to the last."""
    if before is None:
        return STAGES
    first = next((i for i, stage in enumerate(STAGES) if now[stage] != before.get(stage)), len(STAGES))
    return STAGES[first:]
