"""Rules on reservations: the dearest mistakes of this domain, each found by paying for GPUs that never start."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from slipway.findings import Severity
from slipway.model import Environment
from slipway.model.nodes import GpuNodes
from slipway.model.reservation import CapacityBlock, NoReservation, OnDemandCapacityReservation
from slipway.rules.rule import Fault, Rule, rule

BLOCKS = "https://docs.aws.amazon.com/eks/latest/userguide/capacity-blocks-mng.html"
RESERVATIONS = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/capacity-reservations-using.html"
LONGEST_BLOCK = timedelta(days=182)


def _reserved(environment: Environment) -> Iterator[tuple[str, GpuNodes, OnDemandCapacityReservation | CapacityBlock]]:
    for name, group in environment.nodes.gpu.items():
        if not isinstance(group.reservation, NoReservation):
            yield f"nodes.gpu.{name}", group, group.reservation


def _blocks(environment: Environment) -> Iterator[tuple[str, GpuNodes, CapacityBlock]]:
    for path, group, reservation in _reserved(environment):
        if isinstance(reservation, CapacityBlock):
            yield path, group, reservation


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def _today(environment: Environment) -> datetime:
    return datetime.combine(environment.fleet.as_of, time.min, UTC)


@rule(
    "RESERVATION-001",
    "GPU capacity is reserved",
    severity=Severity.WARNING,
    reason="GPU instances are usually not to be had on demand: the group then stays at 0 for days.",
    remedy="Reserve first, then name the reservation here; or acknowledge the risk.",
    source=RESERVATIONS,
)
def reserved(environment: Environment) -> Iterator[Fault]:
    """Yield groups without a reservation."""
    for name, group in environment.nodes.gpu.items():
        if isinstance(group.reservation, NoReservation):
            yield Fault(f"nodes.gpu.{name}.reservation.kind", "no reservation", "none", "odcr or capacityBlock")


@rule(
    "RESERVATION-002",
    "The reservation is for the group's instance type",
    reason="A reservation of another type is never consumed: the nodes do not start, and the reservation is billed.",
    remedy="Make instanceType and reservation.instanceType equal.",
    source=RESERVATIONS,
)
def same_type(environment: Environment) -> Iterator[Fault]:
    """Yield groups whose instance type is not the reserved one."""
    for path, group, reservation in _reserved(environment):
        if reservation.instance_type != group.instance_type:
            yield Fault(
                f"{path}.reservation.instanceType",
                f"the group runs {group.instance_type}",
                reservation.instance_type,
                group.instance_type,
            )


@rule(
    "RESERVATION-003",
    "The reservation's zone has a subnet",
    reason="Capacity lies in one zone; a group without a subnet there never gets it.",
    remedy="Put the zone in network.availabilityZones, or correct reservation.availabilityZone.",
    source=RESERVATIONS,
)
def zone_known(environment: Environment) -> Iterator[Fault]:
    """Yield reservations in zones without subnets."""
    zones = environment.network.availability_zones
    for path, _, reservation in _reserved(environment):
        if reservation.availability_zone not in zones:
            yield Fault(
                f"{path}.reservation.availabilityZone",
                "no worker subnet lies in this zone",
                reservation.availability_zone,
                ", ".join(zones),
            )


@rule(
    "RESERVATION-004",
    "The group's zones agree with its reservation",
    reason="A subnet of another zone makes the Auto Scaling group try, and fail, where nothing is reserved.",
    remedy="Leave availabilityZones out: the reservation's zone is taken.",
    source=BLOCKS,
)
def zones_agree(environment: Environment) -> Iterator[Fault]:
    """Yield groups whose zones are not the network's, or not the reservation's one."""
    zones = environment.network.availability_zones
    for name, group in environment.nodes.gpu.items():
        allowed = (group.reserved_zone,) if group.reserved_zone else zones
        for index, zone in enumerate(group.availability_zones):
            if zone not in allowed:
                path = f"nodes.gpu.{name}.availabilityZones.{index}"
                yield Fault(path, "not a zone this group can use", zone, ", ".join(allowed))


@rule(
    "RESERVATION-005",
    "The group is not larger than its reservation",
    reason="Instances beyond the reserved count do not start, since the template asks for the reservation only.",
    remedy="Lower maxSize, or reserve more.",
    source=RESERVATIONS,
)
def count(environment: Environment) -> Iterator[Fault]:
    """Yield groups that may grow beyond their reservation."""
    for path, group, reservation in _reserved(environment):
        if group.scaling_config.max_size > reservation.instance_count:
            yield Fault(
                f"{path}.scalingConfig.maxSize",
                f"{reservation.instance_count} instances are reserved",
                str(group.scaling_config.max_size),
                f"at most {reservation.instance_count}",
            )


@rule(
    "RESERVATION-006",
    "A Capacity Block is a window that AWS sells",
    reason="Blocks run for 1 to 14 days by the day, or longer by the week, up to 182 days.",
    remedy="Copy start and end from the purchase.",
    source="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-capacity-blocks.html",
)
def window(environment: Environment) -> Iterator[Fault]:
    """Yield blocks whose window cannot be one."""
    for path, _, block in _blocks(environment):
        length = _utc(block.end_date) - _utc(block.start_date)
        by_day = timedelta(days=1) <= length <= timedelta(days=14) and length % timedelta(days=1) == timedelta()
        by_week = length <= LONGEST_BLOCK and length > timedelta() and length % timedelta(days=7) == timedelta()
        if not (by_day or by_week):
            found = f"{block.start_date.isoformat()} to {block.end_date.isoformat()}"
            yield Fault(
                f"{path}.reservation.endDate", "no such block is sold", found, "1 to 14 days, or weeks up to 26"
            )


@rule(
    "RESERVATION-007",
    "The reservation has not ended",
    reason="After its end the instances are reclaimed and new ones do not start.",
    remedy="Name the next reservation, or set the group's sizes to 0; move fleet.asOf if the date is old.",
    source=RESERVATIONS,
)
def not_ended(environment: Environment) -> Iterator[Fault]:
    """Yield reservations whose end lies before the fleet's date."""
    for path, _, reservation in _reserved(environment):
        if reservation.end_date is not None and _utc(reservation.end_date) <= _today(environment):
            allowed = f"an end after {environment.fleet.as_of}"
            yield Fault(f"{path}.reservation.endDate", "it has ended", reservation.end_date.isoformat(), allowed)


@rule(
    "RESERVATION-008",
    "A Capacity Block group waits at size 0 until its block starts",
    reason="A size above 0 before the start makes the Auto Scaling group log launch errors until then.",
    remedy="Set desiredSize to 0 until the block has started.",
    source=BLOCKS,
)
def waits(environment: Environment) -> Iterator[Fault]:
    """Yield groups that ask for nodes before their block starts."""
    for path, group, block in _blocks(environment):
        if group.scaling_config.desired_size > 0 and _utc(block.start_date) > _today(environment):
            message = f"the block starts on {block.start_date.date()}"
            yield Fault(f"{path}.scalingConfig.desiredSize", message, str(group.scaling_config.desired_size), "0")


@rule(
    "RESERVATION-009",
    "A Capacity Block group can be brought to size 0",
    reason="Such a group upgrades only at desired size 0, and EKS scales it down before the block ends.",
    remedy="Set minSize to 0.",
    source=BLOCKS,
)
def reaches_zero(environment: Environment) -> Iterator[Fault]:
    """Yield block groups with a minimum above 0."""
    for path, group, _ in _blocks(environment):
        if group.scaling_config.min_size > 0:
            message = "the group could not be upgraded"
            yield Fault(f"{path}.scalingConfig.minSize", message, str(group.scaling_config.min_size), "0")


@rule(
    "RESERVATION-010",
    "A Capacity Block group does not follow its template",
    severity=Severity.WARNING,
    reason="A template edit would start an update that AWS refuses while the group has nodes.",
    remedy="Pin launchTemplateVersion and raise it when the group is at size 0.",
    source=BLOCKS,
)
def pinned_template(environment: Environment) -> Iterator[Fault]:
    """Yield block groups that follow their launch template."""
    for path, group, _ in _blocks(environment):
        if group.template_version == "follow":
            yield Fault(f"{path}.launchTemplateVersion", "the group rolls by itself", "follow", 'a number such as "1"')


@rule(
    "RESERVATION-011",
    "A resource group is the environment's own",
    reason="A launch template finds reservations in groups of its own region and account only.",
    remedy="Give the ARN of a group in the environment's region and account, or the reservation's id.",
    source="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/create-cr-group.html",
)
def own_group(environment: Environment) -> Iterator[Fault]:
    """Yield resource groups of other regions or accounts."""
    settings = environment.settings
    prefix = f"arn:{settings.partition}:resource-groups:{settings.region}:{settings.account_id}:group/"
    for path, _, reservation in _reserved(environment):
        if isinstance(reservation, OnDemandCapacityReservation):
            arn = reservation.capacity_reservation_resource_group_arn
            if arn is not None and not arn.startswith(prefix):
                place = f"{path}.reservation.capacityReservationResourceGroupArn"
                yield Fault(place, "of another region or account", arn, f"{prefix}<name>")


RULES: tuple[Rule[Environment], ...] = (
    reserved,
    same_type,
    zone_known,
    zones_agree,
    count,
    window,
    not_ended,
    waits,
    reaches_zero,
    pinned_template,
    own_group,
)
