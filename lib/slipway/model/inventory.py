"""The rendered inventory of one target as one typed value: an environment or the hub."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from slipway.arns import Arns
from slipway.model.applications import Applications
from slipway.model.base import Model
from slipway.model.cluster import Cluster
from slipway.model.environment import EnvironmentSettings, Pinned, Protection
from slipway.model.fleet import Fleet, HubSettings
from slipway.model.network import Network
from slipway.model.nodes import Nodes
from slipway.model.storage import Access, Registry, Storage
from slipway.names import Names
from slipway.plan.permit import Permit

KAPITAN_SECTIONS = frozenset({"kapitan", "_reclass_", "_kapitan_", "multiline_string_style"})
"""Top-level parameters that belong to kapitan and reclass, not to Slipway."""

ExternalNames = dict[
    Annotated[str, StringConstraints(pattern=r"^[A-Za-z]+/[a-z0-9.-]+$")],
    Annotated[str, StringConstraints(min_length=1)],
]


class Acknowledgement(Model):
    """A warning that somebody has read and accepts."""

    rule: Annotated[str, StringConstraints(pattern=r"^[A-Z]+-[0-9]{3}$")] = Field(
        description="Id of the rule that warns.", examples=["NODES-003"]
    )
    reason: Annotated[str, StringConstraints(min_length=1)] = Field(description="Why the warning is accepted.")


class Environment(Model):
    """One environment: everything that its components need."""

    settings: EnvironmentSettings = Field(alias="environment")
    fleet: Fleet
    network: Network
    cluster: Cluster
    nodes: Nodes
    storage: Storage
    registry: Registry
    access: Access
    applications: Applications
    protection: Protection
    pinned: Pinned = Field(Pinned(), description="Values given by hand instead of bound late.")
    external_names: ExternalNames = Field(
        {},
        description="AWS's own ids of resources that exist already, by kind and object name.",
        examples=[{"VPC/prod-us-east-1": "vpc-0a1b2c3d4e5f60718"}],
    )
    acknowledge: tuple[Acknowledgement, ...] = Field((), description="Warnings that are accepted, with the reason.")
    allow: tuple[Permit, ...] = Field(
        (), description="Deletions and changes that a plan would refuse, permitted for a time."
    )

    @property
    def name(self) -> str:
        """The environment's name, its namespace on the hub and its cluster's name."""
        return self.settings.name

    @cached_property
    def names(self) -> Names:
        """The names of the environment's objects."""
        return Names(self.settings.name, self.settings.account_id)

    @cached_property
    def arns(self) -> Arns:
        """The ARNs of the environment's account and region."""
        return Arns(self.settings.partition, self.settings.region, self.settings.account_id)


class Hub(Model):
    """The management cluster."""

    hub: HubSettings
    fleet: Fleet
    acknowledge: tuple[Acknowledgement, ...] = Field((), description="Warnings that are accepted, with the reason.")
    allow: tuple[Permit, ...] = Field(
        (), description="Deletions and changes that a plan would refuse, permitted for a time."
    )

    @property
    def name(self) -> str:
        """The target's name."""
        return self.hub.name

    @cached_property
    def arns(self) -> Arns:
        """The ARNs of the hub's account and region."""
        return Arns(self.hub.partition, self.hub.region, self.hub.account_id)


def parse(parameters: Mapping[str, Any]) -> Environment | Hub:
    """Parse the rendered parameters of a target.

    Raises:
        pydantic.ValidationError: with every structural fault at once; paths are the inventory's own.

    """
    sections = {key: value for key, value in parameters.items() if key not in KAPITAN_SECTIONS}
    if "hub" in sections:
        return Hub.model_validate(sections)
    return Environment.model_validate(sections)
