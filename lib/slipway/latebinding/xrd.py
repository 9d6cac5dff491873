"""The CompositeResourceDefinition of LateBinding."""

from __future__ import annotations

from importlib.resources import files

import yaml

from slipway.latebinding.script import ALLOWED
from slipway.manifest import Manifest


def definition() -> Manifest:
    """Return the CompositeResourceDefinition ``latebindings.slipway.dev``, with all the rules that CEL can express.

    https://docs.crossplane.io/v2.3/composition/composite-resource-definitions/
    """
    text = files("slipway.latebinding").joinpath("definition.yaml").read_text("utf-8")
    manifest: Manifest = yaml.load(text, Loader=yaml.CSafeLoader)
    schema = manifest["spec"]["versions"][0]["schema"]["openAPIV3Schema"]
    template = schema["properties"]["spec"]["properties"]["template"]
    allowed = ", ".join(f"'{api_version} {kind}'" for api_version, kind in ALLOWED)
    kinds = ", ".join(kind for _, kind in ALLOWED)
    rule = f"self.apiVersion + ' ' + self.kind in [{allowed}]"
    template["x-kubernetes-validations"].append({"rule": rule, "message": f"only these may be late bound: {kinds}"})
    return manifest
