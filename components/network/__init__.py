"""Network: one VPC with public and private subnets, the ways out of it and into AWS's services."""

from slipway.component import component
from slipway.manifest import Files
from slipway.model import Environment
from slipway.resources.network.endpoints import endpoints
from slipway.resources.network.flow_log import flow_log
from slipway.resources.network.nat import nat
from slipway.resources.network.routes import routes
from slipway.resources.network.subnets import subnets
from slipway.resources.network.vpc import vpc


def files(environment: Environment) -> Files:
    """Return the files of the network layer."""
    return {
        "network/vpc.yaml": vpc(environment),
        "network/subnets.yaml": subnets(environment),
        "network/nat.yaml": nat(environment),
        "network/routes.yaml": routes(environment),
        "network/endpoints.yaml": endpoints(environment),
        "network/flow-log.yaml": flow_log(environment),
    }


main = component("network", files)
