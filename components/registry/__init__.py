"""Registry: the ECR repository of the inference image."""

from slipway.component import component
from slipway.manifest import Files
from slipway.model import Environment
from slipway.resources.registry.repository import repository


def files(environment: Environment) -> Files:
    """Return the files of the registry layer."""
    return {"registry/atlas.yaml": repository(environment)}


main = component("registry", files)
