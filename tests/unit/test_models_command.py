"""`zhbrief models`: what it prints, and its exit codes."""

from __future__ import annotations

import contextlib
import json
import shutil
from pathlib import Path

import pytest

from flows.cli import run
from models import registry
from models.errors import ModelProblem, UnknownModel
from models.registry import find_model, known_models, load_profile, spec_of
from models.verify import write_lock
from tests import tiny


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tiny.marian(tmp_path_factory.mktemp("models") / "small", slots=False)
    write_lock(folder)
    return folder


@pytest.fixture
def home(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home where the built-in model is a small one, and nothing has been pulled."""
    folder = Path(shutil.copytree(small, tmp_path / "builtin"))
    monkeypatch.setattr(registry, "BUILTIN", folder)
    monkeypatch.setenv("ZHBRIEF_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("ZHBRIEF_MODELS", raising=False)
    return folder


def test_list(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["models", "list"]) == 0
    table = capsys.readouterr().out
    assert all(
        part in table for part in ("builtin", "opus-mt-zh-en", "CC-BY-4.0", "Apache-2.0", "profiles: builtin, opus")
    )
    assert run(["models", "list", "--json"]) == 0
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["builtin"]["here"]
    assert rows["builtin"]["bytes"] == sum(path.stat().st_size for path in home.iterdir())
    assert not rows["t5-summary"]["here"]
    assert rows["t5-summary"]["bytes"] is None


def test_verify(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["models", "verify"]) == 0
    assert capsys.readouterr().out.startswith("builtin: sound, ")
    assert run(["models", "verify", str(home), "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["fingerprint"]) == 16
    other = Path(shutil.copytree(home, home.parent / "other"))
    for folder in (home, other):
        (folder / "vocab.json").write_text("{}")
    assert run(["models", "verify", "builtin", str(other)]) == 3
    told = capsys.readouterr()
    assert told.out == ""
    found = [line.split(": ", 2)[1] for line in told.err.splitlines()]
    assert found == [str(folder / "vocab.json") for folder in (home, other)]


MISTAKES = [
    # arguments, exit code, what stderr says
    (["verify", "opus"], 3, "is not on this machine (zhbrief models pull"),
    (["verify", "gpt"], 2, "no model 'gpt' (there are builtin, opus-mt-zh-en, t5-summary, or name a local folder)"),
    (["pull", "gpt"], 2, "no model 'gpt'"),
]


@pytest.mark.parametrize(("arguments", "code", "message"), MISTAKES)
def test_mistakes(
    arguments: list[str], code: int, message: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["models", *arguments]) == code
    assert message in capsys.readouterr().err


def test_profiles(home: Path, small: Path) -> None:
    builtin = load_profile("builtin")
    assert builtin.summariser == builtin.translator
    opus = load_profile("opus")
    assert (opus.summariser.name, opus.translator.name) == ("t5-summary", "opus-mt-zh-en")
    mixed = load_profile("opus", translator=small)
    assert (mixed.summariser.name, mixed.translator.folder) == ("t5-summary", small)
    assert mixed.translator.options.tasks == ("translate",)
    with pytest.raises(UnknownModel, match=r"unknown profile 'x' .there are builtin, opus"):
        load_profile("x")
    with pytest.raises(UnknownModel, match=r"t5-summary is no translator .it is a summariser"):
        find_model("t5-summary", "translator")


ROLES = [
    # what its zhbrief.toml says, the role, what is wrong (None: nothing)
    (None, "translator", None),
    (None, "summariser", "no summariser: marian models translate"),
    ('tasks = ["summarise"]', "summariser", None),
    ('tasks = ["summarise"]', "translator", "no translator: its tasks are summarise"),
]


@pytest.mark.parametrize(("toml", "role", "problem"), ROLES)
def test_a_model_of_the_wrong_kind(
    toml: str | None, role: str, problem: str | None, small: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(small, tmp_path / "copy"))
    (folder / "files.json").unlink()
    if toml:
        (folder / "zhbrief.toml").write_text(toml)
    with contextlib.nullcontext() if problem is None else pytest.raises(ModelProblem, match=problem):
        assert spec_of(find_model(str(folder), role)).tasks


def test_the_registry_states_a_licence_that_allows_any_use() -> None:
    for model in known_models():
        assert model.licence in {"MIT", "Apache-2.0", "CC-BY-4.0"}
        assert model.roles
        assert model.about
        assert (model.hub is None) == (model.name == "builtin")
