"""The one builder of managed resources: what every namespaced AWS resource of an environment has in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from slipway.catalogue import KindFacts, kind_facts
from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.model.environment import Protection

EXTERNAL_NAME = "crossplane.io/external-name"
SYNC_OPTIONS = "argocd.argoproj.io/sync-options"

CONFIRM = "Prune=confirm,Delete=confirm"
"""Argo CD asks a person before it prunes the object or deletes it with its Application.
https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/"""

Guard = Literal["cluster", "checkpoint_bucket", "checkpoint_key", "vpc", "repository"]
"""A word of section ``protection``."""

WORDS: Mapping[str, str] = {field.alias or name: name for name, field in Protection.model_fields.items()}
"""The words by their spelling in the inventory. The catalogue says which one governs a kind by itself; what such a
resource cannot live without takes the same word by argument."""


def ref(name: str) -> dict[str, str]:
    """Return a reference to an object of the same namespace."""
    return {"name": name}


def live_ref(name: str) -> dict[str, Any]:
    """Return a reference that is resolved anew at every reconcile.

    For fields that AWS can change: an ordinary reference is resolved once, and its id then stays whatever git says.
    https://github.com/crossplane/crossplane-runtime/pull/328
    """
    return {"name": name, "policy": {"resolve": "Always"}}


def aws_name(environment: Environment, kind: str, name: str, default: str) -> str:
    """Return the AWS name of an object: the one in section ``externalNames``, else the default."""
    return environment.external_names.get(f"{kind}/{name}", default)


def managed(
    environment: Environment,
    kind: str,
    name: str,
    for_provider: Mapping[str, Any],
    *,
    init_provider: Mapping[str, Any] | None = None,
    external_name: str = "",
    guard: Guard | None = None,
) -> Manifest:
    """Return a managed resource of the environment, in its namespace on the hub.

    Region, tags, provider config, management policies, the external name and the guards against deletion are filled in
    from the environment and the catalogue; ``for_provider`` holds the rest. ``init_provider`` holds fields that matter
    at creation only. ``guard`` names the word of section ``protection`` for a resource that something guarded depends
    on: a bucket that outlives its manifest must not lose its public-access block.

    Raises:
        KeyError: the catalogue does not know the kind.

    """
    facts = kind_facts(kind)
    word = guard or WORDS.get(facts.protection)
    retained = word is not None and getattr(environment.protection, word) == "retain"
    annotations: dict[str, str] = {}
    external_name = aws_name(environment, kind, name, external_name)
    if external_name:
        annotations[EXTERNAL_NAME] = external_name
    if retained or facts.stateful:
        annotations[SYNC_OPTIONS] = CONFIRM
    metadata: dict[str, Any] = {"name": name, "namespace": environment.name}
    if annotations:
        metadata["annotations"] = annotations
    spec: dict[str, Any] = {
        "forProvider": _for_provider(environment, facts, name, for_provider),
        "managementPolicies": _policies(environment, retained=retained),
        "providerConfigRef": {"kind": "ProviderConfig", "name": environment.name},
    }
    if init_provider:
        spec["initProvider"] = dict(init_provider)
    return {"apiVersion": facts.api_version, "kind": kind, "metadata": metadata, "spec": spec}


def _for_provider(environment: Environment, facts: KindFacts, name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    filled = dict(given)
    if facts.regional:
        filled["region"] = environment.settings.region
    if facts.taggable:
        # AWS shows its own id for these unless a Name tag says more.
        own = {"Name": name} if facts.external_name == "assigned" else {}
        filled["tags"] = {**environment.settings.tags, **own, **given.get("tags", {})}
    return filled


def _policies(environment: Environment, *, retained: bool) -> list[str]:
    policies = environment.settings.management_policies
    return [policy for policy in policies if not (retained and policy == "Delete")]
