"""Pins of each stage's code, so that no brief is called unchanged by a step that has changed.

A stage owns every module of flows.steps that it uses and no earlier stage does. Its hash is of their syntax
trees, without docstrings and comments, and of the tables that they read. Run it after raising a stage's
STAGE_VERSION:

    python -m tests.stage_versions

A change that can't alter any brief (a name, a type) may keep its version, if you say so:

    python -m tests.stage_versions --same-output clean
"""

from __future__ import annotations

import ast
import hashlib
import importlib
import json
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PINS = ROOT / "tests" / "stage_versions.json"
STEPS = ROOT / "flows" / "steps"
# Where each stage starts, in the order in which their signatures build on each other; the version is in the first.
STAGES = {
    "clean": ("flows.steps.clean", "flows.steps.decode", "flows.steps.read"),
    "summarise": ("flows.steps.summarise",),
    "translate": ("flows.steps.translate",),
    "render": ("flows.steps.render", "flows.steps.compose"),
}
# Nouns without behaviour; identity, which decides when a stage runs and not what it writes; and human edits,
# which have a signature of their own.
APART = {"flows.steps.types", "flows.steps.errors", "flows.steps.signature"}
COVERED = {"glossary.tsv"}  # its own hash stands in every signature


def path_of(module: str) -> Path | None:
    """The file of a module, or None where the name is no module."""
    base = ROOT.joinpath(*module.split("."))
    found = base / "__init__.py" if base.is_dir() else base.with_suffix(".py")
    return found if found.is_file() else None


@cache
def imports(module: str) -> set[str]:
    """The modules of flows.steps that a module imports, at its top or inside a function."""
    path = path_of(module)
    if path is None:
        return set()
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return {name for name in names if name.startswith("flows.steps.") and path_of(name)}


def inside(module: str) -> set[str]:
    """The modules of a package."""
    path = path_of(module)
    siblings = path.parent.glob("*.py") if path and path.name == "__init__.py" else ()
    return {f"{module}.{sibling.stem}" for sibling in siblings if sibling.stem != "__init__"}


def closure(starts: tuple[str, ...]) -> set[str]:
    """All modules that the starts reach by imports; a package brings all its own, found by name or not."""
    seen: set[str] = set()
    queue = list(starts)
    while queue:
        module = queue.pop()
        if module not in seen and module not in APART:
            seen.add(module)
            queue += [*imports(module), *inside(module)]
    return seen


def owned() -> dict[str, list[str]]:
    """The modules by stage: each belongs to the first stage that uses it."""
    taken: set[str] = set()
    by_stage: dict[str, list[str]] = {}
    for stage, starts in STAGES.items():
        # compose calls every stage and the later ones too: a stage's reach ends where another stage starts
        others = {start for other, row in STAGES.items() if other != stage for start in row}
        reach = {module for module in closure(starts) if module in starts or module not in others}
        by_stage[stage] = sorted(reach - taken)
        taken |= reach
    return by_stage


def tree(module: str) -> str:
    """A module's syntax tree without its docstrings."""
    path = path_of(module)
    parsed = ast.parse(path.read_text(encoding="utf-8") if path else "")
    for node in ast.walk(parsed):
        body = getattr(node, "body", None)
        if (
            isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and body
            and ast.get_docstring(node) is not None
        ):
            del body[0]
    return ast.dump(parsed)


def tables(modules: list[str]) -> list[Path]:
    """The data files whose names stand in the text of the modules, and those in a package's own folder."""
    paths = [path for module in modules if (path := path_of(module))]
    text = "".join(path.read_text(encoding="utf-8") for path in paths)
    packages = {path.parent for path in paths if path.name == "__init__.py"}
    files = (path for path in STEPS.rglob("*") if path.is_file() and path.suffix not in {".py", ".pyc"})
    wanted = (path for path in files if path.name in text or path.parent in packages)
    return sorted(path for path in wanted if path.name not in COVERED)


def digest(modules: list[str]) -> str:
    """One hash over the modules' trees and the tables that they name."""
    whole = hashlib.sha256()
    for module in modules:
        whole.update(f"{module}\n{tree(module)}\n".encode())
    for path in tables(modules):
        whole.update(path.name.encode() + path.read_bytes())
    return whole.hexdigest()[:16]


def state() -> dict[str, dict[str, object]]:
    """Version and hash of every stage as the code stands."""
    versions = {stage: importlib.import_module(starts[0]).STAGE_VERSION for stage, starts in STAGES.items()}
    return {stage: {"version": versions[stage], "hash": digest(modules)} for stage, modules in owned().items()}


def main(arguments: list[str]) -> int:
    """Write the pins, unless a stage has changed under its old version."""
    same = set(arguments[1:]) if arguments[:1] == ["--same-output"] else set()
    before = json.loads(PINS.read_text(encoding="utf-8")) if PINS.is_file() else {}
    now = state()
    stale = [
        stage
        for stage, row in now.items()
        if stage in before and row["hash"] != before[stage]["hash"] and row["version"] == before[stage]["version"]
    ]
    refused = [stage for stage in stale if stage not in same]
    if refused:
        sys.stderr.write(f"changed under the same version: {', '.join(refused)}: raise STAGE_VERSION there\n")
        return 1
    PINS.write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
