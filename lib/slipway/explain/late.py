"""Values that the cluster fills in: which object and field they come from."""

from __future__ import annotations

import json
from typing import Any

from slipway.explain.emitted import Emitted
from slipway.explain.values import Late
from slipway.latebinding.compiled import sources
from slipway.plan.references import HOLE


def late_values(subject: Emitted, value: Any) -> tuple[Late, ...]:  # noqa: ANN401 - whatever a manifest holds
    """Return the late-bound values in a part of an object, in the order of their names."""
    if not subject.binding:
        return ()
    spec = subject.manifest["spec"]
    found = dict(sources(subject.manifest))
    text = json.dumps(value, default=str)
    return tuple(
        Late(name, subject.binding, found[one["source"]], one["fieldPath"], one.get("trimPrefix", ""))
        for name, one in sorted(spec["values"].items())
        if f"${{{name}}}" in HOLE.findall(text)
    )
