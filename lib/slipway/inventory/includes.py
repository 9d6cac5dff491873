"""Which files a target consists of, in the order in which reclass merges them.

reclass loads classes depth first: the classes that a class lists come before the class itself, each class once, the
target last. A name with leading dots is relative to the folder of the file that lists it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from slipway.findings import Finding
from slipway.inventory import inventory_rules as rules
from slipway.inventory.document import Document
from slipway.inventory.hints import hint
from slipway.inventory.layout import Layout
from slipway.inventory.lint import ClassEntry
from slipway.rules.facts import RuleFacts

_CODE = re.compile(r"[a-z0-9]*\d[a-z0-9]*")
"""A word with a digit: another digit or letter in it is another region or instance type, not a slip of the pen."""

_JOINTS = re.compile("[-.]")

DEEPEST = 100
"""Levels of classes that include classes; far beyond use, far below what overflows a stack."""


@dataclass(frozen=True, slots=True)
class Included:
    """The classes of one target in merge order, and their documents with the target's own as the last."""

    classes: tuple[str, ...]
    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Walk:
    layout: Layout
    load: Callable[[str], Document]
    done: dict[str, Document] = field(default_factory=dict)
    open: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def visit(self, document: Document, file: str) -> None:
        for entry in document.classes:
            name = entry.name
            self._enter(entry, absolute_name(name, folder_of(file)) if name.startswith(".") else name)

    def _enter(self, entry: ClassEntry, name: str) -> None:
        if name in self.done:
            return
        if "${" in entry.name:
            message = f"class name `{entry.name}` is computed"
            self._add(rules.CLASS_COMPUTED, message, entry, "a name without ${...}")
        elif name in self.open:
            message = "classes include each other: " + " -> ".join([*self.open[self.open.index(name) :], name])
            self._add(rules.CLASS_CYCLE, message, entry)
        elif name not in self.layout.classes:
            self.findings.append(_not_found(self.layout, entry, name))
        elif len(self.open) >= DEEPEST:
            message = f"classes include each other more than {DEEPEST} levels deep"
            self._add(rules.NOT_RENDERED, message, entry, f"at most {DEEPEST} levels")
        else:
            file = self.layout.classes[name]
            document = self.load(file)
            self.open.append(name)
            self.visit(document, file)
            self.open.pop()
            self.done[name] = document

    def _add(self, rule: RuleFacts, message: str, entry: ClassEntry, allowed: str = "") -> None:
        self.findings.append(rule.finding(message, found=entry.name, allowed=allowed, location=entry.location))


def include(layout: Layout, target: str, load: Callable[[str], Document]) -> Included:
    """Follow a target's classes; ``load`` reads a file of the inventory (and may remember it)."""
    file = layout.targets[target]
    document = load(file)
    walk = _Walk(layout, load)
    walk.visit(document, file)
    return Included(tuple(walk.done), (*walk.done.values(), document), tuple(walk.findings))


def absolute_name(name: str, folder: PurePosixPath) -> str:
    """Return a class name without its leading dots: one is ``folder``, each further one a level up, at most the top."""
    relative = name.lstrip(".")
    ups = len(name) - len(relative) - 1
    return ".".join((*folder.parts[: max(len(folder.parts) - ups, 0)], relative))


def folder_of(file: str) -> PurePosixPath:
    """Return the folder below ``classes`` that relative names in a file start from; for a target that is the top.

    reclass takes ``a/init.yml`` for a class beside the folder ``a``, so that its names start from the folder above.
    """
    path = PurePosixPath(file)
    if path.parts[0] != "classes":
        return PurePosixPath()
    folder = path.relative_to("classes").parent
    return folder.parent if path.stem == "init" else folder


def _not_found(layout: Layout, entry: ClassEntry, name: str) -> Finding:
    base = layout.label("classes/" + name.replace(".", "/"))
    tried = ", ".join((f"{base}.yml", f"{base}.yaml", f"{base}/init.yml", f"{base}/init.yaml"))
    meant = hint(name, (known for known in layout.classes if _slip(name, known)))
    return rules.CLASS_NOT_FOUND.finding(
        f"class `{name}` not found{meant}",
        found=entry.name,
        allowed="" if meant else ", ".join(_beside(name, layout.classes)),
        remedy=f"{rules.CLASS_NOT_FOUND.remedy} Tried: {tried}.",
        location=entry.location,
    )


def _slip(name: str, known: str) -> bool:
    """Whether two names differ in dashes and dots, or in one letter too many, too few, wrong or in the wrong place."""
    one, other = (text.lower().replace("_", "-") for text in (name, known))
    if _JOINTS.sub("", one) == _JOINTS.sub("", other):
        return True
    if _CODE.findall(one) != _CODE.findall(other):
        return False
    alike = (left == right for left, right in zip(one, other, strict=False))
    start = next((index for index, same in enumerate(alike) if not same), min(len(one), len(other)))
    left, right = one[start:], other[start:]
    swapped = left[1::-1] + left[2:]
    return right in (left[1:], swapped) or left == right[1:] or left[1:] == right[1:]


def _beside(name: str, classes: Iterable[str]) -> Iterator[str]:
    """Yield the classes of the folder that a class is looked for in; of no such folder, what stands at the top."""
    folder = name.rpartition(".")[0]
    beside = [known for known in classes if folder and known.rpartition(".")[0] == folder]
    yield from beside or dict.fromkeys(
        known if "." not in known else f"{known.partition('.')[0]}.*" for known in classes
    )
