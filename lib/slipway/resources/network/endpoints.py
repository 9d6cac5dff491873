"""VPC endpoints: S3 always, so that checkpoints bypass NAT; the registry's API on request."""

from __future__ import annotations

from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.resources.managed import managed, ref
from slipway.resources.network.routes import private_tables

ECR_SERVICES = ("ecr.api", "ecr.dkr")
"""What a pull talks to beside S3, which holds the layers.
https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html"""

HTTPS = 443


def endpoints(environment: Environment) -> list[Manifest]:
    """Return the S3 gateway endpoint and, on request, the registry's interface endpoints with their security group."""
    manifests = _s3(environment)
    if environment.network.ecr_endpoints:
        for service in ECR_SERVICES:
            manifests += _interface(environment, service)
        manifests += _security_group(environment)
    return manifests


def _service_name(environment: Environment, service: str) -> str:
    return f"com.amazonaws.{environment.settings.region}.{service}"


def _s3(environment: Environment) -> list[Manifest]:
    """Return the gateway endpoint, tied to every private route table: a zone left out would pay NAT for checkpoints.

    It has no policy of its own: image layers of any registry of the region come from AWS's buckets through it.
    """
    name = environment.names.object("s3")
    for_provider = {
        "serviceName": _service_name(environment, "s3"),
        "vpcEndpointType": "Gateway",
        "vpcIdRef": ref(environment.names.object()),
    }
    endpoint = managed(environment, "VPCEndpoint", name, for_provider)
    zones = environment.network.availability_zones
    return [endpoint] + [
        managed(
            environment,
            "VPCEndpointRouteTableAssociation",
            environment.names.object("s3", zone),
            {"vpcEndpointIdRef": ref(name), "routeTableIdRef": ref(table)},
        )
        for zone, table in zip(zones, private_tables(environment), strict=True)
    ]


def _interface(environment: Environment, service: str) -> list[Manifest]:
    """Return an interface endpoint with an address in each zone's worker subnet and our security group only."""
    short = service.replace(".", "-")
    name = environment.names.object(short)
    for_provider = {
        "serviceName": _service_name(environment, service),
        "vpcEndpointType": "Interface",
        # The registry's public name leads here; without it nodes would go on using NAT.
        "privateDnsEnabled": True,
        "vpcIdRef": ref(environment.names.object()),
    }
    subnets = [
        managed(
            environment,
            "VPCEndpointSubnetAssociation",
            environment.names.object(short, zone),
            {"vpcEndpointIdRef": ref(name), "subnetIdRef": ref(environment.names.subnet("worker", zone))},
        )
        for zone in environment.network.availability_zones
    ]
    group = {
        "vpcEndpointIdRef": ref(name),
        "securityGroupIdRef": ref(environment.names.object("endpoints")),
        # An endpoint starts out with the VPC's default group, which admits its own members only.
        "replaceDefaultAssociation": True,
    }
    association = managed(environment, "VPCEndpointSecurityGroupAssociation", name, group)
    return [managed(environment, "VPCEndpoint", name, for_provider), *subnets, association]


def _security_group(environment: Environment) -> list[Manifest]:
    name = environment.names.object("endpoints")
    group = {
        "name": name,
        "description": f"Interface endpoints of {environment.name}: HTTPS from the VPC",
        "vpcIdRef": ref(environment.names.object()),
    }
    https = {
        "description": "HTTPS from the VPC",
        "securityGroupIdRef": ref(name),
        "cidrIpv4": str(environment.network.cidr_block),
        "ipProtocol": "tcp",
        "fromPort": HTTPS,
        "toPort": HTTPS,
    }
    return [
        managed(environment, "SecurityGroup", name, group),
        managed(environment, "SecurityGroupIngressRule", environment.names.object("endpoints", "https"), https),
    ]
