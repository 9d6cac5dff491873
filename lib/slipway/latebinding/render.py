"""What a LateBinding becomes in the cluster, by the very code that fills it there."""

from __future__ import annotations

from collections.abc import Mapping

from slipway.latebinding.bind import BindingError, is_late_binding
from slipway.latebinding.samples import sample
from slipway.latebinding.script import Refused, encoded, fill
from slipway.manifest import Manifest


def bound(manifest: Manifest, values: Mapping[str, str]) -> Manifest:
    """Return the object that a LateBinding composes once its holes have these values; any other manifest as it is.

    Values are those of the source's fields; a prefix to trim is trimmed here as it is there. Values without a hole are
    ignored, so that one mapping serves all LateBindings of an environment.

    Raises:
        BindingError: a hole has no value, or its value would be refused in the cluster.

    """
    if not is_late_binding(manifest):
        return manifest
    return placed(manifest, filled(manifest, values))


def filled(binding: Manifest, values: Mapping[str, str]) -> Manifest:
    """Return the template of a LateBinding with values in its holes, a Secret's texts not yet encoded.

    Raises:
        BindingError: a hole has no value, or its value would be refused in the cluster.

    """
    try:
        found: Manifest = fill(binding["spec"]["template"], trimmed(binding, values))
    except Refused as refused:
        raise BindingError(f"{binding['metadata']['name']}: {refused}") from None
    return found


def placed(binding: Manifest, template: Manifest) -> Manifest:
    """Return what a LateBinding composes of its filled template: in its namespace, a Secret's texts encoded."""
    composed = encoded(template)
    return {**composed, "metadata": {**composed["metadata"], "namespace": binding["metadata"]["namespace"]}}


def trimmed(binding: Manifest, values: Mapping[str, str]) -> dict[str, str]:
    """Return what stands in each hole of a LateBinding: the value without the prefix to trim.

    Raises:
        BindingError: a hole has no value.

    """
    declared = binding["spec"]["values"]
    if missing := sorted(set(declared) - set(values)):
        raise BindingError(f"{binding['metadata']['name']}: no value for {', '.join(missing)}")
    return {name: values[name].removeprefix(value.get("trimPrefix", "")) for name, value in declared.items()}


def sample_values(manifest: Manifest) -> dict[str, str]:
    """Return a value of the right form for each hole of a LateBinding; nothing for any other manifest."""
    if not is_late_binding(manifest):
        return {}
    spec = manifest["spec"]
    return {
        name: sample(spec["sources"][value["source"]]["kind"], value["fieldPath"])
        for name, value in spec["values"].items()
    }
