"""The page of the inventory's keys, ``docs/inventory.md``, made from the model and the default classes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Schema = Mapping[str, Any]

HEAD = "<!-- Made by `make docs` from {source}. Do not edit. -->\n\n"

_INTRODUCTION = """\
# The inventory

A target is a file in `inventory/targets/`. It lists classes and says what only it can say; everything else comes from
the classes. Below are all keys that a target's parameters may hold once they are merged. A default is what
`inventory/classes/defaults/` sets, and its reason stands beside it there. What is **required** has no default that
fits everybody: the target says it, or its class of stage, region or hardware.

Lists of several classes are joined, maps are merged, anything else is replaced by the later one. `~key:` replaces
lists and maps as well, and `${section:key}` stands for the value at another key.

`slipway set TARGET KEY VALUE` writes a key into a target. For completion and checks while you type, give your editor
the schema in the first line of the file:

```yaml
# yaml-language-server: $schema=../../schemas/inventory-target.schema.json
```

`schemas/inventory-class.schema.json` is that of a class, `schemas/inventory.schema.json` that of rendered parameters.
"""


def inventory_page(environment: Schema, hub: Schema) -> str:
    """Return the page of every key, by section: its meaning, type, default and an example."""
    parts = [HEAD.format(source="the model and the default classes"), _INTRODUCTION]
    for title, root in (("An environment", environment), ("The hub", hub)):
        parts.append(f"\n## {title}\n")
        for name, entry in root["properties"].items():
            if title == "The hub" and entry == environment["properties"].get(name):
                parts.append(f"\nSection `{name}` is that of an environment.\n")
                continue
            parts.append(
                f"\n### `{name}`\n\n{_opening(entry)}| key | what it is | type | default |\n|---|---|---|---|\n"
            )
            parts += _rows(entry, name, required=name in root.get("required", ()))
    return "".join(parts)


def _opening(entry: Schema) -> str:
    """Return the description of a section, if it says more than its name."""
    first, _, _ = str(entry.get("description", "")).partition("\n\n")
    text = " ".join(first.split()).partition(": ")
    is_section = text[0].startswith("Section ")
    words = text[2] if is_section else "".join(text)
    return f"{words[:1].upper()}{words[1:]}\n\n" if words and "properties" in entry else ""


def _rows(entry: Schema, path: str, *, required: bool) -> Iterator[str]:
    inner = None if "$comment" in entry else _inner(entry)
    if inner:
        suffix, schema = inner
        if suffix or entry.get("default") is not None:
            yield _row(entry, path, required=required)
        for name, below in schema["properties"].items():
            yield from _rows(below, f"{path}{suffix}.{name}", required=name in schema.get("required", ()))
    else:
        yield _row(entry, path, required=required)


def _inner(entry: Schema) -> tuple[str, Schema] | None:
    """Return the schema that has the keys below an entry, and what stands between; nothing for a leaf."""
    if "properties" in entry:
        return "", entry
    if choices := [choice for choice in _choices(entry) if "properties" in choice]:
        return "", _united(choices)
    for pattern in entry.get("patternProperties", {}).values():
        if "properties" in pattern:
            return ".<name>", pattern
    for key, suffix in (("additionalProperties", ".<name>"), ("items", "[]")):
        if isinstance(entry.get(key), Mapping) and "properties" in entry[key]:
            return suffix, entry[key]
    return None


def _choices(entry: Schema) -> Sequence[Schema]:
    return [*entry.get("anyOf", ()), *entry.get("oneOf", ())]


def _united(choices: Sequence[Schema]) -> Schema:
    """Return one schema of several that a key chooses among; each key says for which choices it is."""
    if len(choices) == 1:
        return choices[0]
    tag = next(key for key, entry in choices[0]["properties"].items() if "const" in entry)
    words = [str(choice["properties"][tag]["const"]) for choice in choices]
    properties: dict[str, Any] = {tag: {"enum": words, "type": "string", "description": "Which of the shapes it is."}}
    for choice in choices:
        for key, entry in choice["properties"].items():
            if key not in properties:
                users = [word for word, other in zip(words, choices, strict=True) if key in other["properties"]]
                properties[key] = {**entry, "description": f"{entry.get('description', '')} For {' and '.join(users)}."}
    required = {
        key for key in properties if all(key in choice["required"] for choice in choices if key in choice["properties"])
    }
    return {"properties": properties, "required": sorted(required)}


def _row(entry: Schema, path: str, *, required: bool) -> str:
    return f"| `{path}` | {_text(entry)} | {_cell(_type(entry))} | {_default(entry, required=required)} |\n"


def _text(entry: Schema) -> str:
    words = f"{entry.get('description', '')} {entry.get('$comment', '')}".strip()
    if entry.get("examples"):
        words += f" Example: `{inline(entry['examples'][0])}`."
    return _cell(words)


def _type(entry: Schema) -> str:
    words = [_word(shape) for shape in _choices(entry) or [entry] if shape.get("type") != "null"]
    return " or ".join(dict.fromkeys(words))


def _word(shape: Schema) -> str:
    if "const" in shape:
        return f"`{shape['const']}`"
    if "enum" in shape:
        return ", ".join(f"`{value}`" for value in shape["enum"])
    kind = str(shape.get("type", "anything"))
    if kind == "array":
        return f"list of {_type(shape.get('items', {}))}"
    if kind == "integer":
        bounds = [f"{word} {shape[key]}" for key, word in (("minimum", "from"), ("maximum", "to")) if key in shape]
        return " ".join(["number", *bounds])
    return {"object": "map", "string": "text", "boolean": "true or false"}.get(kind, kind)


def _default(entry: Schema, *, required: bool) -> str:
    if "default" in entry:
        return _cell(f"`{inline(entry['default'])}`")
    return "**required**" if required else "none"


def _cell(words: str) -> str:
    # Outside of code, <name> would be taken for HTML.
    pieces = " ".join(words.split()).replace("|", "\\|").split("`")
    return "`".join(piece.replace("<", "&lt;") if number % 2 == 0 else piece for number, piece in enumerate(pieces))


def inline(value: Any) -> str:  # noqa: ANN401 - any YAML value
    """Return a value on one line, as it may be written in YAML."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
