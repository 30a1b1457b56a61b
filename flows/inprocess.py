"""A flow in the process of a command, on a run that is open already."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from prefect import Flow, tags
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

from flows.document import brief_document
from flows.inbox import brief_inbox
from flows.report import Report
from flows.run import Run, holding
from flows.server import drain, healthy
from flows.steps.errors import ServiceError

FLOWS: dict[str, Flow[..., Any]] = {"inbox": brief_inbox, "document": brief_document}


def run_flow(run: Run, api: str, name: str, parameters: Mapping[str, Any]) -> Report:
    """Run the flow of this name; returns when the server has kept all of it.

    Raises what ended the run, or ServiceError where the server was lost.
    """
    settings = run.settings
    common = {"inbox": str(settings.inbox), "outputs": str(settings.outputs), "profile": settings.profile}
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}), holding(run), tags("zhbrief"):
        try:
            state: Any = FLOWS[name](**common, **parameters, return_state=True)
        except Exception as error:
            if run.error is None and healthy(api):
                raise
            raise run.error or _lost(api) from error
    if run.error is not None:
        raise run.error
    if run.final is None:
        state.result()
        raise _lost(api)
    drain(api, str(state.state_details.flow_run_id), run.tasks)
    return run.final


def _lost(api: str) -> ServiceError:
    return ServiceError("the Prefect server was lost; briefs written so far stay", file=api, todo="run again")
