"""The schemas say nothing the upstream CRDs do not say (CRD_DIR).

The other direction is not asserted: the packages follow the CRDs of older releases, so newer optional fields are
unknown here and refused until a package has them or constraints.yaml adds them.
"""

import re

import pytest

from slipway.schema import api_version, kinds
from slipway.schema.store import schema, status_fields
from tests.support.crd_rules import parsed
from tests.support.crd_schema import UNSUPPORTED
from tests.support.crds import needs_crds, upstream
from tools.schemas.layout import data

pytestmark = needs_crds

WITHOUT_CRD = {"ConfigMap", "Namespace", "Secret", "ServiceAccount"}
KINDS = sorted(set(kinds()) - WITHOUT_CRD)

# Beyond the CRD's own keywords: bounds that constraints.yaml takes from CEL rules.
STRICTER = {
    "Composition spec required": "CEL: a Pipeline has a pipeline",
    "Composition spec.pipeline[].input required": "rule for embedded resources",
    "Function spec.package pattern": "CEL: fully qualified package",
    "Provider spec.package pattern": "CEL: fully qualified package",
}


def crd(kind):
    return upstream().by_key[api_version(kind), kind].schema


def same_type(ours, structural):
    """TypeScript has one number type, so our number may be the CRD's integer; the reverse would refuse good values."""
    stated = ours.get("type")
    named = set(stated) if isinstance(stated, list) else {stated}
    wanted = {"integer", "string"} if structural.get("x-kubernetes-int-or-string") else {structural.get("type")}
    return named == wanted or {"integer" if each == "number" else each for each in named} == wanted


def keeps_unknown(structural):
    return bool(
        structural.get("x-kubernetes-preserve-unknown-fields") or structural.get("additionalProperties") is True
    )


def differences(ours, structural, path):
    """Yield where our schema and the CRD's disagree, one line each."""
    if not same_type(ours, structural):
        yield f"{path} type"
    for key in ("enum", "pattern", "minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties"):
        if key in ours and not same_bound(ours[key], structural.get(key)):
            yield f"{path} {key}"
    if set(ours.get("required", ())) != set(structural.get("required", ())):
        yield f"{path} required"
    if ours.get("type") == "object" and ("additionalProperties" not in ours) != keeps_unknown(structural):
        yield f"{path} open"
    yield from below(ours, structural, path)


def same_bound(ours, upstream):
    """Our schemas may leave a bound out, the API server makes it good; they may not have another one."""
    return sorted(ours) == sorted(upstream or ()) if isinstance(ours, list) else ours == upstream


def below(ours, structural, path):
    for name, part in ours.get("properties", {}).items():
        if name in structural.get("properties", {}):
            yield from differences(part, structural["properties"][name], f"{path}.{name}")
        elif not structural.get("x-kubernetes-embedded-resource"):
            yield f"{path}.{name} unknown"
    for key, suffix in (("items", "[]"), ("additionalProperties", ".*")):
        if isinstance(ours.get(key), dict):
            yield from differences(ours[key], structural[key], path + suffix)


def test_folder_has_every_kind_but_those_of_core_kubernetes():
    assert {kind for kind in kinds() if (api_version(kind), kind) not in upstream().by_key} == WITHOUT_CRD


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_the_spec_is_that_of_the_crd(kind):
    lines = differences(schema(kind)["properties"]["spec"], crd(kind)["properties"]["spec"], "spec")
    assert {f"{kind} {line}" for line in lines} == {line for line in STRICTER if line.startswith(f"{kind} ")}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if status_fields(kind)])
def test_every_reported_field_is_that_of_the_crd(kind):
    for path, type_ in status_fields(kind).items():
        part = crd(kind)
        for step in re.findall(r"[^.\[\]]+|\[\]", path):
            part = (
                part[{"[]": "items", "*": "additionalProperties"}[step]] if step in "[]*" else part["properties"][step]
            )
        assert same_type({"type": type_}, part), path


def test_required_at_create_is_what_the_rules_of_the_crds_say():
    found: dict[str, dict[str, set[str]]] = {}
    for kind in KINDS:
        for rule in crd(kind)["properties"]["spec"].get("x-kubernetes-validations", ()):
            if named := re.fullmatch(r"spec\.forProvider\.(\w+) is a required parameter", rule.get("message", "")):
                found.setdefault(api_version(kind), {}).setdefault(kind, set()).add(named[1])
    stated = {
        version: {kind: set(fields) for kind, fields in table.items()} for version, table in data("required").items()
    }
    assert found == stated


@pytest.mark.parametrize("kind", KINDS)
def test_checker_reads_everything_the_crd_says(kind):
    rules: set[str] = set()
    words: set[str] = set()

    def visit(node):
        words.update(set(node) & set(UNSUPPORTED))
        rules.update(rule["rule"] for rule in node.get("x-kubernetes-validations", ()))
        for each in node.get("properties", {}).values():
            visit(each)
        for key in ("items", "additionalProperties"):
            if isinstance(node.get(key), dict):
                visit(node[key])

    visit(crd(kind))
    assert words == set()
    for rule in rules:
        parsed(rule)
