"""JSON Schemas of the inventory, made from the model and the default classes.

Three of them: of a target's rendered parameters, for programs, and of class and target files, for editors. A file holds
a part of the keys, may refer to others with ``${a:b}``, and may mark a key with ``~`` (replace) or ``=`` (constant).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from slipway.model import Environment, Hub
from slipway.model.inventory import KAPITAN_SECTIONS
from slipway.reference.defaults import Defaults
from slipway.reference.partial import partial, relaxed

Schema = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"


def sections(defaults: Defaults, *, hub: bool = False) -> Schema:
    """Return the schema of an environment's sections, or of the hub's: whole, without references, with defaults."""
    schema = _inlined(Hub if hub else Environment)
    if not hub:
        _complete_groups(schema)
    _annotate(schema, defaults)
    return schema


def rendered(defaults: Defaults) -> Schema:
    """Return the schema of a target's rendered parameters: of the hub where section ``hub`` is, else an environment."""
    environment = sections(defaults)
    groups = environment["properties"]["nodes"]["properties"]["gpu"]["patternProperties"]
    # What a group lacks comes from gpuDefaults, and only the model puts the two together.
    groups.update({pattern: relaxed(group) for pattern, group in groups.items()})
    hub = sections(defaults, hub=True)
    for schema in (environment, hub):
        schema["properties"] |= {name: {"description": "kapitan's own."} for name in sorted(KAPITAN_SECTIONS)}
    return {
        "$schema": DRAFT,
        "title": "Slipway inventory: the rendered parameters of a target",
        "type": "object",
        "if": {"required": ["hub"]},
        "then": hub,
        "else": environment,
    }


def file(defaults: Defaults, *, target: bool) -> Schema:
    """Return the schema of a class file, or of a target file."""
    merged: Schema = {}
    for hub in (True, False):
        merged |= partial(sections(defaults, hub=hub))["properties"]
    names = "|".join(sorted(merged))
    return {
        "$schema": DRAFT,
        "title": f"Slipway inventory: a {'target' if target else 'class'} file",
        "type": "object",
        "additionalProperties": False,
        **({"required": ["classes"]} if target else {}),
        "properties": {
            "classes": {
                "type": "array",
                "items": {"type": "string"},
                "description": "Classes by name, folders as dots; what stands later in the list wins.",
                "examples": [["environment", "stage.dev", "region.us-east-2", "hardware.p5e"]],
            },
            "parameters": {
                "type": "object",
                "description": "The sections of the inventory.",
                "additionalProperties": False,
                "properties": {
                    **merged,
                    "kapitan": {"type": "object", "description": "How kapitan compiles the target; see class compile."},
                },
                "patternProperties": {f"^[~=]({names})$": {}},
            },
        },
    }


def _inlined(model: type[BaseModel]) -> Schema:
    schema = model.model_json_schema(by_alias=True)
    found: Schema = _resolved(schema, schema.get("$defs", {}))
    del found["$defs"]
    return found


def _resolved(node: Any, definitions: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON Schema is free
    """Return a schema with references replaced by what they refer to, without made-up titles and absent defaults."""
    if isinstance(node, list):
        return [_resolved(item, definitions) for item in node]
    if not isinstance(node, dict):
        return node
    own = {key: value for key, value in node.items() if key not in ("title", "discriminator", "$ref")}
    found: Schema = {}
    for key, value in own.items():
        if key in ("properties", "patternProperties"):
            found[key] = {name: _resolved(entry, definitions) for name, entry in value.items()}
        elif key != "default":
            found[key] = _resolved(value, definitions)
        elif value is not None and not (isinstance(value, dict) and set(value.values()) == {None}):
            found[key] = value
    if "patternProperties" in found and "properties" not in found:
        found["additionalProperties"] = False
    if "$ref" in node:
        found = {**_resolved(definitions[node["$ref"].rpartition("/")[2]], definitions), **found}
    return found


def _complete_groups(environment: Schema) -> None:
    """Say what ``gpuDefaults`` may hold: the model leaves it free, because groups are checked after they took it in."""
    nodes = environment["properties"]["nodes"]["properties"]
    (group,) = nodes["gpu"]["patternProperties"].values()
    own = {"description": nodes["gpuDefaults"]["description"], "$comment": "The keys are those of nodes.gpu.<name>."}
    nodes["gpuDefaults"] = {**relaxed(group), **own}


def _annotate(schema: Schema, defaults: Defaults) -> None:
    """Write the defaults of the classes into the properties they belong to."""
    for name, entry in schema.get("properties", {}).items():
        if name not in defaults:
            continue
        if "properties" in entry:
            _annotate(entry, defaults[name])
        else:
            entry["default"] = defaults[name]
        if name == "gpuDefaults":
            (group,) = schema["properties"]["gpu"]["patternProperties"].values()
            _annotate(group, defaults[name])
