"""From what the command line says to the texts of files: nothing is written here."""

from __future__ import annotations

from pathlib import Path

from slipway.authoring import options, survey
from slipway.authoring.changes import Change, current
from slipway.authoring.edit import set_key
from slipway.authoring.keys import parts
from slipway.authoring.new import new_environment
from slipway.authoring.region import region_class
from slipway.authoring.rename import Place
from slipway.authoring.shape import of
from slipway.authoring.tree import data
from slipway.authoring.values import plain, read
from slipway.inventory.layout import UnknownTargetError, discover
from slipway.inventory.render import render

INVENTORY = "inventory"


def environment(root: Path, name: str, like: str, region: str, account: str, domain: str = "") -> Change:
    """Return the files of a new environment: its target, and the class of its region if there is none yet.

    Raises:
        slipway.authoring.errors.EditError: something said is not what it should be, or ``like`` cannot be followed.
        UnknownTargetError: there is no target ``like``.
        slipway.inventory.layout.InventoryUnreadableError: there is no inventory.

    """
    layout = discover(root)
    place = Place(options.environment_name(name, layout.targets), options.account(account), options.region(region))
    domain = options.domain(domain)
    if like not in layout.targets:
        raise UnknownTargetError(like, layout.targets)
    inventory = render(root)
    text = new_environment(place, survey.like(inventory, like), survey.fleet(inventory), domain)
    texts = {f"{INVENTORY}/targets/{name}.yml": text}
    wanted = f"region.{region}"
    if wanted not in layout.classes and wanted in (data(text, name).get("classes") or ()):
        texts = {f"{INVENTORY}/classes/region/{region}.yml": region_class(region), **texts}
    return Change(name, texts)


def key(root: Path, target: str, name: str, given: str) -> Change:
    """Return the file of a target with one key set.

    Raises:
        slipway.authoring.errors.EditError: there is no such key, or the value or the file cannot be read or edited.
        UnknownTargetError: there is no such target.
        slipway.inventory.layout.InventoryUnreadableError: there is no inventory.

    """
    layout = discover(root)
    if target not in layout.targets:
        raise UnknownTargetError(target, layout.targets)
    path = parts(name)
    document = render(root, [target]).targets[target]
    hub = "hub" in (document.parameters or document.documents[-1].parameters)
    value = read(given, of(hub=hub).at(path))
    file = layout.label(layout.targets[target])
    text = set_key(current(root, file), file, path, value)
    return Change(target, {file: text}, path, plain(value))
