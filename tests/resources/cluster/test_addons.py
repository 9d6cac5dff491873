"""The EKS managed add-ons and the roles of their service accounts."""

from __future__ import annotations

import json
from typing import Any

import pytest

from slipway.latebinding.render import bound, sample_values
from slipway.model import Environment
from tests.support.layers import layer_files
from tests.support.sample import sample_environment

ALL = ["vpc-cni", "kube-proxy", "coredns", "metrics-server", "snapshot-controller", "aws-ebs-csi-driver"]


def addons(environment: Environment) -> dict[str, dict[str, Any]]:
    """Return forProvider of each object by kind and name, late-bound ones as they will be."""
    found = [bound(one, sample_values(one)) for one in layer_files("cluster", environment)["cluster/addons.yaml"]]
    return {f"{one['kind']}/{one['metadata']['name']}": one["spec"]["forProvider"] for one in found}


def only(*names: str, **settings: dict[str, Any]) -> Environment:
    return sample_environment(
        "dev-us-east-2",
        cluster={"addons": {name: {"enabled": name in names, **settings.get(name, {})} for name in ALL}},
    )


def test_all_add_ons_of_the_reference_are_on() -> None:
    found = addons(sample_environment("dev-us-east-2"))
    assert [item["addonName"] for key, item in found.items() if key.startswith("Addon/")] == ALL


@pytest.mark.parametrize("name", ALL)
def test_each_can_be_switched_off_with_its_role(name: str) -> None:
    assert [key for key in addons(only(*(set(ALL) - {name}))) if name in key] == []


def test_nothing_is_left_of_add_ons_that_are_all_off() -> None:
    assert addons(only()) == {}


def test_version_and_configuration_are_handed_on() -> None:
    settings = {"addonVersion": "v1.12.4-eksbuild.1", "configurationValues": {"replicaCount": 3, "affinity": {}}}
    assert addons(only("coredns", coredns=settings)) == {
        "Addon/dev-us-east-2-coredns": {
            "addonName": "coredns",
            "addonVersion": "v1.12.4-eksbuild.1",
            "clusterNameRef": {"name": "dev-us-east-2"},
            "configurationValues": '{"affinity": {}, "replicaCount": 3}',
            "region": "us-east-2",
            "resolveConflictsOnCreate": "OVERWRITE",
            "resolveConflictsOnUpdate": "OVERWRITE",
            "tags": {"slipway.dev/environment": "dev-us-east-2", "slipway.dev/stage": "dev"},
        }
    }


@pytest.mark.parametrize(
    ("name", "account", "policy"),
    [
        ("vpc-cni", "aws-node", "AmazonEKS_CNI_Policy"),
        ("aws-ebs-csi-driver", "ebs-csi-controller-sa", "AmazonEBSCSIDriverEKSClusterScopedPolicy"),
    ],
)
def test_an_add_on_that_calls_aws_has_a_role_of_its_own(name: str, account: str, policy: str) -> None:
    found = addons(only(name))
    assert len(found) == 3
    role = f"dev-us-east-2-{name}"
    assert found[f"Addon/{role}"]["serviceAccountRoleArnRef"] == {"name": role}
    [trust] = json.loads(found[f"Role/{role}"]["assumeRolePolicy"])["Statement"]
    compared = {key.rpartition(":")[2]: value for key, value in trust["Condition"]["StringEquals"].items()}
    assert compared == {"aud": "sts.amazonaws.com", "sub": f"system:serviceaccount:kube-system:{account}"}
    [attachment] = [item for key, item in found.items() if key.startswith("RolePolicyAttachment/")]
    assert attachment == {"roleRef": {"name": role}, "policyArn": f"arn:aws:iam::aws:policy/{policy}"}


def test_the_ebs_driver_reaches_the_volumes_of_its_own_cluster_only() -> None:
    tags = addons(only("aws-ebs-csi-driver"))["Role/dev-us-east-2-aws-ebs-csi-driver"]["tags"]
    assert tags["eks-cluster-name"] == "dev-us-east-2"


def test_eks_installs_nothing_that_the_inventory_does_not_list() -> None:
    cluster = layer_files("cluster", only())["cluster/cluster.yaml"][0]
    assert cluster["spec"]["initProvider"]["bootstrapSelfManagedAddons"] is False
