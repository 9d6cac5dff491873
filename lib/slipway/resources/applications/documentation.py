"""Poolside's documentation site, from the same bundle as the ``inference`` chart."""

from __future__ import annotations

from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.resources.applications.chart import SERVERS, chart_application


def documentation(environment: Environment) -> list[Manifest]:
    """Return the site's Application, or nothing if the inventory has none."""
    chart = environment.applications.documentation
    if chart is None:
        return []
    return chart_application(environment, chart, "documentation", release_name="documentation", values={}, wave=SERVERS)
