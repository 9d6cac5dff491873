"""The rule on the ways out of the private subnets, as they were compiled."""

from __future__ import annotations

from collections.abc import Iterator

from slipway.rules.compiled import Compiled, provider
from slipway.rules.rule import Fault, Rule, rule

ANYWHERE = "0.0.0.0/0"


def _ref(fields: dict[str, object], name: str) -> str:
    found = fields.get(name)
    return str(found.get("name", "")) if isinstance(found, dict) else ""


@rule(
    "NETWORK-009",
    "Private subnets go out through NAT, and NAT gateways through the internet gateway",
    reason="Nodes without a way out pull no image and never join; a NAT gateway in a private subnet leads nowhere.",
    remedy="Report it: the compiler routes the subnets itself.",
    source="https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-scenarios.html",
)
def ways_out(compiled: Compiled) -> Iterator[Fault]:
    """Yield subnets whose default route leads to nothing, or not to what their tier goes out through."""
    routes, environment = _Routes(compiled), compiled.environment
    public = {environment.names.subnet("public", zone) for zone in environment.network.availability_zones}
    for subnet in routes.tables:
        if subnet in public and not routes.internet(subnet):
            message, found = f"public subnet {subnet} has no route to the internet gateway", "no such route"
            yield Fault("network", message, found, "a default route to an internet gateway")
        elif subnet not in public and routes.gateway(subnet) not in routes.gateways:
            message = f"private subnet {subnet} has no way out to the internet"
            found = routes.gateway(subnet) or "no default route"
            yield Fault("network.natGateways", message, found, ", ".join(routes.gateways) or "a NAT gateway")
    for gateway, subnet in routes.gateways.items():
        if not routes.internet(subnet):
            yield Fault(
                "network.natGateways",
                f"NAT gateway {gateway} has no way out to the internet",
                subnet,
                "a public subnet",
            )


class _Routes:
    """Which table a subnet uses, where the default route of a table leads, and the subnet of each NAT gateway."""

    def __init__(self, compiled: Compiled) -> None:
        self.tables = {item["metadata"]["name"]: "" for item in compiled.of("Subnet")}
        for item in compiled.of("RouteTableAssociation"):
            self.tables[_ref(provider(item), "subnetIdRef")] = _ref(provider(item), "routeTableIdRef")
        self.defaults = {
            _ref(provider(item), "routeTableIdRef"): provider(item)
            for item in compiled.of("Route")
            if provider(item).get("destinationCidrBlock") == ANYWHERE
        }
        self.gateways = {
            item["metadata"]["name"]: _ref(provider(item), "subnetIdRef") for item in compiled.of("NATGateway")
        }
        self.internet_gateways = {item["metadata"]["name"] for item in compiled.of("InternetGateway")}

    def gateway(self, subnet: str) -> str:
        """Return the NAT gateway that a subnet's default route leads to."""
        return _ref(self.defaults.get(self.tables.get(subnet, ""), {}), "natGatewayIdRef")

    def internet(self, subnet: str) -> bool:
        """Whether a subnet's default route leads to an internet gateway that exists."""
        return _ref(self.defaults.get(self.tables.get(subnet, ""), {}), "gatewayIdRef") in self.internet_gateways


RULES: tuple[Rule[Compiled], ...] = (ways_out,)
