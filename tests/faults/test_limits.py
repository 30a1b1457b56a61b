"""At most one run at a time, for Prefect as well: the lock makes it safe, these keep it quiet."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]


def test_a_worker_runs_the_inbox_once_at_a_time():
    deployments = {
        row["name"]: row for row in yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))["deployments"]
    }
    assert deployments["inbox"]["concurrency_limit"] == {"limit": 1, "collision_strategy": "CANCEL_NEW"}


@pytest.mark.server
def test_so_does_the_schedule():
    from prefect.client.schemas.objects import ConcurrencyLimitStrategy

    from flows.schedule import ONE_AT_A_TIME

    assert (ONE_AT_A_TIME.limit, ONE_AT_A_TIME.collision_strategy) == (1, ConcurrencyLimitStrategy.CANCEL_NEW)
