"""What the network layer promises, by the requirement of the reference architecture that it meets."""

from __future__ import annotations

import json
from typing import Any

import pytest

from slipway.manifest import Manifest
from slipway.model import Environment
from tests.support.layers import names, objects
from tests.support.sample import sample_environment

TARGETS = ["dev-us-east-2", "staging-us-west-2", "prod-us-east-1"]


@pytest.fixture(params=TARGETS)
def environment(request: pytest.FixtureRequest) -> Environment:
    return sample_environment(request.param)


def network(kind: str, environment: Environment) -> list[Manifest]:
    return objects("network", environment, kind)


def provider(manifest: Manifest) -> dict[str, Any]:
    return dict(manifest["spec"]["forProvider"])


def by_name(manifests: list[Manifest]) -> dict[str, dict[str, Any]]:
    return {manifest["metadata"]["name"]: provider(manifest) for manifest in manifests}


def tables_of_subnets(environment: Environment) -> dict[str, str]:
    """Return the route table of each subnet."""
    associations = [provider(one) for one in network("RouteTableAssociation", environment)]
    return {one["subnetIdRef"]["name"]: one["routeTableIdRef"]["name"] for one in associations}


def ways_out(environment: Environment) -> dict[str, str]:
    """Return the target of each route table's default route, ``kind/name``."""
    found = {}
    for route in (provider(one) for one in network("Route", environment)):
        assert route["destinationCidrBlock"] == "0.0.0.0/0"
        [(field, target)] = [(key, value) for key, value in route.items() if key in ("gatewayIdRef", "natGatewayIdRef")]
        found[route["routeTableIdRef"]["name"]] = f"{field}/{target['name']}"
    return found


def test_requirement_02_a_public_and_a_private_subnet_in_each_zone(environment: Environment) -> None:
    zones = list(environment.network.availability_zones)
    assert len(zones) >= 2
    subnets = by_name(network("Subnet", environment))
    for tier in ("public", "worker"):
        assert [subnets[environment.names.subnet(tier, zone)]["availabilityZone"] for zone in zones] == zones
    assert len(subnets) == 2 * len(zones)


def test_requirement_02_private_subnets_go_out_through_nat(environment: Environment) -> None:
    tables, ways = tables_of_subnets(environment), ways_out(environment)
    assert set(tables) == set(names(network("Subnet", environment)))
    gateways = by_name(network("NATGateway", environment))
    for subnet, table in tables.items():
        field, _, target = ways[table].partition("/")
        if "-public-" in subnet:
            assert (field, target) == ("gatewayIdRef", environment.name)
        else:
            assert field == "natGatewayIdRef"
            assert target in gateways


def test_requirement_02_nat_gateways_lie_in_public_subnets_with_an_address(environment: Environment) -> None:
    addresses = by_name(network("EIP", environment))
    subnets = names(network("Subnet", environment))
    for gateway in by_name(network("NATGateway", environment)).values():
        assert gateway["connectivityType"] == "public"
        assert "-public-" in gateway["subnetIdRef"]["name"]
        assert gateway["subnetIdRef"]["name"] in subnets
        assert addresses.pop(gateway["allocationIdRef"]["name"])["domain"] == "vpc"
    assert addresses == {}


def test_requirement_02_s3_gateway_endpoint_on_every_private_route_table(environment: Environment) -> None:
    [endpoint] = [
        one for one in by_name(network("VPCEndpoint", environment)).values() if one["serviceName"].endswith(".s3")
    ]
    assert endpoint["serviceName"] == f"com.amazonaws.{environment.settings.region}.s3"
    assert endpoint["vpcEndpointType"] == "Gateway"
    private = {table for subnet, table in tables_of_subnets(environment).items() if "-public-" not in subnet}
    associations = [provider(one) for one in network("VPCEndpointRouteTableAssociation", environment)]
    assert {one["routeTableIdRef"]["name"] for one in associations} == private
    assert {one["vpcEndpointIdRef"]["name"] for one in associations} == {environment.names.object("s3")}


def test_requirement_02_ecr_interface_endpoints_are_optional() -> None:
    assert names(network("VPCEndpoint", sample_environment("dev-us-east-2"))) == ["dev-us-east-2-s3"]
    asked = sample_environment("dev-us-east-2", network={"ecrEndpoints": True})
    services = [provider(one)["serviceName"] for one in network("VPCEndpoint", asked)]
    assert services == [f"com.amazonaws.us-east-2.{service}" for service in ("s3", "ecr.api", "ecr.dkr")]


def test_requirement_02_ecr_endpoints_answer_in_every_zone_to_the_vpc_only() -> None:
    environment = sample_environment("prod-us-east-1")
    interfaces = by_name(
        [one for one in network("VPCEndpoint", environment) if provider(one)["vpcEndpointType"] == "Interface"]
    )
    assert list(interfaces) == ["prod-us-east-1-ecr-api", "prod-us-east-1-ecr-dkr"]
    assert all(one["privateDnsEnabled"] for one in interfaces.values())
    places = {
        (provider(one)["vpcEndpointIdRef"]["name"], provider(one)["subnetIdRef"]["name"])
        for one in network("VPCEndpointSubnetAssociation", environment)
    }
    zones = environment.network.availability_zones
    assert places == {(name, f"prod-us-east-1-worker-{zone}") for name in interfaces for zone in zones}
    groups = [provider(one) for one in network("VPCEndpointSecurityGroupAssociation", environment)]
    assert [one["vpcEndpointIdRef"]["name"] for one in groups] == list(interfaces)
    assert all(one["replaceDefaultAssociation"] is True for one in groups)
    [rule] = [provider(one) for one in network("SecurityGroupIngressRule", environment)]
    assert (rule["cidrIpv4"], rule["ipProtocol"], rule["fromPort"], rule["toPort"]) == ("10.40.0.0/16", "tcp", 443, 443)
    assert {rule["securityGroupIdRef"]["name"]} == {one["securityGroupIdRef"]["name"] for one in groups}


def test_requirement_02_private_names_resolve_in_the_vpc(environment: Environment) -> None:
    [vpc] = [provider(one) for one in network("VPC", environment)]
    assert (vpc["enableDnsSupport"], vpc["enableDnsHostnames"]) == (True, True)
    assert vpc["cidrBlock"] == str(environment.network.cidr_block)


def test_requirement_03_subnet_role_tags() -> None:
    environment = sample_environment("prod-us-east-1", network={"controlPlaneSubnets": True})
    roles: dict[str, set[tuple[str, str]]] = {}
    for name, subnet in by_name(network("Subnet", environment)).items():
        tier = name.removeprefix("prod-us-east-1-").partition("-us-")[0]
        roles.setdefault(tier, set()).update(
            (key, value) for key, value in subnet["tags"].items() if key.startswith("kubernetes.io/")
        )
    assert roles == {
        "public": {("kubernetes.io/role/elb", "1")},
        "worker": {("kubernetes.io/role/internal-elb", "1")},
        "control-plane": set(),
    }


def test_the_vpc_carries_a_tag_of_its_own_whatever_the_inventory_says() -> None:
    """The load balancer controller picks its VPC by this tag; two environments of one account must not share it."""
    environment = sample_environment("dev-us-east-2", environment={"tags": {"slipway.dev/environment": "shared"}})
    [vpc] = network("VPC", environment)
    assert provider(vpc)["tags"]["slipway.dev/environment"] == "dev-us-east-2"


def test_no_subnet_hands_out_public_addresses(environment: Environment) -> None:
    assert {provider(one)["mapPublicIpOnLaunch"] for one in network("Subnet", environment)} == {False}


def test_a_single_gateway_lies_in_the_zone_listed_first() -> None:
    environment = sample_environment("dev-us-east-2", network={"availabilityZones": ["us-east-2c", "us-east-2a"]})
    assert names(network("NATGateway", environment)) == ["dev-us-east-2-nat-us-east-2c"]
    assert set(ways_out(environment).values()) == {
        "gatewayIdRef/dev-us-east-2",
        "natGatewayIdRef/dev-us-east-2-nat-us-east-2c",
    }


def test_a_gateway_in_each_zone_serves_its_own_zone() -> None:
    assert ways_out(sample_environment("prod-us-east-1")) == {
        "prod-us-east-1-public": "gatewayIdRef/prod-us-east-1",
        "prod-us-east-1-private-us-east-1a": "natGatewayIdRef/prod-us-east-1-nat-us-east-1a",
        "prod-us-east-1-private-us-east-1b": "natGatewayIdRef/prod-us-east-1-nat-us-east-1b",
        "prod-us-east-1-private-us-east-1c": "natGatewayIdRef/prod-us-east-1-nat-us-east-1c",
    }


def test_more_gateways_change_the_targets_of_routes_and_nothing_that_exists() -> None:
    single = sample_environment("dev-us-east-2")
    each = sample_environment("dev-us-east-2", network={"natGateways": "perAvailabilityZone"})
    before = {(one["kind"], one["metadata"]["name"]): one for one in objects("network", single)}
    after = {(one["kind"], one["metadata"]["name"]): one for one in objects("network", each)}
    assert {key for key in before if before[key] != after.get(key)} == {("Route", "dev-us-east-2-private-us-east-2b")}
    # A plain reference keeps the id it resolved to first, so the route would never move.
    assert provider(after["Route", "dev-us-east-2-private-us-east-2b"])["natGatewayIdRef"] == {
        "name": "dev-us-east-2-nat-us-east-2b",
        "policy": {"resolve": "Always"},
    }


def test_adding_a_zone_changes_no_object_that_exists() -> None:
    two = sample_environment("prod-us-east-1", network={"availabilityZones": ["us-east-1a", "us-east-1b"]})
    three = sample_environment("prod-us-east-1")
    after = objects("network", three)
    assert [one for one in objects("network", two) if one not in after] == []


def test_control_plane_subnets_share_their_zones_private_way_out() -> None:
    environment = sample_environment("dev-us-east-2", network={"controlPlaneSubnets": True})
    tables = tables_of_subnets(environment)
    for zone in environment.network.availability_zones:
        assert tables[f"dev-us-east-2-control-plane-{zone}"] == tables[f"dev-us-east-2-worker-{zone}"]


def test_no_flow_log_unless_asked_for() -> None:
    assert network("FlowLog", sample_environment("dev-us-east-2")) == []
    assert network("Role", sample_environment("dev-us-east-2")) == []


def test_the_flow_log_role_reaches_its_own_group_only() -> None:
    environment = sample_environment("prod-us-east-1")
    [policy] = network("Policy", environment)
    [statement] = json.loads(provider(policy)["policy"])["Statement"]
    group = "arn:aws:logs:us-east-1:777788889999:log-group:/slipway/prod-us-east-1/flow-log"
    assert statement["Resource"] == [group, f"{group}:*"]
    assert all(action.startswith("logs:") and "*" not in action for action in statement["Action"])
    [role] = network("Role", environment)
    [trust] = json.loads(provider(role)["assumeRolePolicy"])["Statement"]
    assert trust["Principal"] == {"Service": "vpc-flow-logs.amazonaws.com"}
    assert trust["Condition"]["StringEquals"] == {"aws:SourceAccount": "777788889999"}


def test_the_flow_log_policy_follows_a_group_named_in_the_inventory() -> None:
    environment = sample_environment("prod-us-east-1", externalNames={"Group/prod-us-east-1-flow-log": "/vpc/prod"})
    [group] = network("Group", environment)
    assert group["metadata"]["annotations"]["crossplane.io/external-name"] == "/vpc/prod"
    [policy] = network("Policy", environment)
    assert "log-group:/vpc/prod:*" in provider(policy)["policy"]


def test_another_traffic_type_is_another_flow_log() -> None:
    """AWS changes nothing of a flow log but its tags, and the provider refuses to replace it."""
    changed = sample_environment("prod-us-east-1", network={"flowLog": {"trafficType": "ALL"}})
    assert names(network("FlowLog", changed)) == ["prod-us-east-1-flow-log-all"]
    assert names(network("FlowLog", sample_environment("prod-us-east-1"))) == ["prod-us-east-1-flow-log-reject"]
