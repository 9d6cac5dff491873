"""The registration of a cluster that does not exist yet: waiting, then bound, or pinned from the start."""

from __future__ import annotations

import json
from base64 import b64decode

import yaml

from slipway.latebinding.render import bound
from slipway.manifest import Manifest
from slipway.schema import check, field_exists
from tests.resources.hub.world import fleet_files, hub_files
from tests.support.layers import objects
from tests.support.sample import sample_environment, sample_hub

FILE = "hub/environments/dev-us-east-2/registration.yaml"
ENDPOINT = "https://0123456789ABCDEF.gr7.us-east-2.eks.amazonaws.com"
AUTHORITY = "LS0tLS1CRUdJTg=="
BOUND: Manifest = yaml.safe_load(
    """
    apiVersion: v1
    kind: Secret
    metadata:
      name: dev-us-east-2-cluster
      namespace: argocd
      labels: {argocd.argoproj.io/secret-type: cluster}
    type: Opaque
    stringData:
      name: dev-us-east-2
      server: https://0123456789ABCDEF.gr7.us-east-2.eks.amazonaws.com
      project: dev-us-east-2-workloads
      config: |
        {
          "awsAuthConfig": {
            "clusterName": "dev-us-east-2",
            "roleARN": "arn:aws:iam::111122223333:role/dev-us-east-2-argocd"
          },
          "tlsClientConfig": {
            "insecure": false,
            "caData": "LS0tLS1CRUdJTg=="
          }
        }
    """
)


def test_it_lives_with_argo_cd_and_reads_the_cluster_across_namespaces() -> None:
    [binding] = fleet_files()[FILE]
    assert (binding["kind"], binding["metadata"]["namespace"]) == ("LateBinding", "argocd")
    [source] = binding["spec"]["sources"].values()
    assert (source["kind"], source["namespace"]) == ("Cluster", "dev-us-east-2")
    environment = sample_environment()
    names = [
        one["spec"]["template"]["metadata"]["name"] if one["kind"] == "LateBinding" else one["metadata"]["name"]
        for one in objects("cluster", environment)
        if one.get("spec", {}).get("template", one)["kind"] == "Cluster"
    ]
    assert names == [source["name"]]
    for value in binding["spec"]["values"].values():
        assert field_exists("Cluster", value["fieldPath"])


def test_once_the_cluster_is_there() -> None:
    [binding] = fleet_files()[FILE]
    secret = bound(binding, {"endpoint": ENDPOINT, "certificateAuthority": AUTHORITY})
    data = {key: b64decode(text).decode() for key, text in secret.pop("data").items()}
    assert {**secret, "stringData": data} == BOUND


def test_pinned_it_is_a_plain_secret_from_the_start() -> None:
    pinned = {"clusterEndpoint": ENDPOINT, "certificateAuthorityData": AUTHORITY}
    [secret] = hub_files(sample_hub(), [sample_environment(pinned=pinned)])[FILE]
    assert secret["metadata"].pop("annotations") == {"argocd.argoproj.io/sync-wave": "0"}
    assert secret == BOUND
    assert check(secret) == ()


def test_requirement_24_it_logs_in_by_role_and_holds_no_token() -> None:
    [binding] = fleet_files()[FILE]
    config = json.loads(binding["spec"]["template"]["stringData"]["config"])
    assert set(config) == {"awsAuthConfig", "tlsClientConfig"}
    role = config["awsAuthConfig"]["roleARN"].rpartition("/")[2]
    roles = [one["metadata"]["name"] for one in objects("cluster", sample_environment(), "Role")]
    assert role in roles
