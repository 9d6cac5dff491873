"""Which files make up an inventory: classes and targets by the names that reclass gives them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from slipway.findings import Finding, Location
from slipway.inventory import inventory_rules as rules
from slipway.inventory.hints import hint

_EXTENSIONS = (".yml", ".yaml")
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


class InventoryUnreadableError(Exception):
    """There is no inventory to check: the folder or its targets are missing."""


class UnknownTargetError(Exception):
    """A target that is asked for does not exist; ``name`` is what was asked for, ``known`` what there is."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        """Keep both for the message: it names a target that sounds like it, or lists them."""
        self.name = name
        self.known = sorted(known)
        begun = [target for target in self.known if name and target.startswith(name)]
        super().__init__(
            f"unknown target `{name}`{hint(name, self.known) or '; targets: ' + ', '.join(begun or self.known)}"
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """The files of an inventory.

    ``root`` is the repository, ``inventory`` the folder in it. ``classes`` and ``targets`` map a name to its file,
    relative to the inventory (``classes/stage/dev.yml``); a name that two files define has the first one.
    ``collisions`` names the files of classes and targets that several files define.
    """

    root: Path
    inventory: Path
    classes: dict[str, str]
    targets: dict[str, str]
    collisions: dict[str, tuple[str, ...]]

    def label(self, file: str) -> str:
        """Return a file's path as findings print it, relative to the repository."""
        return f"{self.inventory.as_posix()}/{file}"

    def path(self, file: str) -> Path:
        """Return where a file is on disk."""
        return Path(self.root, self.inventory, file)


def discover(root: Path, inventory: Path = Path("inventory")) -> Layout:
    """List the classes and targets of ``root / inventory``.

    Raises:
        InventoryUnreadableError: there is no such folder, or no target in it.

    """
    folder = root / inventory
    if not folder.is_dir():
        raise InventoryUnreadableError(f"{inventory.as_posix()}: no such folder")
    classes: dict[str, list[str]] = {}
    for file in _files(folder, "classes"):
        classes.setdefault(class_name(file), []).append(file)
    targets: dict[str, list[str]] = {}
    for file in _files(folder, "targets"):
        targets.setdefault(Path(file).stem, []).append(file)
    if not targets:
        raise InventoryUnreadableError(f"{(inventory / 'targets').as_posix()}: no target, that is, no .yml file")
    return Layout(
        root,
        inventory,
        {name: files[0] for name, files in classes.items()},
        {name: files[0] for name, files in targets.items()},
        {f"{kind} {name}": tuple(files) for kind, name, files in _several(classes, targets)},
    )


def class_name(file: str) -> str:
    """Return the name of a class file: ``classes/a/b.yml`` and ``classes/a/b/init.yml`` are both ``a.b``."""
    name = file.removeprefix("classes/").rpartition(".")[0].replace("/", ".")
    return name.removesuffix(".init")


def faults(layout: Layout) -> Iterator[Finding]:
    """Yield what is wrong with the files themselves: doubles, names, a configuration that changes the rules."""
    for name, files in layout.collisions.items():
        rule = rules.CLASS_TWICE if name.startswith("class ") else rules.TARGET_TWICE
        places = tuple(Location(layout.label(file)) for file in files)
        message, found = f"{name} is defined by {len(files)} files", ", ".join(map(layout.label, files))
        yield rule.finding(message, found=found, allowed="one file", location=places[-1], earlier=places[:-1])
    for name, file in layout.targets.items():
        if not _LABEL.fullmatch(name):
            yield rules.TARGET_NAME.finding(
                f"target name `{name}` is not a valid namespace",
                target=name,
                found=name,
                allowed="lower-case letters, digits and dashes; for example prod-us-east-1",
                location=Location(layout.label(file)),
            )
    if layout.path("reclass-config.yml").is_file():
        place = Location(layout.label("reclass-config.yml"))
        message = "reclass-config.yml is not supported"
        yield rules.RECLASS_CONFIGURATION.finding(
            message, found="reclass-config.yml", allowed="no such file", location=place
        )


def _several(classes: dict[str, list[str]], targets: dict[str, list[str]]) -> Iterator[tuple[str, str, list[str]]]:
    for kind, entries in (("class", classes), ("target", targets)):
        for name, files in entries.items():
            if len(files) > 1:
                yield kind, name, files


def _files(folder: Path, kind: str) -> Iterator[str]:
    """Yield the YAML files below ``classes`` or ``targets`` by path, links followed as reclass-rs does."""
    found = []
    visited = set()
    for directory, subdirectories, names in os.walk(folder / kind, followlinks=True):
        real = os.path.realpath(directory)
        if real in visited:
            subdirectories.clear()
            continue
        visited.add(real)
        found += [Path(directory, name).relative_to(folder).as_posix() for name in names if name.endswith(_EXTENSIONS)]
    return iter(sorted(found))
