"""Schemas of core Kubernetes, out of the wheel of kubernetes-validate."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from typing import Any

from tools.schemas.kinds import Wanted
from tools.schemas.layout import Key, Schema
from tools.schemas.packages import wheel

_DEFINITIONS = "_definitions.json"


def from_kubernetes(kinds: Sequence[Wanted]) -> dict[Key, Schema]:
    """Return the schemas of core kinds without references and without ``null``.

    The files name their parts by web addresses, which no validator may fetch here, and they accept null everywhere. An
    emitted null is always a mistake: Kubernetes drops it, and Argo CD shows the difference for ever.
    """
    with zipfile.ZipFile(wheel("kubernetes-validate")) as archive:

        def read(release: str, name: str) -> Any:  # noqa: ANN401 (JSON)
            return json.loads(archive.read(f"kubernetes_validate/kubernetes-json-schema/{release}-local-strict/{name}"))

        definitions = {
            release: read(release, _DEFINITIONS)["$defs"] for release in sorted({each.origin for each in kinds})
        }
        return {
            each.key: _plain(read(each.origin, f"{each.key[1].lower()}-{each.key[0]}.json"), definitions[each.origin])
            for each in kinds
        }


def _plain(node: Any, definitions: dict[str, Schema]) -> Any:  # noqa: ANN401 (JSON)
    if isinstance(node, list):
        return [_plain(each, definitions) for each in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return _plain(definitions[node["$ref"].rpartition("/")[2]], definitions)
    plain = {key: _plain(value, definitions) for key, value in node.items()}
    if isinstance(plain.get("type"), list):
        types = [each for each in plain["type"] if each != "null"]
        plain["type"] = types[0] if len(types) == 1 else types
    return plain
