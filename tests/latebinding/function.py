"""Calls the script as function-python does: its source, executed afresh on every call, through Crossplane's own SDK."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from functools import cache
from types import CodeType
from typing import Any

from crossplane.function import resource, response
from crossplane.function.proto.v1 import run_function_pb2 as fnv1

from slipway.latebinding.composition import composition
from slipway.manifest import Manifest

Found = Mapping[str, Manifest | None]


def request(binding: Manifest, composed: Mapping[str, Manifest], found: Found | None) -> fnv1.RunFunctionRequest:
    """Return the request of one round; ``found`` is None in the first, before anything was looked up."""
    req = fnv1.RunFunctionRequest()
    req.observed.composite.resource.update(binding)
    for rid, manifest in composed.items():
        req.observed.resources[rid].resource.update(manifest)
    for name, there in (found or {}).items():
        items = req.required_resources[name].items
        if there is not None:
            items.add().resource.update(there)
    return req


def run(req: fnv1.RunFunctionRequest) -> fnv1.RunFunctionResponse:
    """Execute the embedded script in a module of its own, which is not importable, and call its compose.

    https://github.com/crossplane-contrib/function-python/blob/v0.5.0/function/fn.py
    """
    spec = importlib.util.spec_from_loader("script", loader=None)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    exec(embedded(), module.__dict__)
    assert not hasattr(module, "operate")
    rsp = response.to(req)
    module.compose(req, rsp)
    return rsp


@cache
def embedded() -> CodeType:
    """Return the script that the Composition carries, compiled once for all calls."""
    return compile(composition()["spec"]["pipeline"][0]["input"]["script"], "script", "exec")


def answer(rsp: fnv1.RunFunctionResponse) -> Any:
    """Return the complete response as plain data."""
    return whole(resource.struct_to_dict(rsp))


def whole(node: Any) -> Any:
    """Turn the doubles that protobuf makes of integers back into integers, as Crossplane's JSON does."""
    if isinstance(node, dict):
        return {key: whole(value) for key, value in node.items()}
    if isinstance(node, list):
        return [whole(value) for value in node]
    return int(node) if isinstance(node, float) and node.is_integer() else node
