"""The documentation says what is so: commands, files, links, length."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from flows.cli import application

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = ROOT / "docs" / "commands.md"
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").glob("*.md")),
]
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]+)?(?:#([^)\s]+))?\)")
# A path in backticks: it has a slash and begins with a folder of ours; wildcards and <placeholders> are no paths.
PATH = re.compile(r"`((?:seeds|flows|models|tests|docs|\.ci)/[\w./-]*)`")
TWO_SCREENS = 80


def commands(group: TyperGroup, prefix: str = "") -> Iterator[tuple[str, typer.core.TyperCommand]]:
    for name, command in sorted(group.commands.items()):
        if command.hidden:
            continue
        if isinstance(command, TyperGroup):
            yield from commands(command, f"{prefix}{name} ")
        else:
            yield f"{prefix}{name}", command  # type: ignore[misc]


@cache
def all_commands() -> dict[str, typer.core.TyperCommand]:
    group = typer.main.get_command(application([]))
    assert isinstance(group, TyperGroup)
    return dict(commands(group))


def section(name: str) -> str:
    """The text under `## zhbrief NAME` up to the next heading of that depth or above."""
    found = re.search(
        rf"^##+ `zhbrief {name}`\n(.*?)(?=^##? |^### `|\Z)", COMMANDS.read_text(encoding="utf-8"), re.M | re.S
    )
    assert found, f"docs/commands.md has no section `zhbrief {name}`"
    return found.group(1)


@pytest.mark.parametrize("name", all_commands())
def test_every_command_has_its_section_with_an_example(name: str) -> None:
    assert re.search(rf"^```sh\n(?:.*\n)*?.*zhbrief {name}\b", section(name), re.M)


@pytest.mark.parametrize("name", all_commands())
def test_every_option_is_named(name: str) -> None:
    told = section(name)
    options = [flag for parameter in all_commands()[name].params for flag in parameter.opts if flag.startswith("--")]
    assert [flag for flag in options if flag != "--help" and f"`{flag}" not in told] == []


@pytest.mark.parametrize("name", all_commands())
def test_every_command_helps_with_an_example(name: str) -> None:
    assert "Example" in (all_commands()[name].help or "")


def test_no_section_without_a_command() -> None:
    told = re.findall(r"^##+ `zhbrief ([\w ]+)`$", COMMANDS.read_text(encoding="utf-8"), re.M)
    assert sorted(told) == sorted(all_commands())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_resolve(page: Path) -> None:
    broken = []
    for target, anchor in LINK.findall(page.read_text(encoding="utf-8")):
        file = (page.parent / target) if target else page
        if not file.exists() or (anchor and anchor not in anchors(file)):
            broken.append(f"{target}#{anchor}")
    assert broken == []


def anchors(page: Path) -> set[str]:
    """Headings as a code host writes them."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_paths_exist(page: Path) -> None:
    paths = PATH.findall(page.read_text(encoding="utf-8"))
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_readme_is_short() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme.count("\n") <= TWO_SCREENS
    assert all(f"make {target}" in readme for target in ("briefs", "test"))
    assert "docs/img/brief.png" in readme


def test_changelog_has_the_version() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    version = re.search(r'^version = "(.+)"$', project, re.M)
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert version
    assert "## [Unreleased]" in changes or f"## [{version.group(1)}]" in changes


def test_make_targets_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    told = {name for page in PAGES for name in re.findall(r"`make ([a-z-]+)", page.read_text(encoding="utf-8"))}
    assert told <= targets


def test_every_cleaning_rule_is_told() -> None:
    """The names that rules give to their cuts are those of the table."""
    named: set[str] = set()
    for path in (ROOT / "flows" / "steps" / "clean").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"whole", "Cut"}:
                named |= {
                    arg.value for arg in node.args[1:2] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
                }
    told = set(re.findall(r"^\| `([a-z ]+)` \|", (ROOT / "docs" / "cleaning.md").read_text(encoding="utf-8"), re.M))
    assert named
    assert named == told
