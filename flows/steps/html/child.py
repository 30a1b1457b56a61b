"""The child process: reads a page, writes its lines and hints; killed by the parent when it takes too long."""

from __future__ import annotations

import json
import resource
import struct
import sys
from typing import BinaryIO

MEMORY = 2 * 1024**3  # bytes of address space: a page of 10 MB needs a tenth of it
_LENGTH = struct.Struct(">I")


def lines_of(source: str) -> dict[str, object]:
    """The lines of a page and hints by line number from 1; the first lines are what its head says."""
    from flows.steps.html.content import kept_by_trafilatura, mark, weights
    from flows.steps.html.dom import blocks, parse
    from flows.steps.html.head import fields

    root = parse(source)
    found = blocks(root) if root is not None else []
    if root is None or not found:
        return {"lines": [], "hints": {}}
    top = fields(root, found)
    title = next((line for kind, line in top if kind == "title"), "")
    kept = kept_by_trafilatura(source, sum(1 for _ in root.iter()))
    hints = mark(root, found, weights(found, kept, title))
    shown = {at + len(top) + 1: said for at, said in hints.items()}
    shown |= {at: kind for at, (kind, _) in enumerate(top, start=1)}
    return {"lines": [*(line for _, line in top), *(block.text for block in found)], "hints": shown}


def serve(inward: BinaryIO, outward: BinaryIO) -> None:
    """Answer pages until the parent closes the pipe; each message is a length and UTF-8."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    while len(head := inward.read(_LENGTH.size)) == _LENGTH.size:
        source = inward.read(_LENGTH.unpack(head)[0]).decode("utf-8", "replace")
        try:
            answer = lines_of(source)
        except Exception as error:  # noqa: BLE001 - whatever a hostile page breaks, the parent gets a reason
            answer = {"error": f"{type(error).__name__}: {error}"[:200]}
        data = json.dumps(answer).encode()
        outward.write(_LENGTH.pack(len(data)) + data)
        outward.flush()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
