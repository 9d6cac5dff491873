"""Hub: Crossplane and Argo CD on the management cluster, and what leads from them to every environment."""

from collections.abc import Sequence

from slipway.component import fleet_component
from slipway.manifest import Files
from slipway.model import Environment, Hub
from slipway.render import environment_objects
from slipway.resources.hub import argocd, crossplane, environment
from slipway.resources.hub.kinds import managed_kinds


def files(hub: Hub, environments: Sequence[Environment]) -> Files:
    """Return the hub's objects by file."""
    kinds = managed_kinds(manifest for each in environments for manifest in environment_objects(each))
    built = {
        "hub/crossplane/providers.yaml": crossplane.providers(hub, kinds),
        "hub/crossplane/functions.yaml": crossplane.functions(hub),
        "hub/crossplane/activation.yaml": crossplane.activation(kinds),
        "hub/crossplane/late-binding.yaml": crossplane.late_binding(),
        "hub/argocd/settings.yaml": argocd.settings(hub, kinds),
        "hub/argocd/root.yaml": argocd.root(hub, environments),
    }
    for each in environments:
        built |= {
            f"hub/fleet/{each.name}.yaml": argocd.environment_application(hub, each),
            f"hub/environments/{each.name}/foundation.yaml": environment.foundation(hub, each),
            f"hub/environments/{each.name}/registration.yaml": environment.registration(hub, each),
            f"hub/environments/{each.name}/applications.yaml": environment.applications(hub, each),
        }
    return built


main = fleet_component("hub", files)
