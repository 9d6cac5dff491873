"""The VPC and its way to the internet."""

from __future__ import annotations

from slipway.manifest import Manifest
from slipway.model import Environment
from slipway.resources.argocd.metadata import in_wave
from slipway.resources.managed import managed, ref

VPC_TAG = "slipway.dev/environment"

FIRST = -1
"""The wave before everything else of an environment. A NAT gateway has no reference to the internet gateway; one that
AWS is asked for before that is attached fails for good, and Crossplane calls it ready all the same.
https://github.com/crossplane-contrib/provider-upjet-aws/issues/1982"""


def vpc_tags(environment: Environment) -> dict[str, str]:
    """Return the tags that this VPC has and no other one of the account and region.

    The load balancer controller finds its VPC by them, because the VPC's id is known to AWS only.
    """
    return {VPC_TAG: environment.name}


def vpc(environment: Environment) -> list[Manifest]:
    """Return the VPC and its internet gateway, which the NAT gateways need even if nothing is exposed."""
    name = environment.names.object()
    for_provider = {
        "cidrBlock": str(environment.network.cidr_block),
        # Private names of interface endpoints, the cluster's private endpoint among them, resolve only with both.
        # https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html
        "enableDnsSupport": True,
        "enableDnsHostnames": True,
        "tags": vpc_tags(environment),
    }
    return in_wave(
        FIRST,
        [
            managed(environment, "VPC", name, for_provider),
            managed(environment, "InternetGateway", name, {"vpcIdRef": ref(name)}),
        ],
    )
