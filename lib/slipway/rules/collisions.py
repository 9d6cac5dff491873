"""The rule on names in AWS: two environments of one account must not make, or take over, the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from slipway.catalogue import kind_facts
from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.resources.managed import EXTERNAL_NAME
from slipway.rules.building import CompiledFleet
from slipway.rules.compiled import provider, unwrapped
from slipway.rules.rule import Fault, Rule, rule

NAMED_IN_ACCOUNT = frozenset({"Alias", "Cluster", "Group", "LaunchTemplate", "Policy", "Repository", "Role"})
"""Kinds whose AWS name is the object's own, and unique in an account, or in a region of it where the kind is regional.
Node groups and add-ons belong to a cluster, security groups to a VPC."""

GLOBAL = frozenset({"Bucket"})
"""https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html"""


class _Thing(NamedTuple):
    account: str
    region: str
    kind: str
    name: str


def _thing(environment: Environment, manifest: Manifest) -> _Thing | None:
    """Return what an object stands for in AWS, or None if its name is AWS's to give or unique within something else.

    Ids that AWS has given are unique in the world, and so are the names of buckets.
    """
    kind, facts = manifest["kind"], kind_facts(manifest["kind"])
    given = manifest["metadata"].get("annotations", {}).get(EXTERNAL_NAME)
    taken_over = given and (facts.external_name == "assigned" or kind in GLOBAL)
    if not facts.managed or not (taken_over or kind in NAMED_IN_ACCOUNT):
        return None
    name = given or (provider(manifest).get(facts.name_field) if facts.name_field else manifest["metadata"]["name"])
    if taken_over:
        return _Thing("", "", kind, str(name))
    return _Thing(environment.settings.account_id, str(provider(manifest).get("region", "")), kind, str(name))


def _key(manifest: Manifest) -> str:
    """Return the key of an object in section ``externalNames``."""
    return f"{manifest['kind']}/{manifest['metadata']['name']}"


def _path(environment: Environment, manifest: Manifest) -> tuple[str, bool]:
    """Return what gives an object its name, and whether that is a key: a group's name is one.

    An external name and a setting come before it, and what has none of them is called by the environment's name.
    """
    kind, name = manifest["kind"], manifest["metadata"]["name"]
    if _key(manifest) in environment.external_names:
        return f"externalNames.{_key(manifest)}", False
    if kind == "Repository" and environment.registry.repository_name:
        return "registry.repositoryName", False
    for group in environment.nodes.gpu:
        if name in (environment.names.object(group), environment.names.node_role(group)):
            return f"nodes.gpu.{group}", True
    return "environment.name", False


@rule(
    "FLEET-011",
    "No two environments make or take over the same thing in AWS",
    reason="Each would undo what the other does, and whoever deletes it takes it from both.",
    remedy="Give it another name, or let one environment have it.",
    source="https://docs.crossplane.io/v2.3/guides/import-existing-resources/",
)
def own_things(fleet: CompiledFleet) -> Iterator[Fault]:
    """Yield objects that stand for what another environment's object stands for."""
    pairs = [(one, unwrapped(item)) for one in fleet.environments for item in fleet.manifests[one.name]]
    first: dict[_Thing, str] = {}
    # Whoever takes a thing over is told, not the one whose thing has that name by itself.
    for environment, manifest in sorted(pairs, key=lambda pair: _key(pair[1]) in pair[0].external_names):
        thing = _thing(environment, manifest)
        if thing is not None and first.setdefault(thing, environment.name) != environment.name:
            message = f"environment `{first[thing]}` has {thing.kind} {thing.name} already"
            path, at_key = _path(environment, manifest)
            allowed = "another external name" if path.startswith("externalNames.") else "another name"
            yield Fault(path, message, thing.name, allowed, target=environment.name, at_key=at_key)


RULES: tuple[Rule[CompiledFleet], ...] = (own_things,)
