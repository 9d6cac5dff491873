"""What the check says about good and bad objects; kubeconform and the upstream CRDs come to the same verdicts."""

from dataclasses import dataclass
from textwrap import dedent

import pytest
import yaml

from slipway.schema import check
from tests.support.crds import needs_crds, upstream
from tests.support.kubeconform import BINARY, run


@dataclass(frozen=True)
class Case:
    """An object as YAML, and what the check says, line by line; the API server may be more lenient."""

    manifest: str
    said: str = ""
    upstream_accepts: bool = False


CASES = {
    "cluster": Case("""
        apiVersion: eks.aws.m.upbound.io/v1beta1
        kind: Cluster
        metadata:
          name: dev-us-east-2
          namespace: dev-us-east-2
          annotations: {argocd.argoproj.io/sync-options: "Prune=confirm,Delete=confirm"}
        spec:
          managementPolicies: [Observe, Create, Update]
          providerConfigRef: {kind: ClusterProviderConfig, name: dev-us-east-2}
          forProvider:
            region: us-east-2
            vpcConfig: {endpointPrivateAccess: true, subnetIdRefs: [{name: dev-us-east-2-private-a}]}
    """),
    "observe-only cluster needs its region alone": Case("""
        apiVersion: eks.aws.m.upbound.io/v1beta1
        kind: Cluster
        metadata: {name: shared, namespace: dev-us-east-2}
        spec:
          managementPolicies: [Observe]
          forProvider: {region: us-east-2}
    """),
    "initProvider may hold what is needed at create": Case("""
        apiVersion: eks.aws.m.upbound.io/v1beta1
        kind: NodeGroup
        metadata: {name: gpu, namespace: dev-us-east-2}
        spec:
          managementPolicies: [Observe, Create, Update, Delete]
          forProvider: {region: us-east-2}
          initProvider: {scalingConfig: {desiredSize: 1, minSize: 1, maxSize: 2}}
    """),
    "an Application takes any Helm values": Case("""
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: inference, namespace: argocd}
        spec:
          project: workloads
          destination: {name: dev, namespace: inference}
          source: {repoURL: https://git.example.com/charts, helm: {valuesObject: {models: {point: {gpus: 1}}}}}
    """),
    "nothing given that a create needs": Case(
        """
        apiVersion: eks.aws.m.upbound.io/v1beta1
        kind: Capability
        metadata: {name: argocd, namespace: hub}
        spec:
          forProvider: {region: us-east-2, type: ARGOCD}
        """,
        """
        spec.forProvider.capabilityName: required field is missing: managementPolicies let Crossplane create
          or update the resource; allowed: spec.forProvider.capabilityName or
          spec.initProvider.capabilityName
        spec.forProvider.deletePropagationPolicy: required field is missing: managementPolicies let
          Crossplane create or update the resource; allowed: spec.forProvider.deletePropagationPolicy or
          spec.initProvider.deletePropagationPolicy
        """,
    ),
    "unknown fields, with what was meant": Case(
        """
        apiVersion: ec2.aws.m.upbound.io/v1beta1
        kind: Subnet
        metadata: {name: private-a, namespace: dev-us-east-2, lables: {tier: private}}
        spec:
          deletionPolicy: Orphan
          forProvider: {region: us-east-2, vpcID: vpc-1, tags: {Name: private-a}, az: us-east-2a}
        """,
        """
        metadata.lables: unknown field; found {"tier": "private"}; did you mean labels?
        spec.deletionPolicy: unknown field; found "Orphan"; allowed: forProvider, initProvider,
          managementPolicies, providerConfigRef, writeConnectionSecretToRef
        spec.forProvider.az: unknown field; found "us-east-2a"; allowed: 20 other fields, none with a
          similar name
        spec.forProvider.vpcID: unknown field; found "vpc-1"; did you mean vpcId?
        """,
    ),
    "wrong types": Case(
        """
        apiVersion: eks.aws.m.upbound.io/v1beta1
        kind: Cluster
        metadata: {name: dev, namespace: dev, labels: {stage: 1}}
        spec:
          managementPolicies: [Observe, Craete]
          providerConfigRef: {name: dev}
          forProvider:
            region: us-east-2
            vpcConfig: [{subnetIds: [subnet-1, 2]}]
            deletionProtection: "yes"
        """,
        """
        metadata.labels.stage: wrong type; found 1; allowed: string
        spec.forProvider.deletionProtection: wrong type; found "yes"; allowed: boolean
        spec.forProvider.vpcConfig: wrong type; found [{"subnetIds": ["subnet-1", 2]}]; allowed: object
        spec.managementPolicies[1]: value is not allowed; found "Craete"; allowed: "Observe", "Create",
          "Update", "Delete", "LateInitialize", "*"
        spec.providerConfigRef.kind: required field is missing; allowed: string
        """,
    ),
    "names and labels Kubernetes refuses": Case(
        """
        apiVersion: ec2.aws.m.upbound.io/v1beta1
        kind: VPC
        metadata: {name: Dev_VPC, namespace: dev, labels: {stage: for us, -x: y}}
        spec: {forProvider: {region: us-east-2}}
        """,
        """
        metadata.labels: field name has the wrong form; found "-x"; allowed: text matching
          ^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$
        metadata.labels.stage: value has the wrong form; found "for us"; allowed: text matching
          ^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$
        metadata.name: value has the wrong form; found "Dev_VPC"; allowed: text matching
          ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$
        """,
    ),
    "a namespaced object without namespace": Case(
        """
        apiVersion: ec2.aws.m.upbound.io/v1beta1
        kind: VPC
        metadata: {name: dev}
        spec: {forProvider: {region: us-east-2}}
        """,
        """
        metadata.namespace: required field is missing; allowed: string
        """,
    ),
    "a cluster-scoped object with namespace, from a package without registry": Case(
        """
        apiVersion: pkg.crossplane.io/v1
        kind: Provider
        metadata: {name: provider-aws-eks, namespace: crossplane-system}
        spec: {package: "upbound/provider-aws-eks:v2.6.0"}
        """,
        """
        metadata.namespace: unknown field; found "crossplane-system"; allowed: nothing: the kind is
          cluster-scoped
        spec.package: value has the wrong form; found "upbound/provider-aws-eks:v2.6.0"; allowed: text
          matching ^[^./]+(\\.[^./]+)+(/[^/:@]+)+(:[^:@]+(@sha256.+)?|@sha256.+)$
        """,
    ),
    "a Usage without a reason": Case(
        """
        apiVersion: protection.crossplane.io/v1beta1
        kind: Usage
        metadata: {name: keep-key, namespace: dev}
        spec: {of: {apiVersion: kms.aws.m.upbound.io/v1beta1, kind: Key, resourceRef: {name: dev}}}
        """,
        """
        spec: one of these fields is required; found {"of": {"apiVersion": "kms.aws.m.upbound.io/v1beta1",
          "kind": "Key", "resourceRef": {"name": "dev"}}}; allowed: by or reason
        """,
    ),
    "a policy that activates nothing": Case(
        """
        apiVersion: apiextensions.crossplane.io/v1alpha1
        kind: ManagedResourceActivationPolicy
        metadata: {name: slipway}
        spec: {activate: []}
        """,
        """
        spec.activate: list is too short; found []; allowed: at least 1 elements
        """,
    ),
    "status, which the API server would silently drop": Case(
        """
        apiVersion: kms.aws.m.upbound.io/v1beta1
        kind: Key
        metadata: {name: dev, namespace: dev}
        spec: {forProvider: {region: us-east-2}}
        status: {atProvider: {arn: "arn:aws:kms:us-east-2:111122223333:key/1"}}
        """,
        """
        status: unknown field; found {"atProvider": {"arn": "arn:aws:kms:us-east-2:111122223333:key/1"}};
          allowed: nothing: status is written by controllers, never applied
        """,
        upstream_accepts=True,
    ),
}


def objects(name):
    return yaml.safe_load(CASES[name].manifest)


def lines(text):
    """Undo the wrapping: a line that is indented further continues the one before."""
    return dedent(text).strip().replace("\n  ", " ").splitlines()


@pytest.mark.parametrize("name", CASES)
def test_check_says(name):
    said = [str(violation) for violation in check(objects(name))]
    assert said == lines(CASES[name].said)


def test_kubeconform_comes_to_the_same_verdicts(tmp_path):
    for name in CASES:
        (tmp_path / f"{name.replace(' ', '-')}.yaml").write_text(yaml.safe_dump(objects(name)))
    report = run(BINARY, tmp_path)
    refused = {line.partition(".yaml: ")[0] for line in report.faults}
    assert refused == {name.replace(" ", "-") for name, case in CASES.items() if case.said}
    assert (report.total, report.errors, report.skipped) == (len(CASES), 0, 0)


@needs_crds
@pytest.mark.parametrize("name", CASES)
def test_upstream_comes_to_the_same_verdict(name):
    accepted = upstream().violations(objects(name)) == []
    assert accepted == (not CASES[name].said or CASES[name].upstream_accepts)


@pytest.mark.parametrize(
    ("api_version", "kind", "said"),
    [
        (
            "v1",
            "Deployment",
            'kind: no schema for v1 Deployment, so nothing could check it; found "Deployment"; '
            "allowed: the kinds of tools/schemas/kinds.yaml",
        ),
        (
            "ec2.aws.m.upbound.io/v1beta1",
            "Vpc",
            "kind: no schema for ec2.aws.m.upbound.io/v1beta1 Vpc, so nothing could "
            'check it; found "Vpc"; did you mean VPC?',
        ),
        (
            "eks.aws.m.upbound.io/v1beta2",
            "Cluster",
            "apiVersion: Cluster has no schema in this version; found "
            '"eks.aws.m.upbound.io/v1beta2"; allowed: eks.aws.m.upbound.io/v1beta1',
        ),
        (
            None,
            3,
            'kind: not a Kubernetes object: apiVersion and kind must be strings; found {"apiVersion": null, "kind": 3}',
        ),
    ],
)
def test_an_object_without_schema_is_refused(api_version, kind, said):
    manifest = {"apiVersion": api_version, "kind": kind, "metadata": {"name": "x", "namespace": "x"}}
    assert [str(violation) for violation in check(manifest)] == [said]


def test_values_json_has_no_form_for_are_named():
    manifest = yaml.safe_load("""
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: dates, namespace: dev}
        data:
          asOf: 2026-11-23
          2: two
    """)
    assert [str(violation) for violation in check(manifest)] == [
        "data: a field name must be a string; found 2; allowed: the name in quotes",
        "data.asOf: a date has no form in JSON; found datetime.date(2026, 11, 23); "
        "allowed: a string, number, boolean, list or object",
    ]
