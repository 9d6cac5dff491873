"""One file of the inventory, read once: its nodes with their places, its plain values and its faults."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yaml.nodes import MappingNode, Node

from slipway.findings import Finding, Location, any_stops
from slipway.inventory import inventory_rules, lint, yaml_rules
from slipway.inventory.compose import compose, end_of
from slipway.inventory.values import Reader


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A class or target file.

    ``file`` is its path relative to the repository, ``root`` its node tree, ``parameters`` what stands under that key,
    keys as written; ``marked`` if some of them carry reclass's ``~`` or ``=``. ``exotic``: only reclass-rs itself can
    tell what the values are.
    """

    file: str
    text: str
    root: Node | None
    parameters: dict[str, Any]
    classes: tuple[lint.ClassEntry, ...]
    findings: tuple[Finding, ...]
    exotic: bool = False
    marked: bool = False

    @property
    def broken(self) -> bool:
        """Whether the file has a fault that makes its values meaningless."""
        return any_stops(self.findings)

    @property
    def parameters_node(self) -> MappingNode | None:
        """The node under ``parameters``."""
        node = lint.section(self.root, "parameters")
        return node if isinstance(node, MappingNode) else None


def load(path: Path, file: str) -> Document:
    """Read a file; whatever is wrong with it becomes findings."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _undecodable(file, error)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return _without_values(file, "", _unreadable(path, file, reason))
    return parse(file, text)


def parse(file: str, text: str) -> Document:
    """Read the text of a file."""
    root, fault = compose(file, text)
    if fault:
        return _without_values(file, text, fault)
    has_anchors = lint.may_have_anchors(text)
    notes = tuple(lint.anchors(file, text)) if has_anchors else ()
    reader = Reader(file, has_anchors=bool(notes))
    values = reader.read(root) if root is not None else {}
    parameters = values.get("parameters") if isinstance(values, dict) else None
    return Document(
        file,
        text,
        root,
        parameters if isinstance(parameters, dict) else {},
        lint.class_entries(file, root),
        (*reader.findings, *lint.sections(file, root), *notes),
        reader.exotic,
        reader.marked,
    )


def _unreadable(path: Path, file: str, reason: str) -> Finding:
    return inventory_rules.UNREADABLE.finding(
        f"cannot be read: {reason}",
        found=f"a link to {path.readlink()}" if path.is_symlink() else reason,
        allowed="a file that can be opened",
        location=Location(file),
    )


def _undecodable(file: str, error: UnicodeDecodeError) -> Document:
    data: bytes = error.object
    before = data[: error.start].decode("utf-8-sig")
    text = data.decode("utf-8", errors="replace")
    found = f"0x{data[error.start]:02X}"
    fault = yaml_rules.ENCODING.finding(
        f"byte {found} is not UTF-8",
        found=found,
        allowed="text in UTF-8",
        location=end_of(file, before),
    )
    return _without_values(file, text, fault)


def _without_values(file: str, text: str, fault: Finding) -> Document:
    return Document(file, text, None, {}, (), (fault,))
