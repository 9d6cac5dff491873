"""The corpus of bad inventories: a directory a case below ``tests/bad``. Its README says how a case is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from slipway.findings import Finding
from slipway.inventory.check import Rules, check
from slipway.inventory.report import Report
from slipway.model import Environment, Hub
from slipway.rules.compiled import Compiled
from slipway.rules.registry import Rulebook, domain_facts
from tests.rules.dumping import dump
from tests.support.sample import ROOT

CASES = ROOT / "tests/bad"
Known = dict[tuple[str, str], tuple[tuple[Finding, ...], Compiled | None]]
ORDER = ("rule", "severity", "at", "text", "target", "path", "message", "found", "allowed", "acknowledged", "earlier")


@cache
def samples() -> Mapping[str, bytes]:
    """Return the files of the repository's inventory by path."""
    folder = ROOT / "inventory"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yml")}


@dataclass(frozen=True)
class Link:
    """A symbolic link in the place of a file."""

    to: str


class Tree:
    """The inventory of one case, changed in memory; only what differs from the samples is ever written."""

    def __init__(self) -> None:
        """Start from the samples."""
        self.files: dict[str, bytes | Link] = dict(samples())

    def change(self, step: Mapping[str, Any]) -> None:
        """Make one step of a case."""
        file = step["file"]
        if "text" in step:
            self.files[file] = step["text"].encode(step.get("encoding", "utf-8"))
        elif "copy" in step:
            self.files[file] = self.files[step["copy"]]
        elif "link" in step:
            self.files[file] = Link(step["link"])
        elif step.get("remove"):
            del self.files[file]
        elif "append" in step:
            self.files[file] = (self._text(file) + step["append"]).encode()
        elif "insert" in step:
            head, line, tail = _around(self._text(file), step["after"])
            self.files[file] = f"{head}{line}{step['insert']}{tail}".encode()
        else:
            text = self._text(file)
            assert text.count(step["find"]) == 1, (
                f"{file}: {step['find']!r} stands there {text.count(step['find'])} times"
            )
            self.files[file] = text.replace(step["find"], step["replace"]).encode()

    def write(self, root: Path) -> None:
        """Write the inventory below a folder: links to the samples, and what differs from them."""
        for name, content in self.files.items():
            file = root / "inventory" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, Link):
                file.symlink_to(content.to)
            elif content == samples().get(name):
                file.symlink_to(ROOT / "inventory" / name)
            else:
                file.write_bytes(content)

    def _text(self, file: str) -> str:
        content = self.files[file]
        assert isinstance(content, bytes)
        return content.decode()


def _around(text: str, wanted: str) -> tuple[str, str, str]:
    """Return the text before, in and after the one line that holds what is wanted."""
    lines = text.splitlines(keepends=True)
    found = [index for index, line in enumerate(lines) if wanted in line]
    assert len(found) == 1, f"{wanted!r} stands in {len(found)} lines"
    return "".join(lines[: found[0]]), lines[found[0]], "".join(lines[found[0] + 1 :])


@dataclass(frozen=True)
class Case:
    """One bad inventory."""

    folder: Path

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.folder.name

    @property
    def change(self) -> dict[str, Any]:
        """What ``change.yml`` says."""
        facts: dict[str, Any] = _load(self.folder / "change.yml")
        return facts

    @property
    def expected(self) -> list[dict[str, Any]]:
        """What ``expect.yml`` says; nothing if it is not written yet."""
        file = self.folder / "expect.yml"
        return _load(file) if file.exists() else []

    def check(self, root: Path, rules: Rules | None = None) -> Report:
        """Write the changed inventory below a folder and check it."""
        tree = Tree()
        for step in self.change["change"]:
            tree.change(step)
        tree.write(root)
        return check(root, rules=rules)

    def added(self, report: Report) -> list[dict[str, Any]]:
        """Return the findings that the samples do not have, in full."""
        return [told(finding, report) for finding in report.findings if _key(finding) not in baseline()]

    def write(self, added: list[dict[str, Any]]) -> None:
        """Write ``expect.yml``."""
        (self.folder / "expect.yml").write_text(dump(added), encoding="utf-8")


class Memory(Rulebook):
    """Slipway's rules, which look at each target once: in most cases most targets are the samples' own."""

    def __init__(self, known: Known) -> None:
        """Start a run that knows what earlier runs have found in a target as it is."""
        super().__init__()
        self._known = known

    def on_target(self, target: str, model: Environment | Hub) -> Iterator[Finding]:
        """Yield what the rules find in one target."""
        key = (target, repr(model))
        if key not in self._known:
            found = tuple(super().on_target(target, model))
            self._known[key] = found, self._sound.get(target)
        found, sound = self._known[key]
        if sound:
            self._sound[target] = sound
        yield from found

    def rules(self) -> Rules:
        """Return the rules as a check takes them."""
        return Rules(domain_facts(), self.on_target, self.on_fleet)


def cases() -> list[Case]:
    """Return every case, by name."""
    return [Case(path.parent) for path in sorted(CASES.glob("*/change.yml"))]


@cache
def baseline() -> frozenset[tuple[str, str, str, str]]:
    """Return what the unchanged samples are told."""
    return frozenset(map(_key, check(ROOT).findings))


def told(finding: Finding, report: Report) -> dict[str, Any]:
    """Return a finding as a case expects it, empty values left out."""
    entry: dict[str, Any] = {key: getattr(finding, key, "") for key in ORDER}
    entry["severity"] = finding.severity.value
    entry["at"] = str(finding.location)
    entry["text"] = line_of(finding, report)
    entry["earlier"] = [str(place) for place in finding.earlier]
    return {key: value for key, value in entry.items() if value}


def line_of(finding: Finding, report: Report) -> str:
    """Return the line that a finding points at, without its indentation."""
    assert finding.location
    lines = report.texts.get(finding.location.file, "").split("\n")
    return lines[finding.location.line - 1].strip() if finding.location.line <= len(lines) else ""


def compared(expected: list[dict[str, Any]], added: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what was found, cut to the keys that are expected of each finding."""
    return list(_compared(expected, added))


def _compared(expected: list[dict[str, Any]], added: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for index, entry in enumerate(added):
        wanted = expected[index] if index < len(expected) else entry
        found = {key: entry.get(key) for key in wanted}
        if "at" in wanted and wanted["at"].count(":") == 1:
            found["at"] = entry["at"].rpartition(":")[0]
        yield found


def _key(finding: Finding) -> tuple[str, str, str, str]:
    return finding.rule, finding.target, finding.path, finding.message


def _load(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
