"""Rules across targets: what two environments must not share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from slipway.model import Environment, Hub
from slipway.model.reservation import NoReservation, OnDemandCapacityReservation
from slipway.resources.storage.buckets import checkpoint_bucket_name
from slipway.rules.rule import Fault, Rule, rule


@dataclass(frozen=True)
class FleetModels:
    """Every target that parses, by the name of its file."""

    targets: Mapping[str, Environment | Hub]

    @cached_property
    def environments(self) -> dict[str, Environment]:
        """The environments, in the order of their names."""
        found = sorted(self.targets.items())
        return {name: model for name, model in found if isinstance(model, Environment)}

    @cached_property
    def hubs(self) -> dict[str, Hub]:
        """The hubs, in the order of their names."""
        return {name: model for name, model in sorted(self.targets.items()) if isinstance(model, Hub)}


def _shared(
    environments: Mapping[str, Environment], key: Callable[[Environment], Hashable]
) -> Iterator[tuple[str, str]]:
    """Yield each environment whose key another one had before it, with that other one.

    Those that bear their file's name come first, for the others are the ones to rename.
    """
    first: dict[Hashable, str] = {}
    for name, environment in sorted(environments.items(), key=lambda item: item[0] != item[1].name):
        value = key(environment)
        if value in first:
            yield name, first[value]
        first.setdefault(value, name)


@rule(
    "FLEET-001",
    "A target bears its file's name",
    reason="Folder, namespace, cluster and Applications are named by it; a difference puts objects in another's place.",
    remedy="Leave environment.name to the class, which takes the file's name.",
    source="docs/inventory.md",
)
def own_name(fleet: FleetModels) -> Iterator[Fault]:
    """Yield targets that call themselves otherwise."""
    for target, model in fleet.targets.items():
        if model.name != target:
            section = "environment" if isinstance(model, Environment) else "hub"
            message = f"the {section}'s name is not that of its file"
            yield Fault(f"{section}.name", message, model.name, target, target=target)


@rule(
    "FLEET-002",
    "No two environments share a cluster name in an account and region",
    reason="Both would manage one EKS cluster, each undoing the other.",
    remedy="Give each environment a name of its own.",
    source="https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html",
)
def own_cluster(fleet: FleetModels) -> Iterator[Fault]:
    """Yield environments that share a cluster."""

    def key(environment: Environment) -> Hashable:
        return environment.settings.account_id, environment.settings.region, environment.names.cluster

    for target, other in _shared(fleet.environments, key):
        found = fleet.environments[target].name
        message = f"target `{other}` has cluster {fleet.environments[target].names.cluster} already"
        yield Fault("environment.name", message, found, "another name", target=target)


@rule(
    "FLEET-003",
    "Bucket names are unique in the fleet",
    reason="Bucket names are global: the second of two is refused, or worse, shared.",
    remedy="Leave bucketName out, or give another name.",
    source="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html",
)
def own_bucket(fleet: FleetModels) -> Iterator[Fault]:
    """Yield environments that make a bucket which another one makes as well."""
    makers = {name: one for name, one in fleet.environments.items() if one.storage.checkpoints.existing is None}
    # Whoever names the bucket is told, not the one whose bucket has that name by default.
    ordered = dict(sorted(makers.items(), key=lambda item: item[1].storage.checkpoints.bucket_name is not None))
    for target, other in _shared(ordered, checkpoint_bucket_name):
        given = makers[target].storage.checkpoints.bucket_name
        path = "storage.checkpoints.bucketName" if given else "environment.name"
        found = checkpoint_bucket_name(makers[target])
        yield Fault(path, f"target `{other}` has bucket {found} already", found, "another name", target=target)


@rule(
    "FLEET-004",
    "Networks that meet do not overlap",
    reason="VPCs of one account or of a peering must have ranges of their own, or routes between them cannot exist.",
    remedy="Give the environment another network.cidrBlock.",
    source="https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html#vpc-peering-limitations",
)
def own_range(fleet: FleetModels) -> Iterator[Fault]:
    """Yield pairs of overlapping networks that share an account or are peered."""
    for one, other in _meeting(fleet.environments):
        left, right = (fleet.environments[name].network.cidr_block for name in (one, other))
        if left.overlaps(right):
            allowed = f"a range without {left}"
            message = f"the network overlaps that of target `{one}`"
            yield Fault("network.cidrBlock", message, str(right), allowed, target=other)


def _meeting(environments: Mapping[str, Environment]) -> list[tuple[str, str]]:
    """Return the pairs that share an account or are peered: looking at all pairs of a large fleet takes seconds."""
    accounts: dict[str, list[str]] = defaultdict(list)
    pairs: set[tuple[str, str]] = set()
    for name, environment in environments.items():
        accounts[environment.settings.account_id].append(name)
        peers = (peer for peer in environment.network.peered_with if peer in environments and peer != name)
        pairs |= {(min(name, peer), max(name, peer)) for peer in peers}
    pairs |= {pair for names in accounts.values() for pair in combinations(sorted(names), 2)}
    return sorted(pairs)


@rule(
    "FLEET-005",
    "Peers exist",
    reason="A peering with an environment that is not there guards nothing.",
    remedy="Correct the name, or remove it.",
    source="docs/network.md",
)
def peers(fleet: FleetModels) -> Iterator[Fault]:
    """Yield names of peers that are no environments."""
    known = fleet.environments
    for target, environment in known.items():
        for index, peer in enumerate(environment.network.peered_with):
            if peer not in known or peer == target:
                message = f"peer `{peer}` is no other environment"
                allowed = ", ".join(name for name in known if name != target) or "none"
                yield Fault(f"network.peeredWith.{index}", message, peer, allowed, target=target)


@rule(
    "FLEET-006",
    "Reservations are not promised twice",
    reason="Two groups that count on the same instances leave one of them without nodes.",
    remedy="Lower maxSize so that the sum fits the reservation, or reserve more.",
    source="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/capacity-reservations-using.html",
)
def reservations(fleet: FleetModels) -> Iterator[Fault]:
    """Yield groups that together ask for more than their reservation holds."""
    users: dict[str, list[tuple[str, str, int, int]]] = defaultdict(list)
    for target, environment in fleet.environments.items():
        for name, group in environment.nodes.gpu.items():
            reservation = group.reservation
            if isinstance(reservation, NoReservation):
                continue
            key = reservation.capacity_reservation_id
            if key is None and isinstance(reservation, OnDemandCapacityReservation):
                key = reservation.capacity_reservation_resource_group_arn
            users[str(key)].append((target, name, group.scaling_config.max_size, reservation.instance_count))
    for key, rows in users.items():
        wanted, held = sum(row[2] for row in rows), min(row[3] for row in rows)
        if len(rows) > 1 and wanted > held:
            target, name = rows[-1][:2]
            others = ", ".join(f"{row[0]}/{row[1]}" for row in rows[:-1])
            message = f"reservation {key} is shared with {others}, and all of them want more than it holds"
            place, found = f"nodes.gpu.{name}.reservation", f"{wanted} instances in all"
            yield Fault(place, message, found, f"at most {held}", target=target)


@rule(
    "FLEET-007",
    "Hosts are unique in the fleet",
    reason="One name leads to one load balancer: the other environment's model could never be reached.",
    remedy="Give the model another host.",
    source="docs/inventory.md",
)
def hosts(fleet: FleetModels) -> Iterator[Fault]:
    """Yield hosts that two environments use."""
    seen: dict[str, str] = {}
    for target, environment in fleet.environments.items():
        for key, model in environment.applications.inference.models.items():
            if seen.setdefault(model.host, target) != target:
                path = f"applications.inference.models.{key}.host"
                message = f"target `{seen[model.host]}` has host {model.host} already"
                yield Fault(path, message, model.host, "another host", target=target)


@rule(
    "FLEET-008",
    "The fleet has one hub",
    reason="Projects, provider configs and Applications of every environment are compiled into the hub.",
    remedy="Keep one target with class hub.",
    source="docs/inventory.md",
)
def one_hub(fleet: FleetModels) -> Iterator[Fault]:
    """Yield second hubs."""
    names = list(fleet.hubs)
    for target in names[1:]:
        yield Fault("hub.name", f"target `{names[0]}` is the fleet's hub already", target, "one hub", target=target)


@rule(
    "FLEET-009",
    "Every target has the same Argo CD",
    reason="One Argo CD reads the tree: another flavour, namespace or role in one target makes objects nobody applies.",
    remedy="Set fleet.argocd in class defaults.fleet only.",
    source="docs/inventory.md",
)
def one_argocd(fleet: FleetModels) -> Iterator[Fault]:
    """Yield environments whose Argo CD differs from the hub's."""
    hub = next(iter(fleet.hubs.values()), None)
    if hub is None:
        return
    for target, environment in fleet.environments.items():
        for name, alias in (("flavour", "flavour"), ("namespace", "namespace"), ("role_arn", "roleArn")):
            mine, its = getattr(environment.fleet.argocd, name), getattr(hub.fleet.argocd, name)
            if mine != its:
                message = f"the {alias} of Argo CD differs from the hub's"
                yield Fault(f"fleet.argocd.{alias}", message, mine, its, target=target)


@rule(
    "FLEET-010",
    "An environment's name is free on the hub",
    reason="The environment's namespace, projects and Applications bear its name; these names are taken there.",
    remedy="Rename the target.",
    source="docs/architecture.md",
)
def free_name(fleet: FleetModels) -> Iterator[Fault]:
    """Yield environments named like something of the hub's own."""
    for target, environment in fleet.environments.items():
        taken = {"argocd", "crossplane-system", "default", "slipway", environment.fleet.argocd.namespace}
        for hub in fleet.hubs.values():
            taken |= {hub.name, hub.hub.crossplane.namespace, hub.hub.cluster_destination}
        if environment.name in taken or environment.name.startswith("kube-"):
            message = f"the name {environment.name} is taken on the hub"
            yield Fault("environment.name", message, environment.name, "another name", target=target)


RULES: tuple[Rule[FleetModels], ...] = (
    own_name,
    own_cluster,
    own_bucket,
    own_range,
    peers,
    reservations,
    hosts,
    one_hub,
    one_argocd,
    free_name,
)
