"""An inventory rendered without kapitan: the parameters of each target, and every fault of every target in one run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from slipway.findings import Finding, any_stops
from slipway.inventory import authority, refusals
from slipway.inventory import inventory_rules as rules
from slipway.inventory.collector import paused
from slipway.inventory.document import Document, load
from slipway.inventory.includes import Included, include
from slipway.inventory.interpolate import Interpolation, Unresolved
from slipway.inventory.layout import Layout, UnknownTargetError, discover, faults
from slipway.inventory.merge import Clash, ExoticError, Merged, Merger
from slipway.inventory.origin import Origins


@dataclass(frozen=True, slots=True)
class Rendered:
    """One target: its parameters (``None`` if it does not render) and the files that they come from."""

    name: str
    parameters: dict[str, Any] | None
    included: Included
    findings: tuple[Finding, ...]

    @property
    def documents(self) -> tuple[Document, ...]:
        """The class files in merge order, and last the target's own."""
        return self.included.documents

    def origins(self) -> Origins:
        """Return the places of the target's values."""
        return Origins(self.documents)


@dataclass(frozen=True, slots=True)
class Inventory:
    """The targets that were asked for, by name, the files read for them, and what is wrong with the files."""

    layout: Layout
    targets: dict[str, Rendered]
    documents: dict[str, Document]
    findings: tuple[Finding, ...]


def render(
    root: Path,
    targets: Sequence[str] = (),
    *,
    inventory: Path = Path("inventory"),
    through_reclass: bool = False,
) -> Inventory:
    """Render targets of the inventory ``root / inventory``; without ``targets`` all of them, and every class is read.

    A target costs what its own files cost, however large the fleet. ``through_reclass`` renders with reclass-rs alone,
    as kapitan does: the same result, slower.

    Raises:
        InventoryUnreadableError: there is no inventory.
        UnknownTargetError: a target that is asked for does not exist.

    """
    with paused():
        layout = discover(root, inventory)
        for name in targets:
            if name not in layout.targets:
                raise UnknownTargetError(name, layout.targets)
        read = _Files(layout)
        if not targets:
            for file in (*layout.classes.values(), *layout.targets.values()):
                read(file)
        merger = Merger()
        names = targets or layout.targets
        rendered = {name: _render(layout, name, read, None if through_reclass else merger) for name in names}
    return Inventory(layout, rendered, read.documents, tuple(_findings(layout, read, rendered)))


class _Files:
    """Reads files of an inventory, each once."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.documents: dict[str, Document] = {}

    def __call__(self, file: str) -> Document:
        if file not in self.documents:
            self.documents[file] = load(self.layout.path(file), self.layout.label(file))
        return self.documents[file]


def _findings(layout: Layout, read: _Files, rendered: dict[str, Rendered]) -> Iterator[Finding]:
    """Yield the faults of the files that were read, each once, however many targets consist of them."""
    read_files = {document.file for document in read.documents.values()}
    for finding in faults(layout):
        places = {place.file for place in (finding.location, *finding.earlier) if place}
        if finding.rule == rules.RECLASS_CONFIGURATION.id or places & read_files:
            yield finding
    for document in read.documents.values():
        yield from document.findings
    yield from dict.fromkeys(finding for target in rendered.values() for finding in target.included.findings)


def _render(layout: Layout, target: str, read: Callable[[str], Document], merger: Merger | None) -> Rendered:
    included = include(layout, target, read)
    if any_stops(included.findings) or any(document.broken for document in included.documents):
        return Rendered(target, None, included, ())
    attempt = _Attempt() if merger is None else _attempt(target, included, merger)
    if attempt.parameters is not None:
        return Rendered(target, attempt.parameters, included, ())
    try:
        return Rendered(target, authority.render(layout, target, included.documents), included, ())
    except authority.NotRenderedError as error:
        origins = Origins(included.documents)
        found = (
            *refusals.clashing(target, origins, attempt.clashes),
            *refusals.unresolved(target, origins, attempt.unresolved),
        )
        return Rendered(target, None, included, found or (refusals.refused(target, origins, error),))


@dataclass(frozen=True, slots=True)
class _Attempt:
    """What merging in this process came to; without ``parameters`` reclass-rs has to decide."""

    parameters: dict[str, Any] | None = None
    clashes: tuple[Clash, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()


def _attempt(target: str, included: Included, merger: Merger) -> _Attempt:
    try:
        merged = with_metadata(merger.merge(included.documents), target)
        interpolation = Interpolation(merged)
        parameters = interpolation.parameters()
    except ExoticError:
        return _Attempt()
    faulty = bool(merged.clashes or interpolation.unresolved)
    return _Attempt(None if faulty else parameters, merged.clashes, tuple(interpolation.unresolved))


def with_metadata(merged: Merged, target: str) -> Merged:
    """Return the parameters with reclass's own ``_reclass_`` before them.

    Raises:
        ExoticError: the inventory sets ``_reclass_`` itself.

    """
    if "_reclass_" in merged.parameters:
        raise ExoticError("_reclass_")
    name = {"full": target, "parts": [target], "path": target, "short": target}
    metadata = {"_reclass_": {"environment": "base", "name": name}}
    return Merged({**metadata, **merged.parameters}, merged.scalars, merged.clashes)
