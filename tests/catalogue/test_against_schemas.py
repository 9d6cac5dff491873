"""The catalogue knows every kind that is emitted or has a schema, and its paths exist in the committed schemas."""

import pytest

from slipway.catalogue import is_known, kind_facts, kinds
from slipway.catalogue.paths import ELEMENT
from slipway.model import Environment, Hub
from slipway.plan.documents import Reader, documents
from slipway.plan.subject import subject
from slipway.render import texts
from slipway.schema import store
from tests.support.sample import parameters, sample_environment, sample_hub

NEWER = {
    "Cluster": ["spec.forProvider.controlPlaneScalingConfig.tier"],
    "FlowLog": ["spec.forProvider.regionalNatGatewayId"],
    "Group": ["spec.forProvider.deletionProtectionEnabled"],
    "NATGateway": ["spec.forProvider.availabilityZoneAddress"],
    "NodeGroup": ["spec.forProvider.nodeRepairConfig.nodeRepairConfigOverrides"],
    "Subnet": [
        "spec.forProvider.ipv4IpamPoolId",
        "spec.forProvider.ipv4IpamPoolIdRef",
        "spec.forProvider.ipv4NetmaskLength",
        "spec.forProvider.ipv6IpamPoolId",
        "spec.forProvider.ipv6NetmaskLength",
    ],
}
"""Paths that the provider has, but not the older release that the committed schemas are made from."""


def resolved(schema, root):
    while "$ref" in schema:
        schema = root["definitions"][schema["$ref"].removeprefix("#/definitions/")]
    return schema


def below(schema, segment, root):
    """Return the schemas that may hold for a segment below a schema, looking into every branch."""
    schema = resolved(schema, root)
    found = [
        one
        for branch in ("allOf", "anyOf", "oneOf")
        for each in schema.get(branch, ())
        for one in below(each, segment, root)
    ]
    if segment == ELEMENT:
        items = schema.get("items")
        return found + ([items] if isinstance(items, dict) else [])
    if segment in schema.get("properties", {}):
        return [*found, schema["properties"][segment]]
    free = schema.get("additionalProperties", "properties" not in schema and schema.get("type", "object") == "object")
    return found + ([free] if isinstance(free, dict) else [{}] if free is True else [])


def exists(root, segments):
    level = [root]
    for segment in segments:
        level = [one for schema in level for one in below(schema, segment, root)]
    return bool(level)


@pytest.mark.parametrize("facts", kinds(), ids=lambda one: one.kind)
def test_every_path_exists_in_the_schema(facts):
    root = dict(store.schema(facts.kind))
    missing = [one.path for one in (*facts.fields, *facts.lists) if not exists(root, one.segments)]
    assert missing == NEWER.get(facts.kind, [])


@pytest.mark.parametrize("facts", kinds(), ids=lambda one: one.kind)
def test_api_version_and_scope_are_those_of_the_schema(facts):
    assert (facts.api_version, facts.scope) == (store.api_version(facts.kind), store.scope(facts.kind))


def test_a_path_that_does_not_exist_is_noticed():
    root = dict(store.schema("NodeGroup"))
    assert not exists(root, ("spec", "forProvider", "amiTyp"))
    assert not exists(root, ("spec", "forProvider", "taint", "key"))
    assert exists(root, ("spec", "forProvider", "taint", ELEMENT, "key"))


def test_every_kind_with_a_schema_is_known():
    assert [kind for kind in store.kinds() if not is_known(kind)] == []


def test_every_kind_that_is_emitted_is_known():
    environments = [sample_environment(target) for target in parameters() if target != "hub"]
    models: list[Environment | Hub] = [*environments, sample_hub()]
    emitted = {
        (one.kind, one.manifest["apiVersion"])
        for model in models
        for path, text in texts(model, environments).items()
        for document in documents(Reader(), model.name, path, text)
        for one in [subject(document)]
    }
    assert len(emitted) > 40
    assert [
        kind for kind, version in sorted(emitted) if not is_known(kind) or kind_facts(kind).api_version != version
    ] == []
