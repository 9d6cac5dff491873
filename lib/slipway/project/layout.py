"""Where things are in a project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from slipway.inventory.layout import InventoryUnreadableError, discover
from slipway.project.errors import UsageError


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with an inventory, components and their compiled output; ``root`` is absolute."""

    root: Path

    @classmethod
    def at(cls, root: Path) -> Project:
        """Return the project in a folder.

        Raises:
            UsageError: the folder holds no ``.kapitan`` file, or ``compiled`` leads out of it.

        """
        project = cls(root.resolve())
        if not (project.root / ".kapitan").is_file():
            raise UsageError(
                f"{root} holds no .kapitan file: run this in the folder that holds inventory/ and .kapitan"
            )
        if project.compiled.is_symlink():
            raise UsageError("compiled is a symbolic link: make it a folder of the project, Argo CD reads it from git")
        return project

    @classmethod
    def around(cls, folder: Path) -> Project:
        """Return the project that a folder is in, and never another one: a compile writes.

        Raises:
            UsageError: the folder is in no project, or as :meth:`at`.

        """
        start = folder.resolve()
        root = next((above for above in (start, *start.parents) if (above / ".kapitan").is_file()), None)
        if root is None:
            raise UsageError(f"{folder} is not inside a Slipway project: no folder from there upwards holds .kapitan")
        return cls.at(root)

    @property
    def compiled(self) -> Path:
        """The committed output."""
        return self.root / "compiled"

    @property
    def build(self) -> Path:
        """Scratch space, ignored by git; on the file system of ``compiled``, so that files can be moved there."""
        return self.root / "build"

    @property
    def classes(self) -> Path:
        """The classes of the inventory."""
        return self.root / "inventory/classes"

    def targets(self) -> dict[str, Path]:
        """Return the file of every target by the target's name, in the order of the names.

        Raises:
            UsageError: there are no targets, or two files of one name.

        """
        try:
            layout = discover(self.root)
        except InventoryUnreadableError as error:
            raise UsageError(str(error)) from None
        for name, files in layout.collisions.items():
            raise UsageError(f"{name} is defined by {' and '.join(map(layout.label, files))}: rename one")
        return {name: layout.path(file) for name, file in sorted(layout.targets.items())}

    def chosen(self, names: Sequence[str]) -> dict[str, Path]:
        """Return the files of the named targets, of all targets where none is named.

        Raises:
            UsageError: a name is no target.

        """
        known = self.targets()
        unknown = sorted(set(names) - set(known))
        if unknown:
            raise UsageError(f"no target {', '.join(unknown)}; the inventory has {', '.join(known)}")
        return {name: known[name] for name in known if name in names} if names else known
