"""Prefect: the flow for one document, a task a stage."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from flows.inbox import THREADS, guarded, state_of, work
from flows.rerun import open_rerun
from flows.run import held_run
from flows.settings import load_settings
from flows.telling import Teller


@flow(name="brief-document", flow_run_name="brief {doc}", persist_result=False, task_runner=THREADS)
def brief_document(
    doc: str, start: str | None = None, inbox: str | None = None, outputs: str | None = None, profile: str | None = None
) -> State[Any]:
    """Brief one document again: from the stage ``start`` on, else what its signatures say has changed."""
    run = held_run()
    if run is not None:
        return state_of(work(run))
    folders = {"inbox": inbox and Path(inbox), "outputs": outputs and Path(outputs)}
    return guarded(lambda: open_rerun(load_settings(profile=profile, **folders), doc, start, Teller()))
