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
BLOCK_LENGTHS = "1 to 14 days, whole weeks up to 26"


def _reserved(environment: Environment) -> Iterator[tuple[str, GpuNodes, OnDemandCapacityReservation | CapacityBlock]]:
    for name, group in environment.nodes.gpu.items():
        if not isinstance(group.reservation, NoReservation):
            yield name, group, group.reservation


def _blocks(environment: Environment) -> Iterator[tuple[str, GpuNodes, CapacityBlock]]:
    for name, group, reservation in _reserved(environment):
        if isinstance(reservation, CapacityBlock):
            yield name, group, reservation


def _written(moment: datetime) -> str:
    """Return a moment as an inventory writes it: with Z for UTC, and without an offset if it has none."""
    return moment.isoformat().replace("+00:00", "Z")


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
            message = f"GPU group `{name}` has no reservation"
            yield Fault(f"nodes.gpu.{name}.reservation.kind", message, "none", "odcr, capacityBlock")


@rule(
    "RESERVATION-002",
    "The reservation is for the group's instance type",
    reason="A reservation of another type is never consumed: the nodes do not start, and the reservation is billed.",
    remedy="Make instanceType and reservation.instanceType equal.",
    source=RESERVATIONS,
)
def same_type(environment: Environment) -> Iterator[Fault]:
    """Yield groups whose instance type is not the reserved one."""
    for name, group, reservation in _reserved(environment):
        if reservation.instance_type != group.instance_type:
            message = f"the reservation of GPU group `{name}` is not for its instance type"
            path = f"nodes.gpu.{name}.reservation.instanceType"
            yield Fault(path, message, reservation.instance_type, group.instance_type)


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
    for name, _, reservation in _reserved(environment):
        if reservation.availability_zone not in zones:
            yield Fault(
                f"nodes.gpu.{name}.reservation.availabilityZone",
                f"the reservation of GPU group `{name}` lies in a zone without a worker subnet",
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
                yield Fault(path, f"GPU group `{name}` cannot use zone {zone}", zone, ", ".join(allowed))


@rule(
    "RESERVATION-005",
    "The group is not larger than its reservation",
    reason="Instances beyond the reserved count do not start, since the template asks for the reservation only.",
    remedy="Lower maxSize, or reserve more.",
    source=RESERVATIONS,
)
def count(environment: Environment) -> Iterator[Fault]:
    """Yield groups that may grow beyond their reservation."""
    for name, group, reservation in _reserved(environment):
        if group.scaling_config.max_size > reservation.instance_count:
            message = f"GPU group `{name}` may grow larger than its reservation"
            path, allowed = f"nodes.gpu.{name}.scalingConfig.maxSize", f"at most {reservation.instance_count}"
            yield Fault(path, message, str(group.scaling_config.max_size), allowed)


@rule(
    "RESERVATION-006",
    "A Capacity Block is a window that AWS sells",
    reason="Blocks run for 1 to 14 days by the day, or longer by the week, up to 182 days.",
    remedy="Copy start and end from the purchase.",
    source="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-capacity-blocks.html",
)
def window(environment: Environment) -> Iterator[Fault]:
    """Yield blocks whose window cannot be one."""
    for name, _, block in _blocks(environment):
        length = _utc(block.end_date) - _utc(block.start_date)
        by_day = timedelta(days=1) <= length <= timedelta(days=14) and length % timedelta(days=1) == timedelta()
        by_week = length <= LONGEST_BLOCK and length > timedelta() and length % timedelta(days=7) == timedelta()
        if not (by_day or by_week):
            backwards = length <= timedelta()
            message = "does not end after its start" if backwards else "has a length that AWS does not sell"
            found = f"{_written(block.start_date)} to {_written(block.end_date)}"
            path = f"nodes.gpu.{name}.reservation.endDate"
            yield Fault(path, f"the Capacity Block of GPU group `{name}` {message}", found, BLOCK_LENGTHS)


@rule(
    "RESERVATION-007",
    "The reservation has not ended",
    reason="After its end the instances are reclaimed and new ones do not start.",
    remedy="Name the next reservation, or set the group's sizes to 0; move fleet.asOf if the date is old.",
    source=RESERVATIONS,
)
def not_ended(environment: Environment) -> Iterator[Fault]:
    """Yield reservations whose end lies before the fleet's date."""
    for name, _, reservation in _reserved(environment):
        if reservation.end_date is not None and _utc(reservation.end_date) <= _today(environment):
            message = f"the reservation of GPU group `{name}` has ended"
            path, allowed = f"nodes.gpu.{name}.reservation.endDate", f"an end after {environment.fleet.as_of}"
            yield Fault(path, message, _written(reservation.end_date), allowed)


@rule(
    "RESERVATION-008",
    "A Capacity Block group waits at size 0 until its block starts",
    reason="A size above 0 before the start makes the Auto Scaling group log launch errors until then.",
    remedy="Set desiredSize to 0 until the block has started.",
    source=BLOCKS,
)
def waits(environment: Environment) -> Iterator[Fault]:
    """Yield groups that ask for nodes before their block starts."""
    for name, group, block in _blocks(environment):
        if group.scaling_config.desired_size > 0 and _utc(block.start_date) > _today(environment):
            message = f"GPU group `{name}` asks for nodes before its Capacity Block starts on {block.start_date.date()}"
            path = f"nodes.gpu.{name}.scalingConfig.desiredSize"
            yield Fault(path, message, str(group.scaling_config.desired_size), "0")


@rule(
    "RESERVATION-009",
    "A Capacity Block group can be brought to size 0",
    reason="Such a group upgrades only at desired size 0, and EKS scales it down before the block ends.",
    remedy="Set minSize to 0.",
    source=BLOCKS,
)
def reaches_zero(environment: Environment) -> Iterator[Fault]:
    """Yield block groups with a minimum above 0."""
    for name, group, _ in _blocks(environment):
        if group.scaling_config.min_size > 0:
            message = f"GPU group `{name}` cannot be brought to size 0, so it could not be upgraded"
            yield Fault(f"nodes.gpu.{name}.scalingConfig.minSize", message, str(group.scaling_config.min_size), "0")


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
    for name, group, _ in _blocks(environment):
        if group.template_version == "follow":
            message = f"GPU group `{name}` rolls whenever its template changes"
            path = f"nodes.gpu.{name}.launchTemplateVersion"
            yield Fault(path, message, "follow", 'a number in quotes; for example "1"')


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
    for name, _, reservation in _reserved(environment):
        if isinstance(reservation, OnDemandCapacityReservation):
            arn = reservation.capacity_reservation_resource_group_arn
            if arn is not None and not arn.startswith(prefix):
                message = f"the resource group of GPU group `{name}` is of another region or account"
                path = f"nodes.gpu.{name}.reservation.capacityReservationResourceGroupArn"
                yield Fault(path, message, arn, f"{prefix}<name>")


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
