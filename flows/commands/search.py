"""`zhbrief search`: briefs that hold all the words, in either language."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("search")(search_briefs)


def search_briefs(
    words: Annotated[list[str], typer.Argument(help="Words in English or Chinese; quote a phrase.")],
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON line for each brief.")] = False,
    outputs: Annotated[Path | None, typer.Option(help="Where briefs are kept.  [default: outputs]")] = None,
) -> None:
    """Find the briefs that hold every word, in headlines, key points, names or the full text.

    Example: zhbrief search 机器人 "output value"
    """
    from flows.commands.where import outputs_folder
    from flows.steps.catalogue import open_catalogue, search
    from flows.steps.render.terminal import print_hits, tell

    folder = outputs_folder(outputs)
    if not folder.is_dir():
        tell(f"no briefs yet: {folder} does not exist")
        return
    query = " ".join(f'"{word}"' if " " in word else word for word in words)
    with open_catalogue(folder) as catalogue:
        hits = search(catalogue, query, limit)
    if not hits:
        tell("nothing found")
    print_hits(hits, words, as_json=as_json)
