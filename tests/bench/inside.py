"""Run a command of zhbrief in this process and say how long it was inside the models.

    python -m tests.bench.inside run --inbox … --outputs …

prints one JSON line on stdout: seconds of wall time inside the engines, and in all.
"""

from __future__ import annotations

import time

BEGAN = time.perf_counter()

import json  # noqa: E402 - the clock runs first
import sys  # noqa: E402
from collections.abc import Callable, Sequence  # noqa: E402
from contextlib import redirect_stdout  # noqa: E402
from threading import Lock  # noqa: E402
from typing import Any  # noqa: E402


class Inside:
    """Wall time during which at least one call into an engine runs, and how many calls and inputs there were."""

    def __init__(self) -> None:
        self.seconds, self.calls, self.texts = 0.0, 0, 0
        self._open, self._since, self._lock = 0, 0.0, Lock()

    def timed(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """The call, counted."""

        def counted(engine: Any, texts: Sequence[str], *rest: Any, **named: Any) -> Any:
            self._enter(len(texts))
            try:
                return call(engine, texts, *rest, **named)
            finally:
                self._leave()

        return counted

    def _enter(self, texts: int) -> None:
        with self._lock:
            self.calls, self.texts = self.calls + 1, self.texts + texts
            if not self._open:
                self._since = time.perf_counter()
            self._open += 1

    def _leave(self) -> None:
        with self._lock:
            self._open -= 1
            if not self._open:
                self.seconds += time.perf_counter() - self._since


def main(arguments: Sequence[str]) -> int:
    """Run the command with every engine timed."""
    from flows import cli
    from models.seq2seq import Seq2SeqEngine

    inside = Inside()
    for name in ("generate", "count_tokens"):
        setattr(Seq2SeqEngine, name, inside.timed(getattr(Seq2SeqEngine, name)))
    with redirect_stdout(sys.stderr):
        code = cli.run(arguments)
    row = {"inside": inside.seconds, "all": time.perf_counter() - BEGAN, "calls": inside.calls, "texts": inside.texts}
    print(json.dumps(row), flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
