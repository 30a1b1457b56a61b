"""Fake engines for whole processes.

ZHBRIEF_FAKE_SLOW waits so many seconds for each text; ZHBRIEF_FAKE_MODEL changes the fingerprint; a text with
ZHBRIEF_FAKE_DEADLY in it kills the process, as the kernel does for memory.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from flows.steps.signature import Deciders
from models.engine import Decoding, Generation
from tests.fakes import FakeEngine, fake_spec

REPOSITORY = Path(__file__).resolve().parents[2]


class Slow(FakeEngine):
    """A fake that takes its time, and may die of a text."""

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Generation]:
        time.sleep(float(os.environ.get("ZHBRIEF_FAKE_SLOW", "0")) * len(texts))
        deadly = os.environ.get("ZHBRIEF_FAKE_DEADLY")
        if deadly and any(deadly in text for text in texts):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().generate(texts, decoding)


def engine() -> FakeEngine:
    """The one fake for both roles."""
    return Slow(fake_spec(os.environ.get("ZHBRIEF_FAKE_MODEL", "fake")))


def open_workshop(choice, options):
    """A workshop with fakes."""
    from flows import workshop
    from flows.steps.compose import Workshop

    made = engine()
    return Workshop(made, made, workshop.open_glossary(choice.glossary), options)


def open_deciders(choice, options):
    """What decides a brief that a fake made."""
    from flows import workshop

    spec = engine().spec
    return Deciders(spec, spec, workshop.open_glossary(choice.glossary).hash, options)


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a process with fakes, and with a Prefect of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "ZHBRIEF_"))}
    path = os.pathsep.join([str(REPOSITORY / "tests/flows/fake_site"), str(REPOSITORY)])
    return {**kept, "PYTHONPATH": path, "ZHBRIEF_FAKE_MODELS": "1", "ZHBRIEF_HOME": str(home), **more}
