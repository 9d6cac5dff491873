"""What the nodes layer promises, by the requirement of the reference architecture that it meets."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import ValidationError

from slipway.latebinding.render import bound, sample_values
from slipway.model import Environment
from tests.support.layers import layer_files
from tests.support.sample import sample_environment

TARGETS = ["dev-us-east-2", "staging-us-west-2", "prod-us-east-1"]
ZONE = {"availabilityZone": "us-east-2b", "instanceType": "p5e.48xlarge", "instanceCount": 2}
BLOCK = {
    **ZONE,
    "kind": "capacityBlock",
    "capacityReservationId": "cr-0123456789abcdef0",
    "startDate": "2026-12-01T11:30:00Z",
    "endDate": "2026-12-15T11:30:00Z",
}
RESERVATION = {**ZONE, "kind": "odcr", "capacityReservationId": "cr-0123456789abcdef0"}
GROUP_ARN = "arn:aws:resource-groups:us-east-2:111122223333:group/gpus"
SHARED = {**ZONE, "kind": "odcr", "capacityReservationResourceGroupArn": GROUP_ARN}


def environment_with(**group: Any) -> Environment:
    """Return the sample with a further GPU group, ``more``."""
    return sample_environment("dev-us-east-2", nodes={"gpu": {"more": group}})


def group(environment: Environment, name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the specs of a node group and its launch template, as they will be."""
    found = [bound(one, sample_values(one)) for one in layer_files("nodes", environment)[f"nodes/{name}.yaml"]]
    [nodes] = [one["spec"] for one in found if one["kind"] == "NodeGroup"]
    [template] = [one["spec"] for one in found if one["kind"] == "LaunchTemplate"]
    return nodes, template


def gpu_groups() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [group(sample_environment(target), "gpu") for target in TARGETS]


def test_requirement_06_gpu_nodes_are_of_a_supported_type_on_an_nvidia_image() -> None:
    for nodes, template in gpu_groups():
        assert template["forProvider"]["instanceType"] in {"p5e.48xlarge", "p5en.48xlarge", "p5.48xlarge"}
        assert nodes["forProvider"]["amiType"] == "AL2023_x86_64_NVIDIA"


@pytest.mark.parametrize(
    ("key", "value"),
    [("instanceType", "p5.4xlarge"), ("instanceType", "g6.48xlarge"), ("amiType", "AL2_x86_64_GPU")],
)
def test_requirement_06_others_are_refused(key: str, value: str) -> None:
    with pytest.raises(ValidationError, match=f"nodes.gpu.more.{key}"):
        environment_with(**{key: value})


def test_requirement_07_gpu_nodes_bear_exactly_the_taint() -> None:
    for nodes, _ in gpu_groups():
        assert nodes["forProvider"]["taint"] == [{"key": "nvidia.com/gpu", "value": "true", "effect": "NO_SCHEDULE"}]


def test_requirement_07_the_template_gives_300_encrypted_gigabytes() -> None:
    disk = {"volumeSize": 300, "volumeType": "gp3", "encrypted": "true", "deleteOnTermination": "true"}
    for nodes, template in gpu_groups():
        assert template["forProvider"]["blockDeviceMappings"] == [{"deviceName": "/dev/xvda", "ebs": disk}]
        assert "diskSize" not in nodes["forProvider"]


def test_requirement_07_bottlerocket_gets_them_where_it_keeps_images() -> None:
    _, template = group(environment_with(amiType="BOTTLEROCKET_x86_64_NVIDIA"), "more")
    system, data = template["forProvider"]["blockDeviceMappings"]
    assert (data["deviceName"], data["ebs"]["volumeSize"]) == ("/dev/xvdb", 300)
    assert system["deviceName"] == "/dev/xvda"
    assert "volumeSize" not in system["ebs"]
    assert system["ebs"]["encrypted"] == data["ebs"]["encrypted"] == "true"


def test_requirement_07_a_volume_of_another_size_and_speed_is_written_out() -> None:
    volume = {"volumeSize": 200, "volumeType": "gp3", "iops": 6000, "throughput": 500}
    _, template = group(environment_with(volume=volume), "more")
    [mapping] = template["forProvider"]["blockDeviceMappings"]
    assert {key: mapping["ebs"][key] for key in volume} == volume


@pytest.mark.parametrize("target", TARGETS)
def test_requirement_08_an_untainted_group_always_exists(target: str) -> None:
    nodes, _ = group(sample_environment(target), "cpu")
    assert "taint" not in nodes["forProvider"]
    assert nodes["forProvider"]["amiType"] == "AL2023_x86_64_STANDARD"
    assert nodes["forProvider"]["scalingConfig"]["minSize"] >= 2


def test_requirement_08_no_gpu_group_can_take_its_place() -> None:
    with pytest.raises(ValidationError, match="cpu is the name of the CPU group"):
        sample_environment("dev-us-east-2", nodes={"gpu": {"cpu": {}}})


@pytest.mark.parametrize(
    ("reservation", "capacity_type", "target", "market", "strategy"),
    [
        ({"kind": "none"}, "ON_DEMAND", None, None, None),
        (RESERVATION, "ON_DEMAND", {"capacityReservationId": "cr-0123456789abcdef0"}, None, "MINIMAL"),
        (SHARED, "ON_DEMAND", {"capacityReservationResourceGroupArn": GROUP_ARN}, None, "MINIMAL"),
        (
            BLOCK,
            "CAPACITY_BLOCK",
            {"capacityReservationId": "cr-0123456789abcdef0"},
            {"marketType": "capacity-block"},
            "MINIMAL",
        ),
    ],
    ids=["none", "odcr", "odcr-by-group", "capacity-block"],
)
def test_requirement_09_each_kind_of_capacity_has_one_complete_shape(
    reservation: dict[str, Any],
    capacity_type: str,
    target: dict[str, str] | None,
    market: dict[str, str] | None,
    strategy: str | None,
) -> None:
    nodes, template = group(environment_with(reservation=reservation), "more")
    fields, made = nodes["forProvider"], template["forProvider"]
    assert fields["capacityType"] == capacity_type
    assert made.get("capacityReservationSpecification", {}).get("capacityReservationTarget") == target
    assert made.get("instanceMarketOptions") == market
    assert made["instanceType"] == "p5e.48xlarge"
    assert "instanceTypes" not in fields
    assert fields["updateConfig"].get("updateStrategy") == strategy


@pytest.mark.parametrize("reservation", [RESERVATION, SHARED, BLOCK])
def test_requirement_09_a_reserved_group_lies_in_the_reservations_zone_alone(reservation: dict[str, Any]) -> None:
    zones = ["us-east-2a", "us-east-2b"]
    nodes, _ = group(environment_with(reservation=reservation, availabilityZones=zones), "more")
    assert nodes["forProvider"]["subnetIdRefs"] == [{"name": "dev-us-east-2-worker-us-east-2b"}]


@pytest.mark.parametrize(("given", "zones"), [([], "ab"), (["us-east-2a"], "a")])
def test_requirement_09_without_a_reservation_the_zones_are_free(given: list[str], zones: str) -> None:
    nodes, _ = group(environment_with(availabilityZones=given), "more")
    expected = [{"name": f"dev-us-east-2-worker-us-east-2{zone}"} for zone in zones]
    assert nodes["forProvider"]["subnetIdRefs"] == expected


def test_requirement_10_a_capacity_block_group_can_be_brought_to_size_0() -> None:
    scaling = {"minSize": 1, "maxSize": 2, "desiredSize": 1}
    nodes, _ = group(environment_with(reservation=BLOCK, scalingConfig=scaling), "more")
    assert nodes["forProvider"]["scalingConfig"] == {"minSize": 0, "maxSize": 2}
    assert nodes["initProvider"] == {"scalingConfig": {"desiredSize": 1}}


def test_requirement_10_a_capacity_block_group_does_not_roll_by_itself() -> None:
    nodes = layer_files("nodes", environment_with(reservation=BLOCK))["nodes/more.yaml"][0]
    assert nodes["kind"] == "NodeGroup"
    assert nodes["spec"]["forProvider"]["launchTemplate"] == {"name": "dev-us-east-2-more", "version": "1"}


def test_requirement_14_instances_may_join_and_pull_and_nothing_else() -> None:
    files = layer_files("nodes", sample_environment("dev-us-east-2"))
    for name in ("cpu", "gpu"):
        objects = files[f"nodes/{name}.yaml"]
        attached = [one["spec"]["forProvider"] for one in objects if one["kind"] == "RolePolicyAttachment"]
        assert [one["policyArn"].rpartition("/")[2] for one in attached] == [
            "AmazonEKSWorkerNodePolicy",
            "AmazonEC2ContainerRegistryPullOnly",
        ]
        [role] = [one for one in objects if one["kind"] == "Role"]
        assert {one["roleRef"]["name"] for one in attached} == {role["metadata"]["name"]}
        [trust] = json.loads(role["spec"]["forProvider"]["assumeRolePolicy"])["Statement"]
        assert trust == {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}


def test_requirement_14_the_service_has_another_name_in_china() -> None:
    principals = {"accessEntries": {"platform-admins": {"principalArn": "arn:aws-cn:iam::111122223333:role/x"}}}
    china = sample_environment("dev-us-east-2", environment={"partition": "aws-cn"}, cluster=principals)
    [role] = [one for one in layer_files("nodes", china)["nodes/gpu.yaml"] if one["kind"] == "Role"]
    [trust] = json.loads(role["spec"]["forProvider"]["assumeRolePolicy"])["Statement"]
    assert trust["Principal"] == {"Service": "ec2.amazonaws.com.cn"}


@pytest.mark.parametrize("name", ["cpu", "gpu"])
def test_pods_cannot_reach_the_instance_role(name: str) -> None:
    _, template = group(sample_environment("dev-us-east-2"), name)
    assert template["forProvider"]["metadataOptions"] == {
        "httpEndpoint": "enabled",
        "httpTokens": "required",
        "httpPutResponseHopLimit": 1,
    }


@pytest.mark.parametrize("name", ["cpu", "gpu"])
def test_the_template_leaves_to_eks_what_is_eks_own(name: str) -> None:
    nodes, template = group(sample_environment("prod-us-east-1"), name)
    ours = {"name", "region", "tags", "tagSpecifications", "blockDeviceMappings", "metadataOptions"}
    capacity = {"instanceType", "capacityReservationSpecification"} if name == "gpu" else set()
    assert set(template["forProvider"]) == ours | capacity
    assert "remoteAccess" not in nodes["forProvider"]


@pytest.mark.parametrize(("name", "pool"), [("cpu", "system"), ("gpu", "gpu")])
def test_labels_add_to_the_pool_and_never_replace_it(name: str, pool: str) -> None:
    labels = {"slipway.dev/node-pool": "mine", "team": "models"}
    settings = {"cpu": {"labels": labels}, "gpu": {"gpu": {"labels": labels}}}
    nodes, _ = group(sample_environment("dev-us-east-2", nodes=settings), name)
    assert nodes["forProvider"]["labels"] == {"slipway.dev/node-pool": pool, "team": "models"}


def test_instances_and_volumes_bear_the_environments_tags() -> None:
    _, template = group(sample_environment("dev-us-east-2"), "gpu")
    tags = {
        "Name": "dev-us-east-2-gpu",
        "slipway.dev/environment": "dev-us-east-2",
        "slipway.dev/stage": "dev",
    }
    assert template["forProvider"]["tagSpecifications"] == [
        {"resourceType": "instance", "tags": tags},
        {"resourceType": "volume", "tags": tags},
    ]


def test_the_size_moves_freely_after_creation() -> None:
    nodes, _ = group(sample_environment("dev-us-east-2"), "cpu")
    assert nodes["forProvider"]["scalingConfig"] == {"minSize": 2, "maxSize": 4}
    assert nodes["initProvider"] == {"scalingConfig": {"desiredSize": 2}}


@pytest.mark.parametrize(("own", "version"), [({}, "1.35"), ({"version": "1.34"}, "1.34")])
def test_nodes_have_the_clusters_version_unless_they_stay_behind(own: dict[str, str], version: str) -> None:
    nodes, _ = group(environment_with(**own), "more")
    assert nodes["forProvider"]["version"] == version


def test_the_image_release_is_pinned_where_given() -> None:
    assert "releaseVersion" not in group(environment_with(), "more")[0]["forProvider"]
    nodes, _ = group(environment_with(releaseVersion="1.35.2-20260714"), "more")
    assert nodes["forProvider"]["releaseVersion"] == "1.35.2-20260714"


@pytest.mark.parametrize(("choice", "kind"), [("follow", "LateBinding"), ("7", "NodeGroup")])
def test_a_group_follows_its_template_or_stays_on_a_version(choice: str, kind: str) -> None:
    environment = environment_with(launchTemplateVersion=choice)
    assert layer_files("nodes", environment)["nodes/more.yaml"][0]["kind"] == kind
    nodes, _ = group(environment, "more")
    assert nodes["forProvider"]["launchTemplate"]["version"] == {"follow": "1"}.get(choice, choice)


def test_a_group_named_like_a_service_keeps_its_late_binding_to_itself() -> None:
    environment = sample_environment("dev-us-east-2", nodes={"gpu": {"inference": {}}})
    bindings = [
        one["metadata"]["name"]
        for layer in ("cluster", "nodes", "access")
        for manifests in layer_files(layer, environment).values()
        for one in manifests
        if one["kind"] == "LateBinding"
    ]
    assert "dev-us-east-2-inference-nodes" in bindings
    assert len(bindings) == len(set(bindings))
