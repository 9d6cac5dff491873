"""Poolside's ``inference`` chart: one server, Service and Ingress for each model.

The chart is published nowhere, so where its values hold what is set here comes from the inventory.
"""

from __future__ import annotations

from typing import Any

from slipway.manifest import Manifest
from slipway.merge import at, merged
from slipway.model import Environment
from slipway.resources.access.inference import role_name
from slipway.resources.applications.chart import SERVERS, chart_application
from slipway.resources.applications.ingress import CLASS
from slipway.resources.applications.service_account import service_account


def inference(environment: Environment) -> list[Manifest]:
    """Return the chart's Application."""
    chart = environment.applications.inference
    return chart_application(
        environment,
        chart,
        "inference",
        release_name=chart.release_name,
        values=_values(environment),
        wave=SERVERS,
    )


def _values(environment: Environment) -> dict[str, Any]:
    chart = environment.applications.inference
    account = service_account(environment, chart.service_account_name, role_name(environment))
    parts = [
        at(chart.service_account_path, account),
        at(chart.models_path, {key: model.chart_values() for key, model in sorted(chart.models.items())}),
    ]
    if chart.ingress_path:
        parts.append(at(chart.ingress_path, {"className": CLASS}))
    if chart.api_keys_secret_name:
        # The name only: who may read the keys is a matter of the cluster, never of git.
        parts.append(at(chart.api_keys_secret_path, chart.api_keys_secret_name))
    values: dict[str, Any] = {}
    for part in parts:
        values = merged(values, part)
    return values
