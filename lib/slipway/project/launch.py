"""Start kapitan with the code of the components already imported, and without what a compile never uses.

kapitan's workers are forks: what the parent has imported they need not import again, each for itself. What is changed
about kapitan here is held against kapitan's own source by a test, and a plain ``kapitan compile`` does without.
"""

from __future__ import annotations

import gc
import os
import shutil
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

from slipway.leaving import leave

UNUSED = {"kapitan.initialiser": "initialise_skeleton", "kapitan.refs.cmd_parser": "handle_refs_command"}
"""The modules behind ``kapitan init`` and ``kapitan refs``, each with the one name that kapitan's command line imports.

They load a project templater and the clients of three clouds, which is half of kapitan's start.
"""


def main() -> int:
    """Run kapitan with the arguments of this process; return its exit code."""
    # reclass-rs makes errors that nobody sees, and a backtrace for each takes three quarters of its time.
    # https://docs.rs/anyhow/latest/anyhow/#details
    os.environ["RUST_LIB_BACKTRACE"] = "0"
    # pydantic looks through the metadata of every installed package for plugins, which neither kapitan nor Slipway has.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    for name, function in UNUSED.items():
        module = ModuleType(name)
        setattr(module, function, None)
        sys.modules.setdefault(name, module)

    # What is imported lives until the end: looking through it for garbage takes a tenth of the start.
    gc.disable()
    import kapitan.inputs.kadet  # type: ignore[import-untyped]  # noqa: PLC0415
    import kapitan.targets  # type: ignore[import-untyped]  # noqa: PLC0415
    from kapitan.cli import main as kapitan_main  # type: ignore[import-untyped]  # noqa: PLC0415

    kapitan.targets.shutil = SimpleNamespace(rmtree=shutil.rmtree, copytree=moved)
    _warm()
    gc.enable()
    return int(kapitan_main() or 0)


def moved(source: str, place: str) -> None:
    """Move a tree that kapitan would copy and then remove; copy it where it lies on another file system."""
    try:
        Path(source).rename(place)
    except OSError:
        shutil.copytree(source, place)


def _warm() -> None:
    """Load what every worker would load for itself: the components' library, the catalogue and the validators."""
    import slipway.component  # noqa: F401, PLC0415
    from slipway import catalogue, schema  # noqa: PLC0415

    catalogue.kinds()
    for kind, entry in schema.kinds().items():
        schema.check({"apiVersion": entry.api_version, "kind": kind})


if __name__ == "__main__":
    code = main()
    leave(code)
    sys.exit(code)
