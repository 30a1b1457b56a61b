"""Settings: who wins over whom, and every problem at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.settings import load_settings
from flows.steps.errors import UsageError


@pytest.fixture(autouse=True)
def desk(tmp_path, monkeypatch):
    for name in ("INBOX", "OUTPUTS", "PROFILE", "LENGTH", "HOME"):
        monkeypatch.delenv(f"ZHBRIEF_{name}", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "pyproject.toml"


def test_the_defaults_need_nothing():
    assert load_settings().inbox == Path("seeds")


def test_flags_win_over_the_environment_over_the_file(desk, monkeypatch):
    desk.write_text('[tool.zhbrief]\nprofile = "file"\nlength = "long"\ninbox = "news"\n')
    monkeypatch.setenv("ZHBRIEF_PROFILE", "environment")
    monkeypatch.setenv("ZHBRIEF_LENGTH", "short")
    settings = load_settings(profile="flag", length=None)
    assert (settings.profile, settings.length, str(settings.inbox)) == ("flag", "short", "news")


def test_all_problems_are_named_at_once(desk, monkeypatch):
    desk.write_text('[tool.zhbrief]\nlenght = "long"\n')
    monkeypatch.setenv("ZHBRIEF_BEAM_SIZE", "99")
    with pytest.raises(UsageError) as caught:
        load_settings(runner="rocket", limit=0)
    message = str(caught.value)
    assert all(word in message for word in ("lenght", "beam-size", "99", "runner", "rocket", "limit"))
    assert caught.value.exit_code == 2


def test_a_broken_file_is_named(desk):
    desk.write_text("[tool.zhbrief\n")
    with pytest.raises(UsageError, match=r"pyproject\.toml: is no TOML"):
        load_settings()


def test_settings_are_frozen():
    with pytest.raises(ValueError, match="frozen"):
        load_settings().profile = "other"


def test_foreign_variables_are_left_alone(monkeypatch):
    monkeypatch.setenv("ZHBRIEF_SHARED", "/somewhere")
    load_settings()
