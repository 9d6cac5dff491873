"""The steps of the generator that need no package."""

import json

import pytest
import yaml

from tools.schemas import kinds, layout
from tools.schemas.additions import from_additions
from tools.schemas.composite import closed
from tools.schemas.constraints import constrain
from tools.schemas.finish import finish
from tools.schemas.kinds import Wanted, wanted
from tools.schemas.record import status_record
from tools.schemas.text import text
from tools.schemas.tree import differences, write

SOURCE = """
  $schema: http://json-schema.org/draft-07/schema#
  type: object
  additionalProperties: false
  required: [apiVersion, kind, spec]
  properties:
    apiVersion: {const: example.org/v1, type: string, description: prose}
    kind: {const: Thing, type: string}
    metadata: {type: object, properties: {uid: {type: string}}}
    spec:
      type: object
      description: prose
      additionalProperties: false
      properties:
        description: {type: string, description: a field of this name}
        free: {type: object, additionalProperties: false}
        count: {type: number, format: int64, x-order: 1}
        when: {type: string, format: date-time}
        labels: {type: object, additionalProperties: {type: string}}
    status:
      type: object
      properties:
        atProvider:
          type: object
          properties:
            arn: {type: string}
            zones: {type: array, items: {type: object, properties: {ids: {type: array, items: {type: string}}}}}
            tags: {type: object, additionalProperties: {type: string}}
  definitions: {}
"""


def test_finishing_keeps_facts_and_drops_prose():
    finished = finish(Wanted(("example.org/v1", "Thing"), "types", "Cluster"), yaml.safe_load(SOURCE))
    metadata = finished["properties"].pop("metadata")
    assert metadata["required"] == ["name"]
    assert sorted(metadata["properties"]) == ["annotations", "finalizers", "labels", "name"]
    assert finished == yaml.safe_load("""
      $schema: http://json-schema.org/draft-07/schema#
      type: object
      additionalProperties: false
      required: [apiVersion, kind, metadata, spec]
      properties:
        apiVersion: {const: example.org/v1, type: string}
        kind: {const: Thing, type: string}
        spec:
          type: object
          additionalProperties: false
          properties:
            description: {type: string}
            free: {type: object}
            count: {type: number}
            when: {type: string, format: date-time}
            labels: {type: object, additionalProperties: {type: string}}
    """)


def test_record_lists_every_scalar_that_is_reported():
    assert status_record(yaml.safe_load(SOURCE)) == {
        "status.atProvider.arn": "string",
        "status.atProvider.tags.*": "string",
        "status.atProvider.zones[].ids[]": "string",
    }


def test_a_structural_schema_is_closed_where_kubernetes_prunes():
    structural = yaml.safe_load("""
      type: object
      properties:
        port: {x-kubernetes-int-or-string: true}
        none: {type: string, nullable: true, default: x}
        free: {type: object, x-kubernetes-preserve-unknown-fields: true, properties: {a: {type: integer}}}
        map: {type: object, additionalProperties: {type: object, properties: {b: {type: string}}}}
        list: {type: array, x-kubernetes-list-type: set, items: {type: string}}
      x-kubernetes-validations: [{rule: has(self.port)}]
    """)
    assert closed(structural) == yaml.safe_load("""
      type: object
      additionalProperties: false
      properties:
        port: {type: [integer, string]}
        none: {type: [string, 'null']}
        free: {type: object, properties: {a: {type: integer}}}
        map:
          type: object
          additionalProperties: {type: object, additionalProperties: false, properties: {b: {type: string}}}
        list: {type: array, items: {type: string}}
    """)


def test_an_addition_takes_the_frame_of_its_neighbour():
    neighbour = yaml.safe_load("""
      properties:
        kind: {const: Addon}
        spec:
          properties:
            managementPolicies: {type: array}
            forProvider:
              properties: {clusterNameRef: {type: object, required: [name]}, clusterNameSelector: {type: object}}
            initProvider: {properties: {}}
        status: {properties: {conditions: {type: array}, atProvider: {properties: {}}}}
    """)
    key = ("eks.aws.m.upbound.io/v1beta1", "Capability")
    made = from_additions([Wanted(key, "additions", "Namespaced")], {(key[0], "Addon"): neighbour})[key]
    spec = made["properties"]["spec"]["properties"]
    assert made["properties"]["kind"] == {"const": "Capability", "type": "string"}
    assert spec["managementPolicies"] == {"type": "array"}
    assert spec["forProvider"]["required"] == ["region"]
    assert spec["forProvider"]["properties"]["roleArnRef"] == {"type": "object", "required": ["name"]}
    assert spec["forProvider"]["properties"]["tags"] == {"type": "object", "additionalProperties": {"type": "string"}}
    assert set(spec["forProvider"]["properties"]) - set(spec["initProvider"]["properties"]) == {"region"}
    assert made["properties"]["status"]["properties"]["conditions"] == {"type": "array"}
    assert (
        "serverUrl"
        in made["properties"]["status"]["properties"]["atProvider"]["properties"]["configuration"]["properties"][
            "argoCd"
        ]["properties"]
    )
    assert neighbour["properties"]["kind"] == {"const": "Addon"}


def test_a_constraint_on_a_field_that_is_gone_is_an_error():
    schema = {"type": "object", "properties": {"metadata": {"type": "object"}, "data": {"type": "object"}}}
    with pytest.raises(LookupError, match=r"constraints.yaml: ConfigMap \(v1\) has no field binaryData"):
        constrain(("v1", "ConfigMap"), schema)


def test_a_kind_listed_twice_is_an_error(monkeypatch):
    twice = [{"source": "kubernetes", "scope": "Cluster", "kinds": {"v1": ["Node"], "v2": ["Node"]}}]
    monkeypatch.setattr(kinds, "data", {"kinds": twice}.__getitem__)
    with pytest.raises(ValueError, match=r"kinds.yaml lists these kinds twice: Node; a kind's name must be unique"):
        wanted()


def test_text_is_sorted_json_with_short_parts_on_one_line():
    value = {"b": [1, {"d": None, "c": "ü"}], "a": ["x" * 60, "y" * 60], "e": {}}
    written = text(value)
    assert json.loads(written) == value
    assert written == (
        f'{{\n "a": [\n  "{"x" * 60}",\n  "{"y" * 60}"\n ],\n "b": [1, {{"c": "ü", "d": null}}],\n "e": {{}}\n}}\n'
    )


def test_writing_and_comparing_a_tree(tmp_path):
    files = {"index.json": "{}\n", "v1/a.json": "[]\n"}
    (tmp_path / "old").mkdir()
    (tmp_path / "old/gone.json").write_text("{}")
    (tmp_path / "inventory.schema.json").write_text("made from the model, by another tool")
    write(tmp_path, files)
    assert differences(tmp_path, files) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index.json", "inventory.schema.json", "v1"]
    (tmp_path / "v1/a.json").write_text("[1]\n")
    (tmp_path / "index.json").unlink()
    (tmp_path / "extra.json").write_text("")
    assert differences(tmp_path, files) == ["different: v1/a.json", "missing: index.json", "not generated: extra.json"]


def test_places_of_schemas():
    assert layout.place(("v1", "ConfigMap")) == "core/configmap_v1.json"
    assert layout.place(("eks.aws.m.upbound.io/v1beta1", "NodeGroup")) == "eks.aws.m.upbound.io/nodegroup_v1beta1.json"
