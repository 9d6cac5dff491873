"""What the plan takes from the inventory: the permits of each target, and the day they are held against."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from slipway.inventory.layout import InventoryUnreadableError, Layout, discover
from slipway.inventory.render import render
from slipway.plan.verdict import Permits

if TYPE_CHECKING:
    from slipway.plan.permit import Permit

_WORD = b"allow:"


class PermitsError(Exception):
    """The permits cannot be read; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Given:
    """The permits by target, and ``fleet.asOf``."""

    permits: Permits
    as_of: date


def given(root: Path, changed: Iterable[str] = ()) -> Given:
    """Read what the plan needs from the inventory of a project.

    Only targets that ``changed``, or whose own files speak of ``allow``, are rendered: a plan must not cost the fleet.

    Raises:
        PermitsError: the inventory does not render, says no date, or holds a permit that is none.

    """
    try:
        layout = discover(root)
        wanted = _wanted(layout, changed)
        rendered = render(root, wanted)
    except InventoryUnreadableError as error:
        raise PermitsError(str(error)) from error
    permits: dict[str, tuple[Permit, ...]] = {}
    days: set[date] = set()
    for name, target in rendered.targets.items():
        if target.parameters is None:
            raise PermitsError(f"target {name} does not render; run `slipway check {name}` and correct it first")
        permits[name] = _permits(name, target.parameters.get("allow", []))
        days.add(_day(name, target.parameters.get("fleet")))
    return Given(permits, max(days))


def _wanted(layout: Layout, changed: Iterable[str]) -> list[str]:
    if any(_WORD in layout.path(file).read_bytes() for file in layout.classes.values()):
        return list(layout.targets)
    named = {name for name, file in layout.targets.items() if _WORD in layout.path(file).read_bytes()}
    # One target at least: every one of them says which day it is.
    return sorted((named | set(changed)) & set(layout.targets)) or [min(layout.targets)]


def _permits(target: str, listed: Any) -> tuple[Permit, ...]:  # noqa: ANN401 - whatever the inventory holds
    if not isinstance(listed, list):
        raise PermitsError(f"{target}: allow is a {type(listed).__name__}; it must be a list of permits")
    if not listed:
        return ()
    # Here and no sooner: the model of a permit takes a tenth of a small plan to build.
    from pydantic import ValidationError  # noqa: PLC0415

    from slipway.plan.permit import Permit  # noqa: PLC0415

    found: list[Permit] = []
    for number, one in enumerate(listed):
        try:
            found.append(Permit.model_validate(one))
        except ValidationError as error:
            fault = error.errors()[0]
            place = ".".join(["allow", str(number), *map(str, fault["loc"])])
            raise PermitsError(f"{target}: {place}: {fault['msg']}; found {fault['input']!r}") from error
    return tuple(found)


def _day(target: str, fleet: Any) -> date:  # noqa: ANN401
    said = fleet.get("asOf") if isinstance(fleet, dict) else None
    try:
        return said if isinstance(said, date) else date.fromisoformat(str(said))
    except ValueError as error:
        raise PermitsError(f"{target}: fleet.asOf is {said!r}; it must be a date, YYYY-MM-DD") from error
