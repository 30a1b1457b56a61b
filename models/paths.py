"""Where models and their conversions are kept outside the repository."""

from __future__ import annotations

import os
from pathlib import Path

BUILTIN = Path(__file__).resolve().parent / "builtin"


def cache_folder() -> Path:
    """Conversions and hashes, all of which can be made again: ``ZHBRIEF_CACHE`` or ``~/.cache/zhbrief``."""
    return Path(os.environ.get("ZHBRIEF_CACHE") or "~/.cache/zhbrief").expanduser()


def models_folder() -> Path:
    """The locks of pulled models: ``ZHBRIEF_MODELS`` or ``models`` in the cache folder."""
    stated = os.environ.get("ZHBRIEF_MODELS")
    return Path(stated).expanduser() if stated else cache_folder() / "models"
