"""A desk for each test."""

from __future__ import annotations

import pytest

from tests.flows.desk import DeskForTests


@pytest.fixture
def desk(tmp_path, monkeypatch):
    return DeskForTests(tmp_path, monkeypatch)
