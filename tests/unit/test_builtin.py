"""The model that ships: whole, small enough to keep, quick to start, and the same through both engines."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from models.engine import Decoding
from models.paths import BUILTIN
from models.registry import find_model, open_engine
from models.safe import SINGLE
from models.verify import LOCK_FILE, read_lock, verify

pytestmark = pytest.mark.skipif(not (BUILTIN / SINGLE).is_file(), reason="the built-in model has not been exported yet")

SENTENCES = [
    "今年一季度，岚川高新区实现产值N1，同比增长N2。",
    "Li Wei 介绍，项目建成后可年产电池材料N1。",
    "会议强调，要持续优化营商环境，服务企业发展。",
    "企业负责人表示，新生产线将于N1投产。",
]
WARM = """
import sys
from pathlib import Path
from flows.cli import run
code = run(["translate", sys.argv[1]])
left = {"torch", "transformers", "prefect", "huggingface_hub"} & set(sys.modules)
# VmHWM starts anew with the program; ru_maxrss would still hold the peak of the test process that forked it.
peak = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
sys.stderr.write(f"{code} {peak // 1024} {sorted(left)}")
"""


def test_it_is_whole_and_nothing_of_it_is_large() -> None:
    verified = verify(BUILTIN, find_model("builtin").options, again=True)
    assert set(verified.digests) == set(read_lock(BUILTIN / LOCK_FILE))
    assert max(path.stat().st_size for path in BUILTIN.iterdir()) < 95_000_000
    assert not [path for path in BUILTIN.iterdir() if path.suffix in (".bin", ".pt", ".pkl", ".py")]
    assert set(verified.layout.options.tasks) == {"translate", "summarise", "title"}
    assert verified.layout.options.placeholders
    assert verified.layout.options.copies


@pytest.mark.slow
def test_both_engines_say_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from models.ct2 import CTranslate2Engine

    monkeypatch.setenv("ZHBRIEF_CACHE", str(tmp_path))
    decoding = Decoding("translate", beam_size=1, max_output_tokens=48)
    slow = open_engine(find_model("builtin"), engine="torch", threads=1)
    fast = CTranslate2Engine(verify(BUILTIN, find_model("builtin").options), threads=1, quantisation="float32")
    assert [g.text for g in fast.generate(SENTENCES, decoding)] == [g.text for g in slow.generate(SENTENCES, decoding)]


@pytest.mark.slow
def test_a_warm_translation_is_light(tmp_path: Path) -> None:
    article = tmp_path / "zh.txt"
    article.write_text("今年一季度，云河新区实现工业总产值4114.1亿元，同比增长51.7%。\n", "utf-8")
    environment = {**os.environ, "ZHBRIEF_CACHE": str(tmp_path / "cache")}
    for _ in range(2):
        found = subprocess.run(
            [sys.executable, "-c", WARM, str(article)], env=environment, capture_output=True, text=True, check=True
        )
    code, megabytes, left = found.stderr.split(" ", 2)
    assert (code, left) == ("0", "[]")
    assert int(megabytes) < 400
    assert "411.41 billion" in found.stdout
