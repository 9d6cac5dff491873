"""The machine and the versions, in words: what a reader needs to judge a number."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

from tools.bench.layout import BIN, HERE, WORK


def machine() -> dict[str, str]:
    """Return the machine's parts by name. Nothing in it names the host."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "processor": f"{os.cpu_count()} of {_processor()}",
        "memory": f"{memory:.0f} GiB",
        "system": f"{platform.system()} {platform.release().split('-')[0]}, {platform.machine()}",
        "files on": file_system(WORK),
    }


def load() -> float:
    """Return how many processes wanted a processor in the last minute."""
    return round(os.getloadavg()[0], 2)


def versions() -> dict[str, str]:
    """Return the version of everything that is measured, by its name."""
    lock = json.loads((HERE / "peers/cdk8s/package.json").read_text())["dependencies"]
    kcl = next(
        line.split()[0] for line in (HERE / "requirements.txt").read_text().splitlines() if line.startswith("kcl-lib")
    )
    return {
        "Python": platform.python_version(),
        "kapitan": version("kapitan"),
        "reclass-rs": version("reclass-rs"),
        "pydantic": version("pydantic"),
        "jsonschema-rs": version("jsonschema-rs"),
        "helm": _said([str(BIN / "helm"), "version", "--template", "{{.Version}}"]),
        "cdk8s": f"{lock['cdk8s']} on node {_said(['node', '--version'])}",
        "KCL": kcl.partition("==")[2],
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    names = [line.partition(":")[2].strip() for line in _lines(info) if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def file_system(folder: Path) -> str:
    """Return the type of the file system that holds a folder: the longest mount point that leads to it."""
    mounts = [line.split()[1:3] for line in _lines(Path("/proc/mounts"))]
    found = [(len(point), kind) for point, kind in mounts if folder.is_relative_to(point)]
    return max(found)[1] if found else "unknown"


def _lines(file: Path) -> list[str]:
    return file.read_text().splitlines() if file.is_file() else []


def _said(command: list[str]) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip() or "absent"
    except OSError:
        return "absent"
