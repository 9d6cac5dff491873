"""The kind and its Composition, as the management cluster gets them."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from slipway.latebinding import script
from slipway.latebinding.bind import ALLOWED_KINDS
from slipway.latebinding.composition import composition
from slipway.latebinding.xrd import definition
from slipway.serialize import document
from tests.latebinding.schema import SPEC
from tests.support.crds import needs_crds, upstream

SOURCE = Path(script.__file__).read_text()


def test_the_composition_embeds_the_script_as_it_stands() -> None:
    assert composition() == {
        "apiVersion": "apiextensions.crossplane.io/v1",
        "kind": "Composition",
        "metadata": {"name": definition()["spec"]["enforcedCompositionRef"]["name"]},
        "spec": {
            "compositeTypeRef": {"apiVersion": "slipway.dev/v1alpha1", "kind": definition()["spec"]["names"]["kind"]},
            "mode": "Pipeline",
            "pipeline": [
                {
                    "step": "bind",
                    "functionRef": {"name": "function-python"},
                    "input": {"apiVersion": "python.fn.crossplane.io/v1beta1", "kind": "Script", "script": SOURCE},
                }
            ],
        },
    }


def test_the_script_is_written_as_a_readable_block() -> None:
    text = document(composition())
    assert "script: |\n" in text
    assert all(line.strip() in text for line in SOURCE.splitlines())


def test_the_script_needs_nothing_that_the_function_does_not_have() -> None:
    imported = {
        node.module if isinstance(node, ast.ImportFrom) else name.name
        for node in ast.walk(ast.parse(SOURCE))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in node.names
    }
    outside = {name for name in imported if str(name).partition(".")[0] not in sys.stdlib_module_names}
    assert outside == {"crossplane.function", "crossplane.function.proto.v1"}


def test_the_script_defines_one_entry_point() -> None:
    names = [node.name for node in ast.parse(SOURCE).body if isinstance(node, ast.FunctionDef)]
    assert [name for name in names if name in ("compose", "operate")] == ["compose"]


def test_definition_script_and_compiler_allow_the_same_kinds() -> None:
    (rule,) = [each["rule"] for each in rules(SPEC) if "' in [" in each["rule"] or " in ['" in each["rule"]]
    assert {tuple(pair.split(" ")) for pair in re.findall(r"'([^' ]+ [^']+)'", rule)} == ALLOWED_KINDS
    assert set(script.ALLOWED) == ALLOWED_KINDS


@pytest.mark.filterwarnings("ignore:Possible nested set")
@pytest.mark.parametrize(
    "field, pattern, alphabet",
    [("fieldPath", script.FIELD_PATH, "a0.[]"), ("apiVersion", script.SOURCE, "a0./")],
    ids=["fieldPath", "apiVersion"],
)
def test_definition_and_script_allow_the_same(field: str, pattern: re.Pattern[str], alphabet: str) -> None:
    """Both read every short text from the characters that matter, around what is always there."""
    (stated,) = [
        match[1] for each in rules(SPEC) if (match := re.fullmatch(rf"self\.{field}\.matches\('(.*)'\)", each["rule"]))
    ]
    around = {"fieldPath": "status.atProvider{}", "apiVersion": "{}aws.m.upbound.io/v1beta1{}"}[field]
    texts = [around.format("".join(each), "") for size in range(7) for each in product(alphabet, repeat=size)]
    allowed = [text for text in texts if pattern.fullmatch(text)]
    assert allowed
    assert [text for text in texts if re.search(stated, text)] == allowed


def test_all_that_rules_read_is_bounded() -> None:
    """Otherwise the API server estimates too high a cost and never establishes the kind."""
    read_by_no_rule = ["spec.template.metadata.annotations.*"]
    assert list(unbounded(SPEC, "spec")) == read_by_no_rule


def rules(schema: dict[str, Any]) -> Iterator[dict[str, str]]:
    """Yield the rules of a schema and of everything in it."""
    yield from schema.get("x-kubernetes-validations", ())
    for each in children(schema).values():
        yield from rules(each)


def children(schema: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the schemas inside a schema by name, ``*`` for the values of a map."""
    others = schema.get("additionalProperties")
    return {**schema.get("properties", {}), **({"*": others} if isinstance(others, dict) else {})}


def unbounded(schema: dict[str, Any], path: str) -> Iterator[str]:
    """Yield the strings without maxLength and the maps without maxProperties."""
    if schema["type"] == "string" and "maxLength" not in schema:
        yield path
    if "additionalProperties" in schema and "maxProperties" not in schema:
        yield path
    for name, each in children(schema).items():
        yield from unbounded(each, f"{path}.{name}")


@needs_crds
def test_both_pass_the_upstream_crds() -> None:
    crds = upstream()
    assert crds.violations(definition()) == []
    assert crds.violations(composition()) == []
    metadata = {"name": "inline", "namespace": "default"}
    assert crds.violations({**composition()["spec"]["pipeline"][0]["input"], "metadata": metadata}) == []
