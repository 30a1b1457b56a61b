"""`zhbrief site`: the desk's pages in a browser."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("site")(site)


def site(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where to listen on 127.0.0.1; 0 takes a free port.")
    ] = 8765,
    outputs: Annotated[Path | None, typer.Option(help="Where briefs are kept.  [default: outputs]")] = None,
) -> None:
    """Serve the pages on this machine only, read only; an open page reloads when a run publishes. Ctrl-C stops it.

    The address is the one line on standard output.

    Example: zhbrief site --port 8765
    """
    from flows.commands.where import outputs_folder
    from flows.site import Site
    from flows.steps.errors import UsageError
    from flows.steps.render.site import write_site

    folder = outputs_folder(outputs)
    if not folder.is_dir():
        raise UsageError("there are no briefs yet", file=str(folder), todo="zhbrief run")
    write_site(folder, ())
    try:
        server = Site(folder, port)
    except OSError as error:
        raise UsageError(f"port {port} can't be had: {error.strerror}", todo="name another with --port") from error
    sys.stdout.write(server.url + "\n")
    sys.stdout.flush()
    with server:
        server.serve_forever(poll_interval=0.2)
