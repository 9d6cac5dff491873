"""Access: the IAM roles that service accounts of the charts assume."""

from slipway.component import component
from slipway.manifest import Files
from slipway.model import Environment
from slipway.resources.access import inference, load_balancer_controller


def files(environment: Environment) -> Files:
    """Return the layer's objects by file."""
    return {
        "access/inference.yaml": inference.inference(environment),
        "access/load-balancer-controller.yaml": load_balancer_controller.load_balancer_controller(environment),
    }


main = component("access", files)
