"""What a change does to the bill, as far as the price table knows; what it does not know is named, never guessed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from slipway.data.tables import kubernetes_version
from slipway.manifest import Identity
from slipway.plan.bill import CostChange, CostLine
from slipway.plan.nodes import NodeGroup, node_groups
from slipway.plan.prices import Price, Table, price
from slipway.plan.subject import Subject, mapping
from slipway.plan.wording import name_text

_FLAT: dict[str, Table] = {
    "NATGateway": "hourly",
    "EIP": "hourly",
    "VPCEndpointSubnetAssociation": "hourly",
    "Key": "monthly",
}

_BOUGHT: dict[str, tuple[Table | None, str]] = {
    "CAPACITY_BLOCK": ("capacityBlock", "in a capacity block"),
    "ON_DEMAND": ("onDemand", "on demand"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on the bill. ``label`` says how much of what; ``hourly`` is None when its price is unknown."""

    name: str
    label: str
    hourly: float | None
    as_of: str = ""


def cost_change(
    before: Iterable[Subject], after: Iterable[Subject], as_of: date, renames: Mapping[Identity, Identity]
) -> CostChange | None:
    """Return how the bill changes between two sets of objects of one target; None if nothing on it differs.

    A group whose size stands under initProvider keeps the size it was made with.

    ``as_of`` is the day that decides whether a Kubernetes version is in extended support; ``renames`` leads from an
    older identity to the newer one.
    """
    groups = node_groups(before := tuple(before))
    sizes = {renames.get(one.subject.identity, one.subject.identity): one.desired for one in groups}
    names = {name_text(old): name_text(new) for old, new in renames.items()}
    old = {names.get(name, name): item for name, item in _bill(before, as_of, {}).items()}
    new = _bill(tuple(after), as_of, sizes)
    pairs = [(old.get(name), new.get(name)) for name in sorted({*old, *new}) if _differ(old.get(name), new.get(name))]
    lines = tuple(line for pair in pairs if (line := _line(*pair)))
    days = [item.as_of for pair in pairs for item in pair if item and item.as_of]
    return CostChange(lines, min(days, default="")) if lines else None


def _differ(old: Item | None, new: Item | None) -> bool:
    """Whether the bill does: the same price for another thing is the same, two unknown prices may not be."""
    if old is None or new is None or None in (old.hourly, new.hourly):
        return old != new
    return old.hourly != new.hourly


def _bill(subjects: tuple[Subject, ...], as_of: date, sizes: Mapping[Identity, int]) -> dict[str, Item]:
    items = [_nodes(group, sizes.get(group.subject.identity)) for group in node_groups(subjects)]
    for one in subjects:
        region = str(one.for_provider.get("region", ""))
        if one.aws_kind in _FLAT:
            items.append(_item(one, f"1 {one.kind} in {region}", price(_FLAT[one.kind], one.kind, region)))
        elif one.aws_kind == "Cluster":
            items.append(_control_plane(one, region, as_of))
    return {item.name: item for item in items}


def _item(one: Subject, label: str, found: Price | None) -> Item:
    return Item(name_text(one.identity), label, found.hourly if found else None, found.as_of if found else "")


def _control_plane(one: Subject, region: str, as_of: date) -> Item:
    version = str(one.for_provider.get("version", ""))
    known = kubernetes_version(version)
    tier = mapping(one.for_provider.get("controlPlaneScalingConfig")).get("tier", "standard")
    extended = bool(known and as_of > known.standard_ends)
    label = f"control plane {version}{' in extended support' if extended else ''}"
    if known is None or tier != "standard":
        return _item(one, label, None)
    return _item(one, label, price("hourly", "Cluster extended support" if extended else "Cluster", region))


def _nodes(group: NodeGroup, size: int | None) -> Item:
    """Return a group on the bill; ``size`` is what it had before, which only forProvider can change."""
    name = name_text(group.subject.identity)
    desired = group.desired if group.sized or size is None else size
    if desired == 0:
        return Item(name, "0 nodes", 0.0)
    table, bought = _BOUGHT.get(group.capacity_type, (None, group.capacity_type))
    label = f"{desired} x {group.instance_type or 'instance of unknown type'} {bought} in {group.region}"
    node = price(table, group.instance_type, group.region) if table else None
    disks = [price("monthly", f"{volume} GB", group.region) for volume, _ in group.disks]
    known = [one for one in (node, *disks) if one]
    if len(known) <= len(group.disks):
        return Item(name, label, None)
    sizes = [1.0, *(size for _, size in group.disks)]
    hourly = sum(one.hourly * size for one, size in zip(known, sizes, strict=True))
    return Item(name, label, desired * hourly, min(one.as_of for one in known))


def _line(old: Item | None, new: Item | None) -> CostLine | None:
    one = new or old
    if one is None:
        return None
    labels = [item.label if item else "nothing" for item in (old, new)]
    costs = [item.hourly if item else 0.0 for item in (old, new)]
    delta = None if costs[0] is None or costs[1] is None else costs[1] - costs[0]
    return CostLine(one.name, labels[0], labels[1], delta)


def money(amount: float) -> str:
    """Return an amount with its sign, in whole dollars from ten dollars on: ``+$1,234``, ``-$0.72``."""
    digits = 0 if abs(amount) >= 10 else 2
    return f"{'-' if amount < 0 else '+'}${abs(amount):,.{digits}f}"
