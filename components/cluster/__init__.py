"""Cluster: the EKS control plane, the key of its Secrets, its identity provider, who may use it, and its add-ons."""

from slipway.component import component
from slipway.manifest import Files
from slipway.model import Environment
from slipway.resources.cluster import access, addons, control_plane, identity, secrets_key


def files(environment: Environment) -> Files:
    """Return the layer's objects by file."""
    return {
        "cluster/cluster.yaml": control_plane.control_plane(environment),
        "cluster/secrets-key.yaml": secrets_key.secrets_key(environment),
        "cluster/identity.yaml": identity.identity_provider(environment),
        "cluster/access.yaml": access.access(environment),
        "cluster/addons.yaml": addons.addons(environment),
    }


main = component("cluster", files)
