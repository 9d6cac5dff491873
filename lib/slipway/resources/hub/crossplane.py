"""Crossplane on the hub: the provider packages, functions and kinds that the fleet uses, and no more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from slipway.catalogue import KindFacts
from slipway.latebinding.composition import FUNCTION, composition
from slipway.latebinding.xrd import definition
from slipway.manifest import Manifest
from slipway.model import Hub
from slipway.names import OBJECT_LIMIT
from slipway.resources.argocd.metadata import annotated, in_wave
from slipway.resources.hub.waves import DEFINITIONS, PACKAGES
from slipway.resources.managed import CONFIRM, SYNC_OPTIONS

RUNTIME = "provider-aws"
"""The name of the providers' runtime configuration and of their service account."""

FAMILY = "provider-family-aws"
"""The package that brings ProviderConfig; every other one of the family depends on it."""

GUARD = {SYNC_OPTIONS: CONFIRM}
"""With a provider its kinds go, and with a definition its composites: every object of theirs, everywhere."""


def providers(hub: Hub, kinds: Sequence[KindFacts]) -> list[Manifest]:
    """Return the provider packages of these kinds, pinned, and what they run with."""
    packages = sorted({FAMILY, *(facts.package for facts in kinds)}, key=lambda name: (name != FAMILY, name))
    return in_wave(PACKAGES, [_service_account(hub), _runtime(hub), *(_provider(hub, name) for name in packages)])


def functions(hub: Hub) -> list[Manifest]:
    """Return the function that runs late binding, pinned."""
    function = {
        "apiVersion": "pkg.crossplane.io/v1",
        "kind": "Function",
        "metadata": {"name": FUNCTION},
        "spec": {"package": hub.hub.crossplane.function_python},
    }
    return in_wave(PACKAGES, [function])


def activation(kinds: Sequence[KindFacts]) -> list[Manifest]:
    """Return the policy that activates these kinds; the hundreds of others of their packages get no definition.

    A fleet without environments uses no kind, and a policy must name one: then there is none.

    It narrows nothing as long as Crossplane is installed with its own policy, which activates everything.
    https://docs.crossplane.io/v2.3/managed-resources/managed-resource-activation-policies/
    """
    policy = {
        "apiVersion": "apiextensions.crossplane.io/v1alpha1",
        "kind": "ManagedResourceActivationPolicy",
        "metadata": {"name": "slipway"},
        "spec": {"activate": sorted(f"{facts.plural}.{facts.group}" for facts in kinds)},
    }
    return in_wave(PACKAGES, [policy] if kinds else [])


def late_binding() -> list[Manifest]:
    """Return the definition of LateBinding and its composition."""
    return in_wave(DEFINITIONS, [annotated(definition(), GUARD), composition()])


def _service_account(hub: Hub) -> Manifest:
    """Return the one service account of all providers, so that one IAM role can trust it by its exact name.

    It stands here because providers that are told to make one of the same name fight over it without end.
    https://github.com/crossplane/crossplane/issues/7769
    """
    settings = hub.hub.crossplane
    metadata: dict[str, Any] = {"name": RUNTIME, "namespace": settings.namespace}
    if settings.provider.credentials == "IRSA":
        metadata["annotations"] = {"eks.amazonaws.com/role-arn": settings.provider.role_arn}
    return {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": metadata}


def _runtime(hub: Hub) -> Manifest:
    settings = hub.hub.crossplane
    arguments = [f"--max-reconcile-rate={settings.max_reconcile_rate}"]
    if settings.poll_interval:
        arguments.append(f"--poll={settings.poll_interval}")
    container = {"name": "package-runtime", "args": arguments}
    pod = {"serviceAccountName": RUNTIME, "containers": [container]}
    return {
        "apiVersion": "pkg.crossplane.io/v1beta1",
        "kind": "DeploymentRuntimeConfig",
        "metadata": {"name": RUNTIME},
        # The empty selector is filled in by Crossplane, and the schema demands it.
        "spec": {"deploymentTemplate": {"spec": {"selector": {}, "template": {"spec": pod}}}},
    }


def _provider(hub: Hub, package: str) -> Manifest:
    settings = hub.hub.crossplane.provider
    return {
        "apiVersion": "pkg.crossplane.io/v1",
        "kind": "Provider",
        "metadata": {"name": provider_name(settings.registry, package), "annotations": dict(GUARD)},
        "spec": {
            "package": f"{settings.registry}/{package}:{settings.version}",
            "runtimeConfigRef": {"name": RUNTIME},
        },
    }


def provider_name(registry: str, package: str) -> str:
    """Return the name that Crossplane gives a package it installs as another's dependency.

    Under any other name there would be two Providers of the family package, depending on which member came first.
    https://github.com/crossplane/crossplane/blob/main/internal/xpkg/name.go
    """
    repository = f"{registry}/{package}".partition("/")[2]
    return re.sub(r"[^a-z0-9-]", "", re.sub(r"[./:]", "-", repository)[:OBJECT_LIMIT]).strip("-")
