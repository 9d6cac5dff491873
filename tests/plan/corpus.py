"""The scenario corpus: a directory a case under ``cases/``, read the way a plan reads a repository.

    case.yaml       says: what must hold, in a sentence; asOf, permits (by target) and targets where they matter
    before/ after/  the two compiled trees
    expected.md     the comment; expected.json the whole plan; expected.txt, where there is one, the terminal view

``make golden`` writes the expected files anew. Read what changed: they are the test.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from slipway.plan import Permit, Plan, plan
from slipway.plan.git import Repository, work_tree
from slipway.plan.writers import as_json, as_markdown, as_text

CASES = Path(__file__).parent / "cases"
WRITERS = {"expected.md": as_markdown, "expected.json": as_json, "expected.txt": as_text}
AS_OF = "2026-11-23"


@dataclass(frozen=True)
class Case:
    """One scenario."""

    folder: Path
    facts: dict[str, Any]

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.folder.name

    @property
    def permits(self) -> dict[str, tuple[Permit, ...]]:
        """The permits of each target."""
        given = self.facts.get("permits", {})
        return {target: tuple(map(Permit.model_validate, listed)) for target, listed in given.items()}

    def plan(self, repository: Repository) -> Plan:
        """Return the plan from the case's commit in the repository to its newer tree on disk."""
        after = work_tree(self.folder / "after")
        before = repository.tree(f"refs/heads/{self.name}", "compiled", after)
        return plan(
            before,
            after,
            as_of=date.fromisoformat(str(self.facts.get("asOf", AS_OF))),
            permits=self.permits,
            targets=self.facts.get("targets", ()),
            base="the merge base with origin/main",
            head="the work tree",
        )

    def write(self, result: Plan) -> None:
        """Write the expected files anew."""
        for name, writer in WRITERS.items():
            if name != "expected.txt" or (self.folder / name).exists():
                (self.folder / name).write_text(writer(result))


def cases() -> list[Case]:
    """Return every case, by name."""
    return [Case(path.parent, yaml.safe_load(path.read_text())) for path in sorted(CASES.glob("*/case.yaml"))]


def repository(root: Path, every: Iterable[Case]) -> Repository:
    """Make a bare repository with a branch a case, whose commit holds the case's older tree."""
    subprocess.run(["git", "init", "--quiet", "--bare", str(root)], check=True)
    stream = bytearray()
    for case in every:
        stream += f"commit refs/heads/{case.name}\ncommitter A <a@example.com> 0 +0000\ndata 1\n.\ndeleteall\n".encode()
        for path, content in work_tree(case.folder / "before").items():
            stream += f"M 100644 inline compiled/{path}\ndata {len(content)}\n".encode() + content + b"\n"
        stream += b"M 100644 inline README\ndata 0\n\n"
    subprocess.run(["git", "fast-import", "--quiet"], cwd=root, input=bytes(stream), check=True)
    return Repository(root, "")
