"""Which outputs folder a reading command means, without the half second that all settings take to load."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from flows.steps.errors import UsageError


def outputs_folder(given: Path | None) -> Path:
    """The flag, ZHBRIEF_OUTPUTS, ``outputs`` of [tool.zhbrief] in ./pyproject.toml, or ./outputs: as the settings."""
    return given or Path(os.environ.get("ZHBRIEF_OUTPUTS") or _from_pyproject() or "outputs")


def _from_pyproject() -> str | None:
    try:
        table = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8")).get("tool", {}).get("zhbrief", {})
    except (OSError, UnicodeDecodeError):
        return None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"is no TOML: {error}", file="pyproject.toml") from None
    found = table.get("outputs")
    return found if isinstance(found, str) else None
