"""The command line with fake engines: ``python -m tests.flows.fake_cli run --inbox …``.

ZHBRIEF_FAKE_SLOW waits so many seconds at each call of an engine; ZHBRIEF_FAKE_MODEL changes the fingerprint.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence

from flows import cli, workshop
from flows.steps.signature import Deciders
from models.engine import Decoding, Generation
from tests.fakes import FakeEngine, fake_spec


class Slow(FakeEngine):
    """A fake that takes its time."""

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Generation]:
        time.sleep(float(os.environ.get("ZHBRIEF_FAKE_SLOW", "0")))
        return super().generate(texts, decoding)


def engine() -> FakeEngine:
    """The one fake for both roles."""
    return Slow(fake_spec(os.environ.get("ZHBRIEF_FAKE_MODEL", "fake")))


def open_workshop(choice, options):
    """A workshop with fakes."""
    from flows.steps.compose import Workshop

    made = engine()
    return Workshop(made, made, workshop.open_glossary(choice.glossary), options)


def open_deciders(choice, options):
    """What decides a brief that a fake made."""
    spec = engine().spec
    return Deciders(spec, spec, workshop.open_glossary(choice.glossary).hash, options)


def install() -> None:
    """Put the fakes in the place of the models."""
    workshop.open_workshop = open_workshop
    workshop.open_deciders = open_deciders


if __name__ == "__main__":
    install()
    sys.exit(cli.run(sys.argv[1:]))
