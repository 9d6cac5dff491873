"""What rules on compiled objects look at: an environment's objects, late-bound ones taken out of their wrappers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from slipway.manifest import Files, Manifest
from slipway.model import Environment
from slipway.names import application
from slipway.rules.places import place_of

LONGEST = 100
Place = Callable[[str], str]
"""Tells where in the inventory a field of an object was written, by its path in the object."""


@dataclass(frozen=True)
class Compiled:
    """An environment and every object that its components make of it.

    ``layers`` names the component of each object, which is also the section of the inventory that it mostly comes from.
    ``refused`` holds the layers that cannot be built, with the reason, ``built`` the files of the others.
    """

    environment: Environment
    manifests: Sequence[Manifest]
    layers: Sequence[str] = ()
    refused: Mapping[str, str] = field(default_factory=dict)
    built: Mapping[str, Files] = field(default_factory=dict)

    @cached_property
    def placed(self) -> tuple[tuple[Manifest, Place], ...]:
        """The objects as they are committed, each with what tells the place of its fields in the inventory."""
        layers = self.layers or ["environment"] * len(self.manifests)
        return tuple(
            (manifest, partial(place_of, self.environment, manifest, layer))
            for manifest, layer in zip(self.manifests, layers, strict=True)
        )

    @cached_property
    def objects(self) -> tuple[Manifest, ...]:
        """The objects as they will be in the cluster: templates instead of their LateBindings."""
        return tuple(unwrapped(manifest) for manifest in self.manifests)

    @cached_property
    def by_kind(self) -> Mapping[str, Sequence[Manifest]]:
        """The objects by their kind, in the order they are built in."""
        found: dict[str, list[Manifest]] = {}
        for manifest in self.objects:
            found.setdefault(str(manifest["kind"]), []).append(manifest)
        return found

    def of(self, kind: str) -> Iterator[Manifest]:
        """Yield the objects of a kind."""
        return iter(self.by_kind.get(kind, ()))

    def named(self, kind: str, name: str) -> Manifest | None:
        """Return one object, or None."""
        return next((manifest for manifest in self.of(kind) if manifest["metadata"]["name"] == name), None)

    def values(self, chart: str) -> dict[str, Any] | None:
        """Return the Helm values of one of the environment's Applications, by its name without the environment's."""
        found = self.named("Application", application(self.environment.name, chart))
        if found is None:
            return None
        values: dict[str, Any] = found["spec"].get("source", {}).get("helm", {}).get("valuesObject", {})
        return values


def unwrapped(manifest: Manifest) -> Manifest:
    """Return the template of a LateBinding, any other object itself."""
    found: Manifest = manifest["spec"]["template"] if manifest["kind"] == "LateBinding" else manifest
    return found


def provider(manifest: Manifest) -> dict[str, Any]:
    """Return ``spec.forProvider``."""
    found: dict[str, Any] = manifest["spec"]["forProvider"]
    return found


def statements(policy: str) -> list[dict[str, Any]]:
    """Return the statements of a policy document."""
    found: list[dict[str, Any]] = json.loads(policy)["Statement"]
    return found


def entries(value: str | list[str]) -> list[str]:
    """Return an IAM element that may be one string or a list as a list."""
    return [value] if isinstance(value, str) else value


def dig(node: Any, path: str) -> Any:  # noqa: ANN401 - Helm values are free
    """Return the value at a dotted path of free values, or None."""
    for part in path.split("."):
        if not isinstance(node, dict):
            return None
        node = node.get(part)
    return node


def mappings(node: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    """Yield the mappings of a list of free values, and nothing if it is no list."""
    return (entry for entry in (node if isinstance(node, list) else ()) if isinstance(entry, dict))


def leaves(node: Any, path: str = "") -> Iterator[tuple[str, str, Any]]:  # noqa: ANN401
    """Yield path, key and value of every value in a tree that is neither a mapping nor a list.

    An entry of a list that has a name and a value, as environment variables do, stands under its name.
    """
    if isinstance(node, dict):
        named = str(node["name"]) if isinstance(node.get("name"), str) and "value" in node else "value"
        for key, value in node.items():
            below = f"{path}.{key}" if path else str(key)
            if isinstance(value, dict | list):
                yield from leaves(value, below)
            else:
                yield below, named if key == "value" else str(key), value
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from leaves(value, f"{path}.{index}")


def texts(node: Any, path: str = "") -> Iterator[tuple[str, str, bool]]:  # noqa: ANN401
    """Yield the path and text of every text in a tree, and whether it is a key."""
    if isinstance(node, str):
        yield path, node, False
    elif isinstance(node, dict):
        for key, value in node.items():
            below = f"{path}.{key}" if path else str(key)
            yield below, str(key), True
            yield from texts(value, below)
    elif isinstance(node, list | tuple):
        for index, value in enumerate(node):
            yield from texts(value, f"{path}.{index}")


def shown(value: Any) -> str:  # noqa: ANN401
    """Return a free value in the words of YAML; none where nothing stands, and no quotes around text."""
    if value is None:
        return "none"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."
