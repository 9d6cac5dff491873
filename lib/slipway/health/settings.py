"""The settings of Argo CD that Crossplane needs, as the ConfigMap ``argocd-cm``."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Literal

from slipway.health.checks import Kind, health_checks, managed_check, managed_checks
from slipway.manifest import Manifest

Flavour = Literal["self-managed", "eks-capability"]


def argocd_cm(flavour: Flavour, namespace: str, managed_kinds: Iterable[Kind]) -> Manifest:
    """Return the ConfigMap for a self-managed Argo CD or the EKS capability.

    The capability knows neither the wildcard key nor the tracking method, and adds exclusions to its own instead of
    replacing them: there every managed kind gets an exact key.
    https://docs.aws.amazon.com/eks/latest/userguide/argocd-configure-settings.html
    """
    own = flavour == "self-managed"
    exact = health_checks() if own else {**health_checks(), **managed_checks(managed_kinds)}
    settings: Mapping[str, str] = {
        "resource.exclusions": resource_exclusions(defaults=own),
        **{f"resource.customizations.health.{key}": lua for key, lua in exact.items()},
        **(_self_managed() if own else {}),
    }
    metadata = {"name": "argocd-cm", "namespace": namespace, "labels": {"app.kubernetes.io/part-of": "argocd"}}
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata, "data": dict(sorted(settings.items()))}


def resource_exclusions(*, defaults: bool = True) -> str:
    """Return what Argo CD does not watch: what providers make by themselves, after Argo CD's own defaults."""
    names = ["exclusions", "usages"] if defaults else ["usages"]
    folder = files("slipway.health")
    return "".join(folder.joinpath(f"{name}.yaml").read_text("utf-8") for name in names)


def wildcard_checks() -> str:
    """Return the value of ``resource.customizations``, the only key with wildcards: all managed resources."""
    return f'"*.upbound.io/*":\n  health.lua: |\n{textwrap.indent(managed_check(), "    ")}'


def _self_managed() -> Mapping[str, str]:
    # Label tracking would follow the labels that compositions copy onto what they compose.
    return {"application.resourceTrackingMethod": "annotation", "resource.customizations": wildcard_checks()}
