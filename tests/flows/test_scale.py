"""10,000 unchanged documents: settled without a server, in seconds, in little memory."""

from __future__ import annotations

import resource
import sys

import pytest

from flows.settle import know
from flows.steps.read import list_sources
from flows.steps.signature import BriefOptions, Deciders, sign
from flows.steps.store import Settled, load_index, stamp
from tests.fakes import fake_spec
from tests.flows.process import Desk

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]
COUNT = 10_000


def deciders():
    from flows.workshop import open_glossary

    spec = fake_spec()
    return Deciders(spec, spec, open_glossary(None).hash, BriefOptions())


def settled_desk(folder):
    """An inbox whose briefs are all written, as far as settling looks: records, renderings and the cache."""
    desk, by = Desk(folder, articles=COUNT), deciders()
    desk.outputs.mkdir()
    (desk.outputs / "index.html").write_text("")
    index = load_index(desk.outputs)
    for name in list_sources(desk.inbox):
        doc, known = name.removesuffix(".txt"), know(desk.inbox, name, index)
        (desk.outputs / doc).mkdir()
        for file in ("brief.json", "brief.md", "full.md", "brief.html"):
            (desk.outputs / doc / file).write_text("{}")
        signature = sign(known.text_sha256, by)["render"].signature
        index.settle(doc, Settled((name,), known.text_sha256, signature, stamp(desk.outputs, doc), "ab" * 256))
    index.save()
    return desk


def test_10000_unchanged_documents(tmp_path):
    desk = settled_desk(tmp_path / "desk")
    code, _, err = desk.run("run")
    assert code == 0, err
    assert "10000 unchanged" in err
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert used.ru_utime + used.ru_stime < 10  # of CPU: the wall clock measures what else the machine does
    assert used.ru_maxrss < 500_000, used.ru_maxrss
    assert not (desk.home / "prefect").exists()
    sys.stderr.write(f"{desk.report()['seconds']} s, {used.ru_utime + used.ru_stime} s of CPU, {used.ru_maxrss} kB\n")
