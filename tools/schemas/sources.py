"""What stands beside the schemas: pins, checksums and licence notices of the packages they were generated from."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from tools.schemas.kinds import wanted
from tools.schemas.layout import TOOLS
from tools.schemas.packages import NODE_PACKAGES, wheel

# Licence as the package states it, and where its facts come from.
_UPSTREAM = {
    "@crossplane-models/crossplane": ("Apache-2.0", "https://github.com/crossplane/crossplane", "CRDs of v2.1.3"),
    "@crossplane-models/provider-upjet-aws": (
        "Apache-2.0",
        "https://github.com/crossplane-contrib/provider-upjet-aws",
        "CRDs of v2.2.0",
    ),
    "@kubernetes-models/argo-cd": ("MIT", "https://github.com/argoproj/argo-cd", "CRDs of v3.3 to v3.4"),
    "kubernetes-validate": ("Apache-2.0", "https://github.com/kubernetes/kubernetes", "OpenAPI of v1.37"),
}
_PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s\\]+)(?P<hashes>(?:\s*\\\n\s*--hash=\S+)+)", re.MULTILINE)


def packages() -> list[dict[str, Any]]:
    """Return name, version, checksum, licence and upstream of each package that the schemas hold facts of."""
    used = {each.origin for each in wanted() if each.source == "types"}
    locked = json.loads((TOOLS / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    node = [(name, locked[f"node_modules/{name}"]) for name in sorted(used)]
    found = [_package(name, lock["version"], [lock["integrity"]], "npm") for name, lock in node]
    for pin in _PIN.finditer((TOOLS / "requirements.txt").read_text(encoding="utf-8")):
        hashes = [each.removeprefix("--hash=") for each in pin["hashes"].replace("\\", "").split()]
        found.append(_package(pin["name"], pin["version"], hashes, "PyPI"))
    return found


def _package(name: str, version: str, checksums: list[str], registry: str) -> dict[str, Any]:
    licence, upstream, facts = _UPSTREAM[name]
    return {
        "name": name,
        "version": version,
        "registry": registry,
        "checksums": checksums,
        "licence": licence,
        "notice": next(iter(notices_of(name)), "none in the package"),
        "upstream": f"{upstream} (Apache-2.0)",
        "facts": facts,
    }


def notices() -> Mapping[str, str]:
    """Return the licence notices the packages ship, by path below ``schemas/``."""
    texts: dict[str, str] = {}
    for package in packages():
        texts |= notices_of(package["name"])
    return texts


def notices_of(name: str) -> dict[str, str]:
    """Return the licence file of one package, if it ships one."""
    path = f"LICENSES/{name.lstrip('@').replace('/', '-')}.txt"
    folder = NODE_PACKAGES / "node_modules" / name
    if folder.exists():
        license_file = folder / "LICENSE"
        return {path: license_file.read_text(encoding="utf-8")} if license_file.exists() else {}
    with zipfile.ZipFile(wheel(name)) as archive:
        names = [each for each in archive.namelist() if PurePosixPath(each).name == "LICENSE"]
        return {path: archive.read(names[0]).decode("utf-8")} if names else {}
