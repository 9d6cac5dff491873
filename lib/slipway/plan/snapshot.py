"""Two compiled trees held against each other, text by text, so that only what differs is ever read as YAML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from slipway.plan.documents import Document, Reader, documents, text_of

Tree = Mapping[str, bytes]
"""A compiled tree: the content of each file by its path below ``compiled/``, ``dev-us-east-2/network/vpc.yaml``."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One target on both sides: the documents that stand on one side only, and context that stands on both.

    ``same`` is not everything that stayed: a file that is equal on both sides is only read when it holds a kind that
    gives context to a change elsewhere, any of ``CONTEXT`` in a target that changes, and Applications in the others.
    ``moved`` are documents of equal text that went to another file.
    """

    target: str
    exists_before: bool
    exists_after: bool
    before: tuple[Document, ...]
    after: tuple[Document, ...]
    same: tuple[Document, ...]
    moved: tuple[tuple[Document, Document], ...] = ()

    @property
    def differs(self) -> bool:
        """Whether anything stands on one side only, or in another file."""
        return bool(self.before or self.after or self.moved)


CONTEXT = ("Addon", "Application", "Cluster", "NodeGroup", "LaunchTemplate", "LateBinding")
"""Kinds that say what a change of another object means: who syncs it, which nodes follow it."""

_CONTEXT = tuple(f"\nkind: {kind}\n".encode() for kind in CONTEXT)
_CONTEXT_ELSEWHERE = (b"\nkind: Application\n",)
"""What a target that stayed as it was can still say of others: the hub's Applications sync them."""


def pairs(before: Tree, after: Tree) -> tuple[Pair, ...]:
    """Hold two trees against each other, target by target in the order of their names.

    Raises:
        UnreadableError: a file is not UTF-8 text.

    """
    old, new, reader = _by_target(before), _by_target(after), Reader()
    return tuple(_pair(reader, target, old.get(target, {}), new.get(target, {})) for target in sorted({*old, *new}))


def _by_target(tree: Tree) -> dict[str, dict[str, bytes]]:
    targets: dict[str, dict[str, bytes]] = {}
    for path, content in tree.items():
        target, _, rest = path.partition("/")
        if rest and path.endswith((".yaml", ".yml")):
            targets.setdefault(target, {})[path] = content
    return targets


def _pair(reader: Reader, target: str, old: Mapping[str, bytes], new: Mapping[str, bytes]) -> Pair:
    equal = (path for path in sorted(new) if old.get(path) == new[path])
    kinds = _CONTEXT_ELSEWHERE if old == new else _CONTEXT
    same = _documents(reader, target, new, (path for path in equal if any(kind in new[path] for kind in kinds)))
    before = _documents(reader, target, old, (path for path in sorted(old) if new.get(path) != old[path]))
    after = _documents(reader, target, new, (path for path in sorted(new) if old.get(path) != new[path]))
    stayed, before, after = _twins(before, after, lambda one: (one.file, one.text))
    moved, before, after = _twins(before, after, lambda one: ("", one.text))
    kept = tuple(one for _, one in (*stayed, *moved))
    return Pair(target, bool(old), bool(new), before, after, (*same, *kept), moved)


Documents = tuple[Document, ...]


def _twins(
    before: Documents, after: Documents, key: Callable[[Document], tuple[str, str]]
) -> tuple[tuple[tuple[Document, Document], ...], Documents, Documents]:
    """Pair documents by key; return the pairs, and what is left on each side."""
    waiting: dict[tuple[str, str], list[Document]] = {}
    for one in before:
        waiting.setdefault(key(one), []).append(one)
    found: list[tuple[Document, Document]] = []
    alone: list[Document] = []
    for one in after:
        twins = waiting.get(key(one))
        if twins:
            found.append((twins.pop(0), one))
        else:
            alone.append(one)
    paired = {id(old) for old, _ in found}
    return tuple(found), tuple(one for one in before if id(one) not in paired), tuple(alone)


def _documents(reader: Reader, target: str, files: Mapping[str, bytes], paths: Iterable[str]) -> tuple[Document, ...]:
    found: list[Document] = []
    for path in paths:
        found.extend(documents(reader, target, path, text_of(path, files[path])))
    return tuple(found)
