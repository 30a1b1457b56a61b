"""The house as DESIGN has it: which room may know of which, how long a file may be, what a stage's version covers."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import stage_versions

ROOT = Path(__file__).resolve().parents[1]
HEAVY = ("prefect", "torch", "transformers", "ctranslate2")
LONGEST = 300
LONGER = {"flows.steps.types": 400}  # every noun on one page and no behaviour: splitting it would only hide some
OURS = ("flows", "models", "tests")

WALK = """
import importlib, pkgutil, sys
import flows.steps
for module in pkgutil.walk_packages(flows.steps.__path__, "flows.steps."):
    importlib.import_module(module.name)
print([name for name in {heavy!r} if name in sys.modules])
"""
LISTING = """
import sys
from flows.cli import application
application([])
print([name for name in {heavy!r} if name in sys.modules])
"""


def python_files() -> list[Path]:
    return sorted(path for room in OURS for path in (ROOT / room).rglob("*.py"))


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def loaded_by(code: str) -> str:
    script = code.format(heavy=HEAVY)
    return subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("code", [WALK, LISTING], ids=["flows.steps", "all commands' help"])
def test_nothing_heavy_is_loaded(code: str) -> None:
    assert loaded_by(code).strip() == "[]"


def test_models_know_nothing_of_flows() -> None:
    rooms = [path for path in (ROOT / "models").rglob("*.py") if "training" not in path.parts]
    assert [(path.name, name) for path in rooms for name in imported(path) if name.startswith("flows")] == []


def test_steps_know_the_protocol_and_no_engine() -> None:
    steps = (ROOT / "flows" / "steps").rglob("*.py")
    wrong = [
        (path.name, name)
        for path in steps
        for name in imported(path)
        if name.split(".")[0] in {"models", "flows", "tests", *HEAVY}
        and not name.startswith(("models.engine.", "flows.steps"))
    ]
    assert wrong == []


@pytest.mark.parametrize("name", ["types", "errors"])
def test_nouns_and_errors_import_nothing_of_ours(name: str) -> None:
    names = imported(ROOT / "flows" / "steps" / f"{name}.py")
    assert [module for module in names if module.split(".")[0] in OURS] == []


@pytest.mark.parametrize("path", python_files(), ids=module_name)
def test_no_long_file(path: Path) -> None:
    limit = LONGER.get(module_name(path), LONGEST)
    assert path.read_text(encoding="utf-8").count("\n") <= limit


def test_every_import_of_ours_exists() -> None:
    """A module that was renamed leaves no import behind, not even inside a function."""
    wrong = []
    for path in python_files():
        for name in imported(path):
            parent = name.rpartition(".")[0]
            if name.split(".")[0] in OURS and not (stage_versions.path_of(parent) or stage_versions.path_of(name)):
                wrong.append((module_name(path), name))
    assert wrong == []


@pytest.mark.parametrize("stage", stage_versions.STAGES)
def test_a_stage_that_changes_has_a_new_version(stage: str) -> None:
    pinned = json.loads(stage_versions.PINS.read_text(encoding="utf-8"))[stage]
    now = stage_versions.state()[stage]
    told = "raise its STAGE_VERSION, then run: python -m tests.stage_versions"
    assert now == pinned, f"the code of stage {stage} has changed: {told}"


def test_every_module_that_decides_output_belongs_to_one_stage() -> None:
    owned = stage_versions.owned()
    modules = [module for row in owned.values() for module in row]
    assert len(modules) == len(set(modules))
    assert all(stage_versions.STAGES[stage][0] in row for stage, row in owned.items())
