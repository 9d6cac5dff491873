"""What is refused: by the kind's schema if it can see it, by the script in any case, with a text and no change."""

from __future__ import annotations

from typing import Any

import pytest

from slipway.manifest import Manifest
from tests.latebinding.function import answer, request, run
from tests.latebinding.schema import accepted, schema_faults
from tests.latebinding.world import HOLES, binding, live, merged, rid, source

NEW_SOURCE = {"apiVersion": "kms.aws.m.upbound.io/v1beta1", "kind": "Key", "name": "dev"}
SPECS: dict[str, tuple[Any, str, str]] = {
    "undeclared hole": (
        {"template": {"spec": {"forProvider": {"description": "of ${other}"}}}},
        "hole other is not declared in values",
        "",
    ),
    "unused value": (
        {"values": {"other": {"source": "cluster", "fieldPath": "status.atProvider.arn"}}},
        "value other is not used in the template",
        "",
    ),
    "unused source": (
        {"sources": {"key": NEW_SOURCE}},
        "source key is not used by any value",
        "spec: a source in spec.sources is not used by any value",
    ),
    "undeclared source": (
        {"values": {"issuerHost": {"source": "other"}}},
        "value issuerHost: there is no source other; source cluster is not used by any value",
        "spec: a value names a source that is not in spec.sources; "
        "spec: a source in spec.sources is not used by any value",
    ),
    "source's name": (
        {"sources": {"cluster": None, "/target": NEW_SOURCE}, "values": {"issuerHost": {"source": "/target"}}},
        "source /target: a name has letters and digits only, and starts with a letter",
        "",
    ),
    "source outside AWS": (
        {"sources": {"cluster": {"apiVersion": "v1", "kind": "Secret"}}},
        "source cluster: v1 is not an AWS managed resource, *.aws.m.upbound.io/v1beta1",
        "spec.sources.cluster: a source is a namespaced AWS managed resource, *.aws.m.upbound.io/v1beta1",
    ),
    "source that ends like AWS": (
        {"sources": {"cluster": {"apiVersion": "evil/eks.aws.m.upbound.io/v1beta1"}}},
        "source cluster: evil/eks.aws.m.upbound.io/v1beta1 is not an AWS managed resource, *.aws.m.upbound.io/v1beta1",
        "spec.sources.cluster: a source is a namespaced AWS managed resource, *.aws.m.upbound.io/v1beta1",
    ),
    "source that is the object": (
        {
            "sources": {
                "cluster": {
                    "apiVersion": "iam.aws.m.upbound.io/v1beta1",
                    "kind": "Role",
                    "name": "dev-inference",
                }
            }
        },
        "source cluster: the object would wait for itself",
        "spec: a source is the composed object itself, which would wait for itself",
    ),
    "spec of the source": (
        {"values": {"issuerHost": {"fieldPath": "spec.forProvider.name"}}},
        "value issuerHost: fieldPath spec.forProvider.name is not below status.atProvider",
        "spec.values.issuerHost: fieldPath leads to a field below status.atProvider, such as "
        "status.atProvider.list[0].field",
    ),
    "all of the status": (
        {"values": {"issuerHost": {"fieldPath": "status.atProvider"}}},
        "value issuerHost: fieldPath status.atProvider is not below status.atProvider",
        "spec.values.issuerHost: fieldPath leads to a field below status.atProvider, such as "
        "status.atProvider.list[0].field",
    ),
    "kind": (
        {"template": {"kind": "User"}},
        "template: User of iam.aws.m.upbound.io/v1beta1 may not be late bound",
        "spec.template: only these may be late bound: Cluster, NodeGroup, OpenIDConnectProvider, Policy, Role, Secret",
    ),
    "version": (
        {"template": {"apiVersion": "iam.aws.upbound.io/v1beta1"}},
        "template: Role of iam.aws.upbound.io/v1beta1 may not be late bound",
        "spec.template: only these may be late bound: Cluster, NodeGroup, OpenIDConnectProvider, Policy, Role, Secret",
    ),
    "namespace": (
        {"template": {"metadata": {"namespace": "dev"}}},
        "template: metadata.namespace is not allowed, the object lives in the LateBinding's namespace",
        "spec.template: the composed object lives in the LateBinding's namespace, the template names none",
    ),
    "status": (
        {"template": {"status": {"atProvider": {"arn": "x"}}}},
        "template: status is not allowed",
        "spec.template: the template has no status",
    ),
    "owner": (
        {"template": {"metadata": {"ownerReferences": [], "finalizers": []}}},
        "template: metadata.finalizers, metadata.ownerReferences not allowed",
        "spec.template.metadata.ownerReferences: unknown field; spec.template.metadata.finalizers: unknown field",
    ),
    "hole in a key": (
        {"template": {"spec": {"forProvider": {"tags": {"${issuerHost}": "x"}}}}},
        "hole in the key ${issuerHost}",
        "",
    ),
    "hole in a label": (
        {"template": {"metadata": {"labels": {"issuer": "${issuerHost}"}}}},
        "hole in metadata.labels.issuer, where none is filled",
        "spec.template.metadata.labels.issuer: "
        "'${issuerHost}' does not match ^([A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?)?$",
    ),
    "hole in the name": (
        {"template": {"metadata": {"name": "dev-${issuerHost}"}}},
        "hole in metadata.name, where none is filled",
        "spec.template.metadata.name: 'dev-${issuerHost}' does not match "
        "^[a-z0-9]([a-z0-9-]*[a-z0-9])?([.][a-z0-9]([a-z0-9-]*[a-z0-9])?)*$",
    ),
    "misspelt hole": (
        {"template": {"spec": {"forProvider": {"description": "${issuer_host}"}}}},
        "spec.forProvider.description: ${ is neither a hole, ${name}, nor an IAM policy variable, ${aws:username}",
        "",
    ),
}


@pytest.mark.parametrize("patch, text, _schema", SPECS.values(), ids=SPECS)
@pytest.mark.parametrize("found", [None, {"cluster": source("cluster"), "key": None, "/target": None}])
def test_the_script_refuses_in_any_round(patch: Any, text: str, _schema: str, found: Any) -> None:
    wrapper = merged(binding("role"), {"spec": patch})
    composed = {"Role.dev-inference": live("role")}
    assert answer(run(request(wrapper, composed, found))) == refused(text)


@pytest.mark.parametrize("patch, _text, schema", SPECS.values(), ids=SPECS)
def test_the_schema_refuses_what_it_can_see(patch: Any, _text: str, schema: str) -> None:
    assert "; ".join(schema_faults(merged(binding("role"), {"spec": patch}))) == schema


def test_a_secret_has_no_holes_in_data() -> None:
    wrapper = merged(binding("secret"), {"spec": {"template": {"data": {"ca": "${authority}"}}}})
    assert answer(run(request(wrapper, {}, None))) == refused("hole in data.ca, where none is filled: use stringData")


@pytest.mark.parametrize("name", HOLES)
def test_the_schema_accepts_what_the_compiler_makes(name: str) -> None:
    assert schema_faults(binding(name)) == []
    assert accepted(binding(name), merged(binding(name), {"spec": {"template": {"spec": {"edited": True}}}}))


@pytest.mark.parametrize(
    "change",
    [{"metadata": {"name": "other"}}, {"kind": "Policy"}, {"apiVersion": "v1", "kind": "Secret"}],
    ids=["name", "kind", "apiVersion"],
)
def test_the_identity_of_the_template_is_immutable(change: Any) -> None:
    before = binding("role")
    assert not accepted(before, merged(before, {"spec": {"template": change}}))


WITHIN = "value {}: within a longer text only letters, digits and + = , . @ _ : / - are allowed"
ANYWHERE = "value {}: empty, longer than 4096 characters, unprintable, or itself a hole"
HOSTILE = {
    "quote": ("role", 'https://x","Action":"*', WITHIN),
    "backslash": ("role", "https://x\\", WITHIN),
    "wildcard": ("policy", "arn:aws:kms:*:*:key/*", WITHIN),
    "single wildcard": ("policy", "arn:aws:kms:us-east-2:111122223333:key/?", WITHIN),
    "policy variable": ("role", "https://${aws:username}", WITHIN),
    "space": ("role", "https://a b", WITHIN),
    "newline": ("role", "https://x\n", ANYWHERE),
    "hole": ("role", "https://${issuerHost}", ANYWHERE),
    "not text": ("oidc", "\x00", ANYWHERE),
    "hole in a whole value": ("oidc", "${issuer}", ANYWHERE),
    "nothing but the prefix": ("role", "https://", ANYWHERE),
    "length": ("oidc", "x" * 4097, ANYWHERE),
}


@pytest.mark.parametrize("name, value, text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_value_is_refused_and_what_is_composed_stays(name: str, value: str, text: str) -> None:
    (hole,) = HOLES[name]
    field = {"cluster": {"identity": [{"oidc": [{"issuer": value}]}]}, "key": {"arn": value}}
    wrapper = binding(name)
    found = {key: merged(source(key), {"status": {"atProvider": field[key]}}) for key in wrapper["spec"]["sources"]}
    composed = live(name)
    rsp = run(request(wrapper, {rid(wrapper): composed}, {**found, "/target": composed}))
    assert answer(rsp) == refused(text.format(hole.name), wrapper)


@pytest.mark.parametrize("value", ['{"a": 1}', "a b", "é", "*", "${aws:username}", "x" * 4096])
def test_a_whole_value_may_be_anything_printable(value: str) -> None:
    found = merged(source("cluster"), {"status": {"atProvider": {"identity": [{"oidc": [{"issuer": value}]}]}}})
    rsp = run(request(binding("oidc"), {}, {"cluster": found, "/target": None}))
    composed = answer(rsp)["desired"]["resources"]["OpenIDConnectProvider.dev"]["resource"]
    assert composed["spec"]["forProvider"] == {"url": value, "clientIdList": ["sts.amazonaws.com"]}


@pytest.mark.parametrize("value, kind", [({"a": 1}, "map"), ([1], "list")])
def test_a_field_that_is_no_single_value_is_refused(value: Any, kind: str) -> None:
    found = merged(source("cluster"), {"status": {"atProvider": {"identity": [{"oidc": [{"issuer": value}]}]}}})
    rsp = run(request(binding("oidc"), {}, {"cluster": found, "/target": None}))
    text = f"status.atProvider.identity[0].oidc[0].issuer holds a {kind}, not one value"
    assert answer(rsp) == refused(text, binding("oidc"))


def refused(text: str, wrapper: Manifest | None = None) -> Any:
    """Return the complete answer of a refusal: a fatal result, the condition, and nothing to apply."""
    whole = {
        "meta": {"ttl": "60s"},
        "context": {},
        "desired": {},
        "results": [{"severity": "SEVERITY_FATAL", "message": f"refused: {text}"}],
        "conditions": [
            {
                "type": "Bound",
                "status": "STATUS_CONDITION_FALSE",
                "reason": "Refused",
                "message": text,
                "target": "TARGET_COMPOSITE",
            }
        ],
    }
    return {**whole, "requirements": {"resources": asked_for(wrapper)}} if wrapper else whole


def asked_for(wrapper: Manifest) -> Any:
    """Return what a LateBinding asks for in every round: its sources, and whatever has its object's name."""
    spec, own = wrapper["spec"], wrapper["metadata"]["namespace"]
    target = {**spec["template"], "name": spec["template"]["metadata"]["name"]}
    return {
        name: {
            "api_version": each["apiVersion"],
            "kind": each["kind"],
            "match_name": each["name"],
            "namespace": each.get("namespace", own),
        }
        for name, each in {**spec["sources"], "/target": target}.items()
    }
