"""What the compiler writes: a plain manifest while all values are known, a LateBinding as soon as one is not."""

from __future__ import annotations

import pytest
import yaml

from slipway.latebinding.bind import ALLOWED_KINDS, BindingError, bind
from slipway.latebinding.check import check_bindings
from slipway.latebinding.hole import Hole, Late, Source
from slipway.manifest import Manifest
from tests.latebinding.world import AUTHORITY, CLUSTER, EKS, ENDPOINT, HOST, ISSUER, KEY_ARN, binding, manifest, merged

WRAPPED = """
apiVersion: slipway.dev/v1alpha1
kind: LateBinding
metadata:
  name: dev-cluster
  namespace: argocd
  labels: {argocd.argoproj.io/secret-type: cluster}
spec:
  sources:
    cluster: {apiVersion: eks.aws.m.upbound.io/v1beta1, kind: Cluster, name: dev, namespace: dev}
  values:
    endpoint: {source: cluster, fieldPath: status.atProvider.endpoint}
    authority: {source: cluster, fieldPath: 'status.atProvider.certificateAuthority[0].data'}
  template:
    apiVersion: v1
    kind: Secret
    metadata:
      name: dev-cluster
      labels: {argocd.argoproj.io/secret-type: cluster}
    type: Opaque
    stringData:
      name: dev
      server: ${endpoint}
      config: '{"awsAuthConfig": {"clusterName": "dev"}, "tlsClientConfig": {"caData": "${authority}"}}'
"""

GUARDED = """
apiVersion: iam.aws.m.upbound.io/v1beta1
kind: Policy
metadata:
  name: dev-inference
  namespace: dev
  annotations:
    argocd.argoproj.io/compare-options: IgnoreExtraneous
    argocd.argoproj.io/sync-options: Prune=confirm,Delete=confirm
    argocd.argoproj.io/sync-wave: "2"
    crossplane.io/external-name: inference
spec:
  managementPolicies: [Observe, Create, Update]
  forProvider: {policy: '{"Resource": "${keyArn}", "Federated": "${issuerHost}"}'}
"""

WRAPPED_GUARDED = """
apiVersion: slipway.dev/v1alpha1
kind: LateBinding
metadata:
  name: dev-inference
  namespace: dev
  annotations:
    argocd.argoproj.io/compare-options: IgnoreExtraneous
    argocd.argoproj.io/sync-options: Prune=confirm,Delete=confirm
    argocd.argoproj.io/sync-wave: "2"
spec:
  adopt: true
  sources:
    key: {apiVersion: kms.aws.m.upbound.io/v1beta1, kind: Key, name: dev-checkpoints}
    cluster: {apiVersion: eks.aws.m.upbound.io/v1beta1, kind: Cluster, name: dev}
  values:
    keyArn: {source: key, fieldPath: status.atProvider.arn}
    issuerHost:
      source: cluster
      fieldPath: status.atProvider.identity[0].oidc[0].issuer
      trimPrefix: https://
  template:
    apiVersion: iam.aws.m.upbound.io/v1beta1
    kind: Policy
    metadata:
      name: dev-inference
      annotations: {crossplane.io/external-name: inference}
    spec:
      managementPolicies: [Observe, Create, Update]
      forProvider: {policy: '{"Resource": "${keyArn}", "Federated": "${issuerHost}"}'}
"""


def test_a_hole_makes_a_late_binding_beside_its_object() -> None:
    assert bind(manifest("secret"), "known", ENDPOINT, AUTHORITY) == yaml.safe_load(WRAPPED)


def test_the_wrapper_inherits_what_guards_and_orders_the_content() -> None:
    assert bind(yaml.safe_load(GUARDED), KEY_ARN, HOST, adopt=True) == yaml.safe_load(WRAPPED_GUARDED)


@pytest.mark.parametrize("values", [(), ("https://issuer",), ("a", "b")])
def test_with_all_values_known_the_manifest_is_left_alone(values: tuple[Late, ...]) -> None:
    plain = manifest("role")
    assert bind(plain, *values) is plain


def test_the_manifest_given_is_not_changed() -> None:
    given = yaml.safe_load(GUARDED)
    bind(given, KEY_ARN, HOST)
    assert given == yaml.safe_load(GUARDED)


def test_a_long_name_is_shortened_in_the_wrapper_only() -> None:
    long = merged(manifest("role"), {"metadata": {"name": "dev-" + "x" * 70}})
    wrapper = bind(long, HOST)
    assert wrapper["metadata"]["name"] == "dev-" + "x" * 50 + "-aca110a2"
    assert wrapper["spec"]["template"]["metadata"]["name"] == long["metadata"]["name"]


def test_sources_are_named_by_kind_and_counted() -> None:
    kinds = ("Cluster", "Cluster", "VPCEndpoint", "VPC", "OpenIDConnectProvider", "LaunchTemplate")
    holes = [
        Hole(f"hole{index}", Source(EKS, kind, f"object{index}", "dev"), "status.atProvider.arn")
        for index, kind in enumerate(kinds)
    ]
    again = Hole("again", holes[0].source, "status.atProvider.id")
    text = " ".join(map(str, (*holes, again)))
    wrapper = bind(merged(manifest("role"), {"spec": {"forProvider": {"assumeRolePolicy": text}}}), *holes, again)
    assert {name: source["name"] for name, source in wrapper["spec"]["sources"].items()} == {
        "cluster": "object0",
        "cluster2": "object1",
        "vpcEndpoint": "object2",
        "vpc": "object3",
        "openIDConnectProvider": "object4",
        "launchTemplate": "object5",
    }
    assert wrapper["spec"]["values"]["again"] == {"source": "cluster", "fieldPath": "status.atProvider.id"}


REFUSED: dict[str, tuple[Manifest, tuple[Late, ...], str]] = {
    "two of one name": (
        manifest("role"),
        (HOST, Hole("issuerHost", CLUSTER, "status.atProvider.endpoint")),
        "Role dev-inference: two different values are named issuerHost",
    ),
    "no namespace": (
        merged(manifest("role"), {"metadata": {"namespace": None}}),
        (HOST,),
        "Role dev-inference: a late-bound object needs a namespace, which becomes the LateBinding's",
    ),
}


@pytest.mark.parametrize("given, values, text", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_wrapped_is_refused(given: Manifest, values: tuple[Late, ...], text: str) -> None:
    with pytest.raises(BindingError) as error:
        bind(given, *values)
    assert str(error.value) == text


FAULTY: dict[str, tuple[Manifest, tuple[Late, ...], str]] = {
    "undeclared": (
        merged(manifest("role"), {"spec": {"forProvider": {"description": "${other}"}}}),
        (HOST,),
        "hole other is not declared in values",
    ),
    "unused": (manifest("role"), (HOST, ISSUER), "value issuer is not used in the template"),
    "kind": (
        merged(manifest("role"), {"kind": "RolePolicy"}),
        (HOST,),
        "template: RolePolicy of iam.aws.m.upbound.io/v1beta1 may not be late bound",
    ),
    "field": (
        manifest("oidc"),
        (Hole("issuer", CLUSTER, "spec.forProvider.url"),),
        "value issuer: fieldPath spec.forProvider.url is not below status.atProvider",
    ),
    "name of the hole": (
        merged(manifest("oidc"), {"spec": {"forProvider": {"url": "${oidc-issuer}"}}}),
        (Hole("oidc-issuer", CLUSTER, "status.atProvider.issuer"),),
        "spec.forProvider.url: ${ is neither a hole, ${name}, nor an IAM policy variable, "
        "${aws:username}; value oidc-issuer is not used in the template",
    ),
    "label": (
        merged(manifest("role"), {"metadata": {"labels": {"issuer": "${issuerHost}"}}}),
        (HOST,),
        "hole in metadata.labels.issuer, where none is filled",
    ),
}


@pytest.mark.parametrize("given, values, text", FAULTY.values(), ids=FAULTY)
def test_what_the_cluster_would_refuse_is_told_by_the_check(
    given: Manifest, values: tuple[Late, ...], text: str
) -> None:
    wrapper = bind(given, *values)
    found = check_bindings([wrapper], lambda _: (), lambda *_: True)
    assert [one.message for one in found if one.rule == "BINDING-001"] == [
        f"LateBinding.slipway.dev dev/{wrapper['metadata']['name']}: {part}" for part in text.split("; ")
    ]


def test_the_allowed_kinds_are_those_of_the_issue() -> None:
    assert {
        ("eks.aws.m.upbound.io/v1beta1", "Cluster"),
        ("eks.aws.m.upbound.io/v1beta1", "NodeGroup"),
        ("iam.aws.m.upbound.io/v1beta1", "OpenIDConnectProvider"),
        ("iam.aws.m.upbound.io/v1beta1", "Policy"),
        ("iam.aws.m.upbound.io/v1beta1", "Role"),
        ("v1", "Secret"),
    } == ALLOWED_KINDS


def test_every_late_binding_of_the_world_is_made() -> None:
    assert [binding(name)["metadata"]["name"] for name in ("oidc", "policy", "cluster")] == [
        "dev",
        "dev-inference-policy",
        "dev-encrypted",
    ]
