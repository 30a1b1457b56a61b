"""`zhbrief clean`: what an article says and what was cut from its page, and why."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from flows.steps.types import Article, SetAside


_STYLES = {"title": "bold", "heading": "bold cyan", "caption": "magenta", "text": "green"}


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("clean")(clean)


def clean(
    files: Annotated[list[str], typer.Argument(help="Articles, or - for standard input.", metavar="FILE…")],
    pretty: Annotated[bool, typer.Option("--pretty", help="Indent the JSON.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show every line, kept or cut, and why.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON line a file (what you get anyway).")] = False,
) -> None:
    """Clean articles: one JSON line a file with title, metadata, paragraphs and everything that was set aside.

    A file that holds no article gives a line with "skipped" and the reason.

    Example: zhbrief clean --explain seeds/01-lanchuan-battery-materials.txt
    """
    from flows.commands.files import read_argument
    from flows.steps.clean import clean as run
    from flows.steps.decode import decode
    from flows.steps.errors import SkipDocument

    shown = explain and not as_json
    for name in files:
        try:
            article = run(decode(read_argument(name)))
        except SkipDocument as skip:
            _skipped(name, skip.what, shown)
            continue
        if shown:
            _explain(name, article)
        else:
            _say(json.dumps(row(name, article), ensure_ascii=False, indent=2 if pretty else None))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _skipped(name: str, why: str, shown: bool) -> None:
    if shown:
        _say(f"{name}: skipped: {why}")
    else:
        _say(json.dumps({"file": name, "skipped": why}, ensure_ascii=False))


def _explain(name: str, article: Article) -> None:
    """Every line of the page in its order, with what it is; cuts in red with their rule and reason."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    console.print(Text(name, style="bold underline"))
    for lines, label, wording, why in entries(article):
        first, last = lines
        number = "" if not first else str(first) if first == last else f"{first}-{last}"
        style = _STYLES.get(label, "red") if not why else "red"
        console.print(
            Text.assemble((f"{number:>7} ", "dim"), (f"{label:<20} ", style), (wording, style if why else ""))
        )
        if why:
            console.print(Text(f"{'':28} {why}", style="dim"))
    for flag in article.flags:
        console.print(Text(f"flag: {flag}", style="yellow"))


def entries(article: Article) -> list[tuple[tuple[int, int], str, str, str]]:
    """Kept and cut lines in the order of the page: lines, kind or rule, wording, and for cuts the reason."""
    title = article.title
    top = [((0, 0), "title", title.zh, "")] if title else []
    kept = [
        ((paragraph.sentences[0].lines[0], paragraph.sentences[-1].lines[1]), paragraph.kind, paragraph.zh, "")
        for paragraph in article.paragraphs
    ]
    cut = [(aside.lines, aside.rule, aside.text.replace("\n", " ⏎ "), aside.reason) for aside in article.set_aside]
    return [*top, *sorted([*kept, *cut], key=lambda entry: entry[0])]


def row(name: str, article: Article) -> dict[str, object]:
    """An article as the command prints it."""
    published = article.published
    return {
        "file": name,
        "title": article.title.zh if article.title else None,
        "published": published and {"value": published.value, "precision": published.precision, "zone": published.zone},
        "publisher": article.publisher,
        "republisher": article.republisher,
        "authors": list(article.authors),
        "editor": article.editor,
        "credits": [{"role": credit.role, "name": credit.name} for credit in article.credits],
        "script": article.script,
        "paragraphs": [
            {
                "id": paragraph.id,
                "kind": paragraph.kind,
                "zh": paragraph.zh,
                "lines": [paragraph.sentences[0].lines[0], paragraph.sentences[-1].lines[1]],
            }
            for paragraph in article.paragraphs
        ],
        "set_aside": [_cut(cut) for cut in article.set_aside],
        "conversions": [{"at": use.at, "before": use.before, "after": use.after} for use in article.conversions],
        "flags": list(article.flags),
    }


def _cut(cut: SetAside) -> dict[str, object]:
    span = list(cut.span) if cut.span else None
    return {"lines": list(cut.lines), "span": span, "rule": cut.rule, "reason": cut.reason, "text": cut.text}
