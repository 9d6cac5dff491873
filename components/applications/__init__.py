"""Applications: the charts that Argo CD installs in the environment's cluster."""

from slipway.component import component
from slipway.manifest import Files
from slipway.model import Environment
from slipway.resources.applications.documentation import documentation
from slipway.resources.applications.gpu_operator import gpu_operator
from slipway.resources.applications.inference import inference
from slipway.resources.applications.load_balancer_controller import load_balancer_controller


def files(environment: Environment) -> Files:
    """Return the layer's objects by file."""
    return {
        "applications/gpu-operator.yaml": gpu_operator(environment),
        "applications/aws-load-balancer-controller.yaml": load_balancer_controller(environment),
        "applications/inference.yaml": inference(environment),
        "applications/documentation.yaml": documentation(environment),
    }


main = component("applications", files)
