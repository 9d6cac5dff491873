"""A small environment: the LateBindings that the cases speak of, the objects that fill them, and what they compose."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from typing import Any

import yaml

from slipway.latebinding.bind import bind
from slipway.latebinding.hole import Hole, Source
from slipway.latebinding.render import bound
from slipway.latebinding.script import read
from slipway.manifest import Manifest

EKS, IAM, KMS, EC2 = (f"{group}.aws.m.upbound.io/v1beta1" for group in ("eks", "iam", "kms", "ec2"))
CLUSTER = Source(EKS, "Cluster", "dev", "dev")
KEY = Source(KMS, "Key", "dev-checkpoints", "dev")
LAUNCH_TEMPLATE = Source(EC2, "LaunchTemplate", "dev-cpu", "dev")
PROVIDER = Source(IAM, "OpenIDConnectProvider", "dev", "dev")

ISSUER = Hole("issuer", CLUSTER, "status.atProvider.identity[0].oidc[0].issuer")
HOST = Hole("issuerHost", CLUSTER, "status.atProvider.identity[0].oidc[0].issuer", trim_prefix="https://")
ENDPOINT = Hole("endpoint", CLUSTER, "status.atProvider.endpoint")
AUTHORITY = Hole("authority", CLUSTER, "status.atProvider.certificateAuthority[0].data")
KEY_ARN = Hole("keyArn", KEY, "status.atProvider.arn")
VERSION = Hole("version", LAUNCH_TEMPLATE, "status.atProvider.latestVersion")
PROVIDER_ARN = Hole("providerArn", PROVIDER, "status.atProvider.arn")

TEXTS = """
oidc:
  apiVersion: iam.aws.m.upbound.io/v1beta1
  kind: OpenIDConnectProvider
  metadata: {name: dev, namespace: dev}
  spec:
    managementPolicies: [Observe, Create, Update, Delete]
    providerConfigRef: {kind: ProviderConfig, name: dev}
    forProvider: {url: '${issuer}', clientIdList: [sts.amazonaws.com]}
role:
  apiVersion: iam.aws.m.upbound.io/v1beta1
  kind: Role
  metadata: {name: dev-inference, namespace: dev, annotations: {argocd.argoproj.io/sync-options: 'Prune=confirm'}}
  spec:
    managementPolicies: [Observe, Create, Update, Delete]
    providerConfigRef: {kind: ProviderConfig, name: dev}
    forProvider:
      description: Inference pods read the checkpoints.
      assumeRolePolicy: >-
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity",
        "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/${issuerHost}"},
        "Condition": {"StringEquals": {"${issuerHost}:sub": "system:serviceaccount:inference:inference"}}}]}
provider-role:
  apiVersion: iam.aws.m.upbound.io/v1beta1
  kind: Role
  metadata: {name: dev-storage, namespace: dev}
  spec:
    providerConfigRef: {kind: ProviderConfig, name: dev}
    forProvider:
      assumeRolePolicy: '{"Statement": [{"Effect": "Allow", "Principal": {"Federated": "${providerArn}"}}]}'
policy:
  apiVersion: iam.aws.m.upbound.io/v1beta1
  kind: Policy
  metadata: {name: dev-inference, namespace: dev, annotations: {crossplane.io/external-name: dev-inference}}
  spec:
    providerConfigRef: {kind: ProviderConfig, name: dev}
    forProvider:
      policy: >-
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "${keyArn}",
        "Condition": {"StringEquals": {"aws:PrincipalTag/team": "${aws:PrincipalTag/team}", "aws:username": "${*}"}}}]}
nodes:
  apiVersion: eks.aws.m.upbound.io/v1beta1
  kind: NodeGroup
  metadata: {name: dev-cpu, namespace: dev}
  spec:
    providerConfigRef: {kind: ProviderConfig, name: dev}
    forProvider:
      region: us-east-2
      clusterNameRef: {name: dev}
      launchTemplate: {name: dev-cpu, version: '${version}'}
      scalingConfig: {minSize: 1, maxSize: 4}
secret:
  apiVersion: v1
  kind: Secret
  metadata: {name: dev-cluster, namespace: argocd, labels: {argocd.argoproj.io/secret-type: cluster}}
  type: Opaque
  stringData:
    name: dev
    server: '${endpoint}'
    config: '{"awsAuthConfig": {"clusterName": "dev"}, "tlsClientConfig": {"caData": "${authority}"}}'
cluster:
  apiVersion: eks.aws.m.upbound.io/v1beta1
  kind: Cluster
  metadata: {name: dev, namespace: dev, annotations: {argocd.argoproj.io/sync-wave: '1'}}
  spec:
    managementPolicies: [Observe, Create, Update]
    providerConfigRef: {kind: ProviderConfig, name: dev}
    forProvider:
      region: us-east-2
      roleArnRef: {name: dev-cluster}
      vpcConfig: {subnetIdRefs: [{name: dev-a}, {name: dev-b}]}
      encryptionConfig: {resources: [secrets], provider: {keyArn: '${keyArn}'}}
"""

HOLES: Mapping[str, tuple[Hole, ...]] = {
    "oidc": (ISSUER,),
    "role": (HOST,),
    "provider-role": (PROVIDER_ARN,),
    "policy": (KEY_ARN,),
    "nodes": (VERSION,),
    "secret": (ENDPOINT, AUTHORITY),
    "cluster": (KEY_ARN,),
}

NAMES = {"policy": "dev-inference-policy", "cluster": "dev-encrypted"}
"""LateBindings that cannot have their object's name, because another has it."""

SOURCES = """
cluster:
  apiVersion: eks.aws.m.upbound.io/v1beta1
  kind: Cluster
  metadata: {name: dev, namespace: dev}
  status:
    atProvider:
      endpoint: https://EXAMPLE.gr7.us-east-2.eks.amazonaws.com
      certificateAuthority: [{data: LS0tLS1CRUdJTg==}]
      identity: [{oidc: [{issuer: 'https://oidc.eks.us-east-2.amazonaws.com/id/EXAMPLE'}]}]
key:
  apiVersion: kms.aws.m.upbound.io/v1beta1
  kind: Key
  metadata: {name: dev-checkpoints, namespace: dev}
  status: {atProvider: {arn: 'arn:aws:kms:us-east-2:111122223333:key/1234abcd'}}
launchTemplate:
  apiVersion: ec2.aws.m.upbound.io/v1beta1
  kind: LaunchTemplate
  metadata: {name: dev-cpu, namespace: dev}
  status: {atProvider: {latestVersion: 3}}
openIDConnectProvider:
  apiVersion: iam.aws.m.upbound.io/v1beta1
  kind: OpenIDConnectProvider
  metadata: {name: dev, namespace: dev}
  status: {atProvider: {arn: 'arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-2.amazonaws.com/id/EXAMPLE'}}
"""


@cache
def _read(text: str) -> dict[str, Manifest]:
    read_once: dict[str, Manifest] = yaml.safe_load(text)
    return read_once


def manifest(name: str) -> Manifest:
    """Return a manifest with holes, as a builder makes it."""
    return deepcopy(_read(TEXTS)[name])


def binding(name: str) -> Manifest:
    """Return the LateBinding that the compiler makes of it."""
    return bind(manifest(name), *HOLES[name], name=NAMES.get(name, ""))


def source(name: str) -> Manifest:
    """Return a source that has all its values."""
    return deepcopy(_read(SOURCES)[name])


def merged(target: Any, patch: Any) -> Any:
    """Return the target with a JSON merge patch applied (RFC 7386): null removes."""
    if not isinstance(patch, dict):
        return patch
    base = deepcopy(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            base.pop(key, None)
        else:
            base[key] = merged(base.get(key), value)
    return base


WRITTEN_BY_OTHERS = """
metadata:
  uid: "1"
  resourceVersion: "7"
  generation: 1
  creationTimestamp: "2026-11-23T00:00:00Z"
  labels: {crossplane.io/composite: '%(binding)s'}
  annotations: {crossplane.io/composition-resource-name: '%(rid)s'}
  ownerReferences:
    - {apiVersion: slipway.dev/v1alpha1, kind: LateBinding, name: '%(binding)s', uid: "2", controller: true}
"""

WRITTEN_BY_THE_PROVIDER = """
metadata: {annotations: {crossplane.io/external-name: '%(name)s'}}
spec: {forProvider: {tags: {crossplane-name: '%(name)s'}}}
status:
  atProvider: {id: '%(name)s'}
  conditions:
    - {type: Ready, status: "True", reason: Available, observedGeneration: 1}
    - {type: Synced, status: "True", reason: ReconcileSuccess, observedGeneration: 1}
"""


def live(name: str) -> Manifest:
    """Return the object that the LateBinding composes as it is in the cluster: bound to the sources, and ready."""
    wrapper, holes = binding(name), HOLES[name]
    names = {hole.name: wrapper["spec"]["values"][hole.name]["source"] for hole in holes}
    values = {hole.name: read(source(names[hole.name]), hole.field_path) or "" for hole in holes}
    composed = bound(wrapper, values)
    words = {"binding": wrapper["metadata"]["name"], "name": composed["metadata"]["name"], "rid": rid(wrapper)}
    seen: Manifest = merged(composed, yaml.safe_load(WRITTEN_BY_OTHERS % words))
    if composed["kind"] != "Secret":
        seen = merged(seen, yaml.safe_load(WRITTEN_BY_THE_PROVIDER % words))
    return seen


def rid(wrapper: Manifest) -> str:
    """Return the composition resource name of what a LateBinding composes."""
    template = wrapper["spec"]["template"]
    return f"{template['kind']}.{template['metadata']['name']}"
