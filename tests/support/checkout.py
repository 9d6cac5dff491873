"""Small projects in a temporary folder: the inventory of this repository with components of the test's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from slipway.partial import CHECKED

REPOSITORY = Path(__file__).resolve().parents[2]

COMPONENT = """\
from slipway.component import component


def files(environment):
    namespace = {{"apiVersion": "v1", "kind": "Namespace", "metadata": {{"name": environment.name}}}}
    return {{"{layer}/namespace.yaml": [namespace]}}


main = component("{layer}", files)
"""
"""The source of a component that writes one object, named after the environment."""


@dataclass(frozen=True)
class Checkout:
    """A folder that kapitan and ``slipway compile`` can be run in."""

    root: Path

    def write(self, path: str, text: str) -> Path:
        """Write a file of the project, with its folders."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file

    def tree(self, folder: str = "compiled") -> dict[str, str]:
        """Return the text of every file below a folder, by its path in it; a symbolic link is its arrow.

        What Python keeps of compiled modules is left out.
        """
        top = self.root / folder
        entries = [path for path in sorted(top.rglob("*")) if path.is_symlink() or path.is_file()]
        entries = [path for path in entries if path.suffix != ".pyc"]
        return {
            path.relative_to(top).as_posix(): f"-> {path.readlink()}" if path.is_symlink() else path.read_text()
            for path in entries
        }

    def kapitan(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run kapitan as a user would, but for the rules, which refuse what the small components build.

        ``SLIPWAY_CHECKED=""`` has them run.
        """
        return self.run([sys.executable, "-m", "kapitan", *arguments], **{CHECKED: "1", **variables})

    def slipway(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run the command line of Slipway as a user would."""
        return self.run([sys.executable, "-m", "slipway.cli", *arguments], **variables)

    def run(self, command: list[str], **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the project, with both outputs as one text and a minute to end."""
        return subprocess.run(
            command,
            cwd=self.root,
            env={**os.environ, "NO_COLOR": "1", "COLUMNS": "200", **variables},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=60,
            check=False,
        )


def compile_class(*layers: str) -> str:
    """Return the class that makes kapitan compile these components, in this order."""
    entries = "".join(
        f"      - name: {layer}\n        input_type: kadet\n        output_type: plain\n        output_path: .\n"
        f"        input_paths:\n          - components/{layer}\n"
        for layer in layers
    )
    return f"parameters:\n  kapitan:\n    vars:\n      target: ${{_reclass_:name:short}}\n    compile:\n{entries}"


def whole(root: Path) -> Checkout:
    """Return a copy of the repository's own inventory and components."""
    for name in ("inventory", "components"):
        shutil.copytree(REPOSITORY / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(REPOSITORY / ".kapitan", root)
    return Checkout(root)


def small(root: Path, components: Mapping[str, str] | None = None, hub: str = "") -> Checkout:
    """Return a project with the repository's environments and the given components, by layer.

    The hub is among its targets only where the source of its component is given.
    """
    project = Checkout(root)
    sources = components if components is not None else {"network": COMPONENT.format(layer="network")}
    shutil.copytree(REPOSITORY / "inventory", root / "inventory")
    shutil.copy(REPOSITORY / ".kapitan", root)
    project.write("inventory/classes/defaults/compile.yml", compile_class(*sources))
    for layer, source in sources.items():
        project.write(f"components/{layer}/__init__.py", source)
    if hub:
        project.write("components/hub/__init__.py", hub)
    else:
        (root / "inventory/targets/hub.yml").unlink()
    return project
