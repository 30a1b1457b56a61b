"""What one document costs, by stage: CPU seconds, bytes and rows, measured on our samples with the built-in model."""

from __future__ import annotations

import resource
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from flows.steps.catalogue import Catalogue
from flows.steps.compose import Workshop, assemble, make_brief, prepare, summarise_window, translate_window
from flows.steps.near import Neighbours, sketch
from flows.steps.read import list_sources, read_source
from flows.steps.render import render
from flows.steps.render.site import write_site
from flows.steps.store import publish
from flows.steps.types import Brief, Source
from models.engine import Decoding, Engine, Generation, ModelSpec, Task
from tests.bench.articles import short_article
from tests.bench.corpus import SEEDS

TABLES = ("brief", "name", "figure", "text")


@dataclass
class Costs:
    """For one document: CPU seconds by stage, those of the one process that closes runs, bytes and rows."""

    documents: int = 0
    characters: float = 0.0
    seconds: dict[str, float] = field(default_factory=dict)
    folder_bytes: float = 0.0
    database_bytes: float = 0.0
    rows: float = 0.0
    front_bytes: float = 0.0
    peak_mb: float = 0.0

    @property
    def worker(self) -> float:
        """CPU seconds that can be spread over any number of workers."""
        return sum(value for stage, value in self.seconds.items() if stage not in SERIAL)

    @property
    def serial(self) -> float:
        """CPU seconds that one process spends on every document."""
        return sum(self.seconds[stage] for stage in SERIAL)


SERIAL = ("catalogue", "near duplicates", "pages")


class Metered:
    """An engine that adds up its own CPU seconds by task."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.seconds = engine, Counter[str]()

    @property
    def spec(self) -> ModelSpec:
        """The engine's."""
        return self.engine.spec

    def count_tokens(self, texts: Sequence[str], task: Task | None = None) -> list[int]:
        """The engine's; it reads the text as it does for translating."""
        began = time.process_time()
        counts = self.engine.count_tokens(texts, task)
        self.seconds["translate"] += time.process_time() - began  # type: ignore[assignment]
        return counts

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Generation]:
        """The engine's, timed; headlines count as summaries."""
        began = time.process_time()
        made = self.engine.generate(texts, decoding)
        task = "translate" if decoding.task == "translate" else "summarise"
        self.seconds[task] += time.process_time() - began  # type: ignore[assignment]
        return made


class Clock:
    """CPU seconds by stage."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        """Count what runs in here for the stage."""
        began = time.process_time()
        yield
        self.seconds[stage] += time.process_time() - began  # type: ignore[assignment]


def measure(workshop: Workshop, outputs: Path) -> Costs:
    """Brief all samples in one window, publish, enter and link them; the means of one document."""
    meter, clock = Metered(workshop.translator), Clock()
    shop = Workshop(meter, meter, workshop.glossary, workshop.options)
    sources = [read_source(SEEDS, name) for name in list_sources(SEEDS)]
    _warm(shop, outputs / "warm")
    meter.seconds.clear()
    with clock("clean and names"):
        window = [prepare(source, f"d{n}", shop.glossary) for n, source in enumerate(sources)]
    with clock("plan and check key points"):
        summaries = summarise_window(window, shop)
    with clock("prompts, audit, repair"):
        pairs = translate_window(window, summaries, shop)
    clock.seconds["plan and check key points"] -= meter.seconds["summarise"]  # type: ignore[assignment]
    clock.seconds["prompts, audit, repair"] -= meter.seconds["translate"]  # type: ignore[assignment]
    clock.seconds |= Counter({f"model: {task}": value for task, value in meter.seconds.items()})  # type: ignore[misc]
    with clock("assemble, render, publish"):
        briefs = [assemble(p, *pair, shop) for p, pair in zip(window, pairs, strict=True)]
    _close(briefs[:1], outputs, Clock())
    before = _sizes(outputs)
    _close(briefs[1:], outputs, clock)
    grown = [now - then for now, then in zip(_sizes(outputs), before, strict=True)]
    return _per_document(briefs, outputs, clock, [size / len(briefs[1:]) for size in grown])


def _warm(shop: Workshop, outputs: Path) -> None:
    """One short brief: a run of many documents opens the tables, templates and libraries once."""
    outputs.mkdir()
    source = Source("warm.txt", short_article(1).encode(), "0" * 64)
    _close([make_brief(source, "warm", shop)], outputs, Clock())


def _sizes(outputs: Path) -> list[int]:
    """Bytes of the database and of the front page with its search's data, and the rows of the catalogue."""
    with Catalogue(outputs / "briefs.db") as catalogue:
        rows = sum(catalogue.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES)
    return [
        (outputs / "briefs.db").stat().st_size,
        sum((outputs / name).stat().st_size for name in ("index.html", "search.js")),
        rows,
    ]


def _close(briefs: Sequence[Brief], outputs: Path, clock: Clock) -> None:
    """Publish, then what one process does for all: catalogue, near duplicates, the desk's pages."""
    with clock("assemble, render, publish"):
        for brief in briefs:
            publish(outputs, brief.id, render(brief))
    with Catalogue(outputs / "briefs.db") as catalogue, clock("catalogue"):
        catalogue.update(briefs)
    sketch(briefs[0].article)  # loads numpy
    with clock("near duplicates"):
        near = Neighbours({})
        for brief in briefs:
            near.add(brief.id, sketch(brief.article))
            near.of(brief.id)
    with clock("pages"):
        write_site(outputs, [brief.id for brief in briefs])


def _per_document(briefs: Sequence[Brief], outputs: Path, clock: Clock, grown: Sequence[float]) -> Costs:
    count = len(briefs)
    each = {stage: value / (count - 1 if stage in SERIAL else count) for stage, value in clock.seconds.items()}
    folders = sum(path.stat().st_size for b in briefs for path in (outputs / b.id).iterdir())
    return Costs(
        documents=count,
        characters=sum(len(s.zh) for b in briefs for s in b.article.sentences()) / count,
        seconds=each,
        folder_bytes=folders / count,
        database_bytes=grown[0],
        front_bytes=grown[1],
        rows=grown[2],
        peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )
