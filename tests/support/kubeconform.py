"""Runs the pinned kubeconform over a folder of manifests, against the committed schemas and nothing else."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = ROOT / ".tools" / "bin" / "kubeconform"
TEMPLATE = '{{if eq .Group "v1"}}core{{else}}{{.Group}}{{end}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json'
"""Where a kind's schema lies below the schema folder. kubeconform calls the group of core kinds ``v1``."""


@dataclass(frozen=True, slots=True)
class Report:
    """The verdict over a folder; ``faults`` are the resources that are not valid, one line each.

    Assert that ``valid`` is the number of objects written: kubeconform is content with an empty folder as well.
    """

    valid: int
    invalid: int
    errors: int
    skipped: int
    faults: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many resources were looked at."""
        return self.valid + self.invalid + self.errors + self.skipped


def run(binary: Path, folder: Path, *, schemas: Path = ROOT / "schemas") -> Report:
    """Check every YAML and JSON file below a folder.

    Files are named, never piped: from a pipe beyond 4 MiB kubeconform 0.8.0 gives random verdicts. The folder of
    schemas is its only location, because the default one is on the web.
    """
    if not binary.is_file():
        raise FileNotFoundError(f"{binary} is missing; `make test` builds it")
    options = ["-strict", "-output", "json", "-summary", "-n", "2", "-schema-location", f"{schemas}/{TEMPLATE}"]
    command = [str(binary), *options, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode not in (0, 1) or not done.stdout:
        raise RuntimeError(f"kubeconform ended with {done.returncode}: {done.stderr or done.stdout}")
    answer = json.loads(done.stdout)
    summary: Mapping[str, int] = answer["summary"]
    faults = sorted(_line(each) for each in answer["resources"] or [])
    return Report(summary["valid"], summary["invalid"], summary["errors"], summary["skipped"], tuple(faults))


def _line(resource: Mapping[str, str]) -> str:
    file = Path(resource["filename"]).name
    return f"{file}: {resource['kind']} {resource['name']}: {resource['status']}: {resource['msg']}"
