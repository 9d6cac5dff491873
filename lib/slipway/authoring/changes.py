"""A change of the inventory: its files, written one by one, and what the check makes of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import unified_diff
from pathlib import Path
from typing import Any

from slipway.authoring import files
from slipway.authoring.errors import EditError
from slipway.findings import Finding
from slipway.inventory.check import check
from slipway.inventory.report import Report
from slipway.inventory.values import MARKS

Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """New texts of files, by path below the project, for the sake of one target; the target's own file comes last.

    ``key`` is the one that was set, and ``asked`` its value as plain data.
    """

    target: str
    texts: Mapping[str, str]
    key: tuple[str, ...] = ()
    asked: Any = None

    def write(self, root: Path) -> Report:
        """Write the files and return what the check finds: all on the target, and elsewhere what was not there before.

        Raises:
            EditError: a file cannot be written.

        """
        known = {_key(finding) for finding in check(root).findings}
        for file, text in self.texts.items():
            try:
                files.write(root / file, text)
            except OSError as error:
                raise EditError(f"{file} cannot be written: {error.strerror}") from None
        after = check(root)
        own = set(after.of(self.target))
        shown = tuple(one for one in after.findings if one in own or _key(one) not in known)
        return replace(after, findings=shown, targets=(self.target,))

    def before(self, root: Path) -> dict[str, str]:
        """Return the texts of those files that exist.

        Raises:
            EditError: one cannot be read.

        """
        return {file: current(root, file) for file in self.texts if (root / file).exists()}

    def difference(self, file: str, before: str) -> Iterator[str]:
        """Yield the lines of the unified diff of a file."""
        old, new = before.splitlines(), self.texts[file].splitlines()
        yield from unified_diff(old, new, f"a/{file}", f"b/{file}", lineterm="")

    def joined(self, report: Report) -> str:
        """Return what a list became that classes write as well: lists are joined. Nothing if it is as it was asked."""
        found: Any = report.parameters.get(self.target)
        keys = [key[1:] if key[:1] in MARKS else key for key in self.key]
        for key in keys:
            found = found.get(key) if isinstance(found, Mapping) else None
        if not isinstance(self.asked, list) or not isinstance(found, list) or "${" in str(self.asked):
            return ""
        if found == self.asked:
            return ""
        replacing = ".".join([*keys[:-1], f"~{keys[-1]}"])
        return f"`{'.'.join(keys)}` is now {json.dumps(found)}: classes write it too; `{replacing}` replaces theirs"


def current(root: Path, file: str) -> str:
    """Return the text of a file of the project.

    Raises:
        EditError: it cannot be read.

    """
    try:
        return files.read(root / file)
    except OSError as error:
        raise EditError(f"{file} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise EditError(f"{file} is not UTF-8; slipway check says where") from None


def _key(finding: Finding) -> Key:
    """Return what stays the same of a finding when lines move."""
    return finding.rule, finding.target, finding.path, finding.message
