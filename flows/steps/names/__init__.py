"""The names register: people, places, organisations, projects and terms of a document, each with one rendering."""

from __future__ import annotations

from flows.steps.names.build import build_register
from flows.steps.names.register import Register

__all__ = ["Register", "build_register"]
