"""Schemas from the TypeScript types of the npm packages."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence

from tools.schemas.kinds import Wanted
from tools.schemas.layout import TOOLS, Key, Schema
from tools.schemas.packages import NODE_PACKAGES, run


def from_types(kinds: Sequence[Wanted]) -> dict[Key, Schema]:
    """Return the schemas of kinds whose source is ``types``, status included, as the converter writes them.

    Raises:
        PackageError: node or the converter failed, or a type is not in its package.

    """
    question = [{"module": f"{each.origin}/{each.key[0]}/{each.key[1]}", "type": f"I{each.key[1]}"} for each in kinds]
    script = shutil.copyfile(TOOLS / "types.mjs", NODE_PACKAGES / "types.mjs")
    answer = json.loads(run(["node", script.name], NODE_PACKAGES, json.dumps(question)))
    return {each.key: schema for each, schema in zip(kinds, answer, strict=True)}
