"""What the inventory holds already: the environment that a new one is to be like, and what the others have taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from ipaddress import AddressValueError, IPv4Network, NetmaskValueError
from typing import Any

from slipway.authoring.errors import EditError
from slipway.authoring.fresh import Like
from slipway.authoring.new import Fleet
from slipway.authoring.rename import Place
from slipway.inventory.render import Inventory
from slipway.names import Names


def fleet(inventory: Inventory) -> Fleet:
    """Return the names of all targets, and the networks of those that render."""
    return Fleet(tuple(inventory.layout.targets), tuple(_networks(inventory)))


def like(inventory: Inventory, name: str) -> Like:
    """Return an environment as the model of a new one.

    Raises:
        EditError: it does not render, it is no environment, or it does not say where it is.
        slipway.inventory.layout.UnknownTargetError: there is no such target.

    """
    target = inventory.targets[name]
    if target.parameters is None:
        raise EditError(f"target {name} does not render; slipway check {name} says why")
    if "hub" in target.parameters:
        raise EditError(f"target {name} is the hub; name an environment")
    settings = _at(target.parameters, "environment") or {}
    account, region = settings.get("accountId"), settings.get("region")
    if not isinstance(account, str) or not isinstance(region, str):
        raise EditError(f"target {name} does not say environment.accountId and region; slipway check {name} says more")
    names = _at(target.parameters, "applications", "ingress", "certificateNames") or []
    return Like(
        Place(name, account, region),
        target.documents[-1].text,
        _bucket(target.parameters, name, account),
        [entry for entry in names if isinstance(entry, str)],
    )


def _bucket(parameters: Mapping[str, Any], name: str, account: str) -> str:
    checkpoints = ("storage", "checkpoints")
    given = _at(parameters, *checkpoints, "existing", "bucketName") or _at(parameters, *checkpoints, "bucketName")
    return given if isinstance(given, str) else Names(name, account).bucket("checkpoints")


def _networks(inventory: Inventory) -> Iterator[IPv4Network]:
    for target in inventory.targets.values():
        try:
            yield IPv4Network(str(_at(target.parameters or {}, "network", "cidrBlock")))
        except (AddressValueError, NetmaskValueError, ValueError):
            continue  # The check says what is wrong with it.


def _at(node: Any, *path: str) -> Any:  # noqa: ANN401 - any YAML value
    for key in path:
        node = node.get(key) if isinstance(node, Mapping) else None
    return node
