"""`zhbrief eval cleaning`: the body, title, date and publisher of pages with gold, against two other cleaners."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from flows.evaluate.cleaners import Answer
    from flows.evaluate.pages import Gold


@dataclass(frozen=True, slots=True)
class CleanerScore:
    """One cleaner's means over sites.

    ``f1_as_is`` is against the gold without our labels; title, date and publisher are shares of pages.
    """

    cleaner: str
    pages: int
    precision: float
    recall: float
    f1: float
    f1_as_is: float
    sites: dict[str, float]
    title: float
    date: float
    publisher: float
    seconds_per_page: float


def register(eval_app: typer.Typer) -> None:
    """Add the command to `zhbrief eval`."""
    eval_app.command("cleaning")(cleaning)


def cleaning(
    pages: Annotated[Path, typer.Argument(help="Folder of sites, each with page.html beside page.json.")],
    labels: Annotated[Path | None, typer.Option(help="Folder of label files instead of ours.")] = None,
    each: Annotated[bool, typer.Option("--each", help="Also our score of each page.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one line a cleaner, then the rules.")] = False,
) -> None:
    """Score cleaning on a folder of pages with gold, beside trafilatura and readability-lxml.

    Precision, recall and F1 are of tokens (Han characters, words, numbers) of the body, averaged by site.

    Example: zhbrief eval cleaning ../shared/pages
    """
    from flows.evaluate.cleaners import cleaners
    from flows.evaluate.pages import LABELS, load_pages
    from flows.evaluate.rules import count_rules
    from flows.steps.errors import UsageError

    gold = load_pages(pages, labels or LABELS)
    if not gold:
        raise UsageError(
            "no page with its gold beside it", file=str(pages), todo="name a folder with page.html and page.json"
        )
    answers = {name: [clean(page.data) for page in gold] for name, clean in cleaners().items()}
    scores = [summarise(name, gold, found) for name, found in answers.items()]
    own = [(page, answer.article) for page, answer in zip(gold, answers["zhbrief"], strict=True) if answer.article]
    rules = count_rules([(page, article) for page, article in own if article])
    if as_json:
        rows = [{**asdict(row), "signature": signature(gold)} for row in scores]
        rows += [{"rules": [asdict(rule) for rule in rules]}]
        typer.echo("\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
        return
    if each:
        _each(gold, answers["zhbrief"])
    _table(scores)
    typer.echo("\nrule, lines or spans cut, wrongly")
    typer.echo("\n".join(f"  {rule.rule:<22}{rule.cuts:>6}{rule.wrong:>5}" for rule in rules))
    typer.echo(f"\n{signature(gold)}")


def signature(gold: Sequence[Gold]) -> str:
    """What decides the figures: the version of the cleaning step, the pages, their gold and our labels."""
    from importlib.metadata import version

    from flows.steps.clean import STAGE_VERSION

    whole = hashlib.sha256()
    for page in gold:
        whole.update(page.data + "\n".join((*page.body, "", *page.optional)).encode())
    stamp = f"zhbrief {version('zhbrief')} | clean v{STAGE_VERSION} | {len(gold)} pages {whole.hexdigest()[:12]}"
    return f"{stamp} | tokens: han+word+number"


def summarise(name: str, gold: Sequence[Gold], answers: Sequence[Answer]) -> CleanerScore:
    """One cleaner's scores over all pages."""
    from flows.evaluate.cleaners import same_title
    from flows.evaluate.pages import line_hash, score

    pairs = list(zip(gold, answers, strict=True))
    bodies = [score(answer.body, "\n".join(page.body), "\n".join(page.optional)) for page, answer in pairs]
    as_is = [score(answer.body, page.as_is).f1 for page, answer in pairs]
    sites = [page.site for page in gold]
    dated = [(page, answer) for page, answer in pairs if page.date]
    published = [(page, answer) for page, answer in pairs if page.publisher]
    return CleanerScore(
        cleaner=name,
        pages=len(gold),
        precision=_by_site(sites, [body.precision for body in bodies]),
        recall=_by_site(sites, [body.recall for body in bodies]),
        f1=_by_site(sites, [body.f1 for body in bodies]),
        f1_as_is=_by_site(sites, as_is),
        sites={
            site: _mean([body.f1 for at, body in zip(sites, bodies, strict=True) if at == site])
            for site in dict.fromkeys(sites)
        },
        title=_mean([float(same_title(answer.title, page)) for page, answer in pairs]),
        date=_mean([float(answer.date == page.date) for page, answer in dated]),
        publisher=_mean([float(line_hash(answer.publisher or "") == page.publisher) for page, answer in published]),
        seconds_per_page=_mean([answer.seconds for answer in answers]),
    )


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 4) if values else 0.0


def _by_site(sites: Sequence[str], values: Sequence[float]) -> float:
    """The mean of the sites' means, so that a site with many pages weighs no more than one with few."""
    means = [
        _mean([value for at, value in zip(sites, values, strict=True) if at == site]) for site in dict.fromkeys(sites)
    ]
    return _mean(means)


def _each(gold: Sequence[Gold], answers: Sequence[Answer]) -> None:
    from flows.evaluate.pages import score

    for page, answer in zip(gold, answers, strict=True):
        body = score(answer.body, "\n".join(page.body), "\n".join(page.optional))
        typer.echo(f"{page.site}/{page.name}: P {body.precision:.3f} R {body.recall:.3f} F1 {body.f1:.3f}")


def _table(scores: Sequence[CleanerScore]) -> None:
    columns = ("P", "R", "F1", "as is", "title", "date", "publ.")
    typer.echo(f"{'cleaner':<18}" + "".join(f"{name:>7}" for name in columns) + f"{'s/page':>8}  by site")
    for row in scores:
        body = "".join(f"{value:>7.3f}" for value in (row.precision, row.recall, row.f1, row.f1_as_is))
        exact = "".join(f"{value:>7.1%}" for value in (row.title, row.date, row.publisher))
        sites = "  ".join(f"{site} {value:.3f}" for site, value in row.sites.items())
        typer.echo(f"{row.cleaner:<18}{body}{exact}{row.seconds_per_page:>8.2f}  {sites}")
