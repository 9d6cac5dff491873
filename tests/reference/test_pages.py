"""The pages made from model and rules, as whole texts."""

from __future__ import annotations

from typing import Any

from slipway.findings import Severity
from slipway.reference.pages import inventory_page
from slipway.reference.rules_page import rules_page
from slipway.rules.facts import RuleFacts

HUB: dict[str, Any] = {
    "properties": {
        "hub": {
            "type": "object",
            "description": "Section ``hub``: the hub.",
            "properties": {"name": {"type": "string"}},
        },
        "fleet": {"type": "object", "properties": {"day": {"type": "string"}}},
    }
}
ENVIRONMENT: dict[str, Any] = {
    "required": ["nodes"],
    "properties": {
        "nodes": {
            "type": "object",
            "description": "Section ``nodes``: who\nworks.",
            "required": ["size", "groups"],
            "properties": {
                "size": {"type": "integer", "minimum": 1, "maximum": 8, "description": "How many.", "default": 2},
                "kind": {"enum": ["a", "b|c"], "description": "Absent: <environment>.", "examples": ["a"]},
                "on": {"type": "boolean", "default": False},
                "either": {"anyOf": [{"type": "string"}, {"type": "null"}]},
                "free": {"type": "object", "additionalProperties": True, "default": {"x": "${a:b}"}},
                "words": {"type": "array", "items": {"type": "string"}, "default": []},
                "groups": {
                    "type": "object",
                    "description": "By name.",
                    "patternProperties": {
                        "^[a-z]+$": {
                            "properties": {
                                "reservation": {
                                    "description": "How.",
                                    "oneOf": [
                                        {"properties": {"kind": {"const": "none"}}, "required": ["kind"]},
                                        {
                                            "properties": {
                                                "kind": {"const": "block"},
                                                "id": {"type": "string", "description": "Its id."},
                                            },
                                            "required": ["kind", "id"],
                                        },
                                    ],
                                },
                            }
                        }
                    },
                },
                "defaults": {
                    "properties": {"x": {}},
                    "type": "object",
                    "description": "Of groups.",
                    "$comment": "As there.",
                },
                "steps": {
                    "type": "array",
                    "items": {"type": "object", "properties": {"role": {"type": "string"}}, "required": ["role"]},
                },
            },
        },
        "fleet": {"type": "object", "properties": {"day": {"type": "string"}}},
    },
}


def test_the_page_of_keys() -> None:
    page = inventory_page(ENVIRONMENT, HUB)
    assert page.startswith(
        "<!-- Made by `make docs` from the model and the default classes. Do not edit. -->\n\n# The inv"
    )
    assert (
        page[page.index("\n## An environment") :]
        == """
## An environment

### `nodes`

Who works.

| key | what it is | type | default |
|---|---|---|---|
| `nodes.size` | How many. | number from 1 to 8 | `2` |
| `nodes.kind` | Absent: &lt;environment>. Example: `a`. | `a`, `b\\|c` | none |
| `nodes.on` |  | true or false | `false` |
| `nodes.either` |  | text | none |
| `nodes.free` |  | map | `{"x": "${a:b}"}` |
| `nodes.words` |  | list of text | `[]` |
| `nodes.groups` | By name. | map | **required** |
| `nodes.groups.<name>.reservation.kind` | Which of the shapes it is. | `none`, `block` | **required** |
| `nodes.groups.<name>.reservation.id` | Its id. For block. | text | **required** |
| `nodes.defaults` | Of groups. As there. | map | none |
| `nodes.steps` |  | list of map | none |
| `nodes.steps[].role` |  | text | **required** |

### `fleet`

| key | what it is | type | default |
|---|---|---|---|
| `fleet.day` |  | text | none |

## The hub

### `hub`

The hub.

| key | what it is | type | default |
|---|---|---|---|
| `hub.name` |  | text | none |

Section `fleet` is that of an environment.
"""
    )


def test_the_page_of_rules() -> None:
    rules = [
        RuleFacts("NODES-002", "Sizes fit", Severity.WARNING, "It hurts.", "Do less.", "docs/network.md"),
        RuleFacts("NETWORK-001", "Ranges fit", Severity.ERROR, "Routes clash.", "Move it.", "https://example.com/a#b"),
        RuleFacts("NODES-001", "Nodes fit", Severity.ERROR, "They fall.", "Stack less.", "https://example.com/c"),
    ]
    page = rules_page(rules)
    assert page.startswith("<!-- Made by `make docs` from the rules. Do not edit. -->\n\n# Rules\n")
    assert (
        page[page.index("\nThere are") :]
        == """
There are 3: 2 errors, 1 warnings.

- [NETWORK](#network): 1
- [NODES](#nodes): 2

## NETWORK

### NETWORK-001

**Ranges fit** (error)

Routes clash. Move it.

Source: <https://example.com/a#b>

## NODES

### NODES-001

**Nodes fit** (error)

They fall. Stack less.

Source: <https://example.com/c>

### NODES-002

**Sizes fit** (warning)

It hurts. Do less.

Source: [docs/network.md](network.md)
"""
    )
