"""Storage: the checkpoint bucket under its own key, and its access logs."""

from slipway.component import component
from slipway.manifest import Files
from slipway.model import Environment
from slipway.resources.storage.access_logs import access_logs
from slipway.resources.storage.checkpoints import checkpoints, key


def files(environment: Environment) -> Files:
    """Return the files of the storage layer."""
    return {
        "storage/key.yaml": key(environment),
        "storage/checkpoints.yaml": checkpoints(environment),
        "storage/access-logs.yaml": access_logs(environment),
    }


main = component("storage", files)
