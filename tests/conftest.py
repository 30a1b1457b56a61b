"""Hypothesis for all tests: the same examples in every run, and no clock.

A busy machine takes longer over an example than any deadline. `HYPOTHESIS_PROFILE=search pytest …` looks further.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile("same", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("search", deadline=None, max_examples=2_000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
