"""The Composition of LateBinding: one step, the script, run by the official function-python."""

from __future__ import annotations

from importlib.resources import files

from slipway.latebinding.bind import API_VERSION, KIND
from slipway.manifest import Manifest

NAME = "latebindings.slipway.dev"
"""The definition enforces the composition of this name."""

FUNCTION = "function-python"
"""The Function object that the pipeline refers to. https://github.com/crossplane-contrib/function-python"""


def script() -> str:
    """Return the source of the script, as it is embedded."""
    return files("slipway.latebinding").joinpath("script.py").read_text("utf-8")


def composition() -> Manifest:
    """Return the Composition ``latebindings.slipway.dev``, the same on every call."""
    return {
        "apiVersion": "apiextensions.crossplane.io/v1",
        "kind": "Composition",
        "metadata": {"name": NAME},
        "spec": {
            "compositeTypeRef": {"apiVersion": API_VERSION, "kind": KIND},
            "mode": "Pipeline",
            "pipeline": [
                {
                    "step": "bind",
                    "functionRef": {"name": FUNCTION},
                    "input": {"apiVersion": "python.fn.crossplane.io/v1beta1", "kind": "Script", "script": script()},
                }
            ],
        },
    }
