"""Time and memory against the number of documents and against their length, each with a plot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.articles import short_article
from tests.bench.corpus import article
from tests.bench.report import command_table
from tests.bench.startup import Run, run, zhbrief

COUNTS = (10, 100, 1_000, 10_000)
IMAGES = Path(__file__).parents[2] / "docs" / "img"
LENGTHS = (100, 1_000, 10_000, 100_000)


@dataclass(frozen=True, slots=True)
class Point:
    """One run of `zhbrief clean` or of an unchanged inbox: the size that grows, and what it took."""

    size: int
    run: Run


def by_length(where: Path) -> list[Point]:
    """Cleaning one dump of 100 to 100,000 characters."""
    points = []
    for size in LENGTHS:
        file = where / f"length-{size}.txt"
        file.write_text(article(size, 1), encoding="utf-8")
        points.append(Point(size, run([zhbrief(), "clean", str(file)])))
    return points


def by_count(where: Path, counts: Sequence[int] = COUNTS) -> list[Point]:
    """Cleaning 10 to 10,000 short dumps in one command."""
    points = []
    for count in counts:
        inbox = where / f"c{count}"
        inbox.mkdir()
        for number in range(count):
            (inbox / f"{number:05}.txt").write_text(short_article(number), encoding="utf-8")
        points.append(Point(count, run([zhbrief(), "clean", *map(str, sorted(inbox.iterdir()))])))
    return points


def section(room: Path, repeats: int, threads: int) -> str:
    """Both tables and plots."""
    del repeats, threads
    IMAGES.mkdir(parents=True, exist_ok=True)
    counts, lengths = by_count(room), by_length(room)
    plot(counts, "zhbrief clean: CPU seconds by number of documents", IMAGES / "growth-count.svg")
    plot(lengths, "zhbrief clean: CPU seconds by characters", IMAGES / "growth-length.svg")
    return command_table(
        {f"clean {p.size:,} documents": p.run for p in counts}
        | {f"clean one of {p.size:,} characters": p.run for p in lengths}
    )


def plot(points: Sequence[Point], title: str, file: Path) -> None:
    """A log-log plot of CPU seconds as SVG, with the line that linear growth from the last point would be."""
    from math import log10

    xs, ys = [log10(p.size) for p in points], [log10(max(p.run.cpu, 0.01)) for p in points]
    low_x, low_y = min(xs), min(*ys, ys[-1] - (xs[-1] - min(xs)))
    span_x, span_y = (max(xs) - low_x) or 1, (max(ys) - low_y) or 1

    def at(x: float, y: float) -> str:
        return f"{40 + 320 * (x - low_x) / span_x:.1f},{220 - 180 * (y - low_y) / span_y:.1f}"

    dots = "".join(
        f'<circle cx="{at(x, y).split(",")[0]}" cy="{at(x, y).split(",")[1]}" r="3"/>'
        f'<text x="{at(x, y).split(",")[0]}" y="{float(at(x, y).split(",")[1]) - 8:.1f}">{p.run.cpu:.2g} s</text>'
        for x, y, p in zip(xs, ys, points, strict=True)
    )
    line = " ".join(at(x, y) for x, y in zip(xs, ys, strict=True))
    linear = f"{at(xs[0], ys[-1] - (xs[-1] - xs[0]))} {at(xs[-1], ys[-1])}"
    names = "".join(
        f'<text x="{at(x, low_y).split(",")[0]}" y="238">{p.size:,}</text>' for x, p in zip(xs, points, strict=True)
    )
    file.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 250" font-family="sans-serif" font-size="10" '
        f'text-anchor="middle"><rect width="400" height="250" fill="#fff"/><text x="200" y="16">{title}</text>'
        f'<polyline fill="none" stroke="#999" stroke-dasharray="4 3" points="{linear}"/>'
        f'<polyline fill="none" stroke="#8c1d18" stroke-width="1.5" points="{line}"/>{dots}{names}</svg>\n',
        encoding="utf-8",
    )
