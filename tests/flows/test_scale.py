"""10,000 unchanged documents are settled without a server; what 1,000 new ones cost in orchestration."""

from __future__ import annotations

import os
import re
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.settle import know
from flows.steps.read import list_sources
from flows.steps.signature import BriefOptions, Deciders, sign
from flows.steps.store import Settled, load_index, stamp
from flows.steps.types import Written
from tests.bench.articles import short_article
from tests.fakes import fake_spec
from tests.flows.desk import DeskForTests
from tests.flows.process import Desk

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]
COUNT, NEW = 10_000, 1_000


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


@dataclass(frozen=True, slots=True)
class Used:
    """What a command used: seconds of CPU with those of its server, and peak memory in MB of itself."""

    cpu: float
    peak: float


def measured(desk):
    """Run the command; its memory is looked at while it works, as ru_maxrss holds the peak of who started it too."""
    process, peak = desk.start("run"), 0
    while True:
        with suppress(OSError):
            status = Path(f"/proc/{process.pid}/status").read_text()
            peak = max([peak, *map(int, re.findall(r"VmHWM:\s+(\d+) kB", status))])
        pid, ended, used = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        time.sleep(0.02)
    process.returncode = os.waitstatus_to_exitcode(ended)
    assert process.returncode == 0, desk.errors()
    return Used(used.ru_utime + used.ru_stime, peak / 1024)


def test_10000_unchanged_documents(tmp_path):
    desk = settled_desk(tmp_path / "desk")
    used = measured(desk)
    assert "10000 unchanged" in desk.errors()
    assert used.cpu < 10  # the wall clock measures what else the machine does
    assert used.peak < 500
    assert not (desk.home / "prefect").exists()
    sys.stderr.write(f"10,000 unchanged: {desk.report()['seconds']} s, {used}\n")


@pytest.mark.server
def test_1000_new_documents_cost_under_30_ms_each_in_orchestration(tmp_path, monkeypatch):
    """CPU of the command and its server, less that of a run of one document and that of the steps alone."""
    one = Desk(tmp_path / "one", articles=1)
    measured(one)  # makes the server's database
    few = Desk(tmp_path / "few", articles=1, home=one.home)
    many = Desk(tmp_path / "many", articles=1 + NEW, home=one.home)
    start, whole = measured(few), measured(many)
    alone = tmp_path / "alone"
    alone.mkdir()
    desk = DeskForTests(alone, monkeypatch)
    for number in range(NEW):
        desk.put(f"{number:04}.txt", short_article(number))
    began = time.process_time()
    report = desk.run()
    steps = time.process_time() - began
    assert len(report.of(Written)) == NEW
    cost = (whole.cpu - start.cpu - steps) / NEW * 1000
    wall = (many.report()["seconds"] - few.report()["seconds"] - report.seconds) / NEW * 1000
    sys.stderr.write(f"orchestration: {cost:.1f} ms of CPU a document, {wall:.1f} ms of wall time\n")
    assert len(many.records()) == 1 + NEW
    assert cost < 30
