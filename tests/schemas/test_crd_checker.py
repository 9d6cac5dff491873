"""The checker of upstream CRDs, on a definition small enough to read."""

from textwrap import dedent

import pytest
import yaml

from tests.support.crds import load_crds

DEFINITION = """
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: things.example.org}
spec:
  group: example.org
  scope: Namespaced
  names: {kind: Thing, plural: things}
  versions:
    - name: v0
      served: false
      storage: false
      schema: {openAPIV3Schema: {type: object}}
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          required: [spec]
          properties:
            apiVersion: {type: string}
            kind: {type: string}
            metadata: {type: object}
            spec:
              type: object
              required: [size]
              x-kubernetes-validations:
                - {rule: "!('*' in self.policies) || has(self.owner)", message: owner is needed}
                - {rule: "self == oldSelf", message: immutable}
              properties:
                size: {type: integer, format: int32, minimum: 1, maximum: 9}
                ratio: {type: number}
                owner: {type: string, minLength: 2, maxLength: 4, pattern: "^[a-z]+$"}
                mode: {type: string, enum: [fast, slow], default: slow}
                policies: {type: array, maxItems: 2, default: ["*"], items: {type: string}, x-kubernetes-list-type: set}
                port:
                  x-kubernetes-int-or-string: true
                  anyOf: [{type: integer}, {type: string}]
                  pattern: "^[0-9]+%$"
                free: {type: object, x-kubernetes-preserve-unknown-fields: true, properties: {known: {type: string}}}
                labels: {type: object, additionalProperties: {type: string}}
                input: {type: object, x-kubernetes-embedded-resource: true}
                nothing: {type: string, nullable: true}
                ports:
                  type: array
                  x-kubernetes-list-type: map
                  x-kubernetes-list-map-keys: [name]
                  items: {type: object, properties: {name: {type: string}}}
                data: {type: string, format: byte}
                since: {type: string, format: date-time}
                of:
                  type: object
                  x-kubernetes-validations:
                    - {rule: "!has(self.__namespace__)", message: no namespace here}
                    - {rule: "self.name == self.name.lowerAscii()", message: name in lower case}
                    - {rule: "self.name.matches('^[a-z]+([[][0-9]+[]])?$')", message: name has the wrong form}
                  properties: {name: {type: string}, namespace: {type: string}}
                odd: {type: string, x-kubernetes-validations: [{rule: "isQuantity(self)"}]}
            status: {type: object, properties: {ready: {type: boolean}}}
"""


@pytest.fixture(scope="module")
def crds(tmp_path_factory):
    folder = tmp_path_factory.mktemp("crds")
    (folder / "things.yaml").write_text(DEFINITION + "---\nkind: ConfigMap\n---\n")
    return load_crds(folder)


def thing(spec):
    metadata = {"name": "thing", "namespace": "dev"}
    return {"apiVersion": "example.org/v1", "kind": "Thing", "metadata": metadata, "spec": yaml.safe_load(spec)}


@pytest.mark.parametrize(
    "spec",
    [
        "{size: 1, owner: ab}",
        "{size: 9, policies: []}",
        "{size: 2, owner: ab, ratio: 1, port: 80, nothing: null, labels: {a: b}, free: {known: x, more: {deep: 1}}}",
        "{size: 2, owner: ab, port: 80%, data: eHg=, since: '2026-11-23T10:00:00Z', ports: [{name: a}, {name: b}]}",
        "{size: 2, owner: ab, input: {apiVersion: a/v1, kind: B, metadata: {name: c}}, of: {name: 'ab[3]'}}",
    ],
)
def test_good_objects(crds, spec):
    assert crds.violations(thing(spec)) == []


@pytest.mark.parametrize(
    ("spec", "found"),
    [
        ("{owner: ab}", ["spec.size: required, but missing"]),
        ("{size: 1}", ["spec: owner is needed"]),
        ("{size: 1, owner: ab, siez: 2}", ["spec.siez: unknown field"]),
        ("{size: '1', owner: ab}", ["spec.size: '1' is not of type integer"]),
        ("{size: true, owner: ab}", ["spec.size: True is not of type integer"]),
        ("{size: 0, owner: ab}", ["spec.size: 0 is below 1"]),
        ("{size: 10, owner: ab}", ["spec.size: 10 is above 9"]),
        ("{size: 1, owner: A}", ["spec.owner: 'A' breaks minLength 2", "spec.owner: 'A' does not match ^[a-z]+$"]),
        ("{size: 1, owner: abcde}", ["spec.owner: 'abcde' breaks maxLength 4"]),
        ("{size: 1, owner: null}", ["spec.owner: None is not of type string"]),
        ("{size: 1, owner: ab, mode: slwo}", ["spec.mode: 'slwo' is not one of ['fast', 'slow']"]),
        ("{size: 1, owner: ab, port: 1.5}", ["spec.port: 1.5 is not of type integer or string"]),
        ("{size: 1, owner: ab, port: x}", ["spec.port: 'x' does not match ^[0-9]+%$"]),
        ("{size: 1, owner: ab, free: {known: 1}}", ["spec.free.known: 1 is not of type string"]),
        ("{size: 1, owner: ab, labels: {a: 1}}", ["spec.labels.a: 1 is not of type string"]),
        (
            "{size: 1, owner: ab, input: {kind: A, x: 1}}",
            ["spec.input.apiVersion: required, but missing", "spec.input.x: unknown field"],
        ),
        ("{size: 1, owner: ab, ports: [{name: a}, {name: a}]}", ["spec.ports: elements must differ in name"]),
        ("{size: 1, owner: ab, policies: [a, a]}", ["spec.policies: elements of a set must differ"]),
        ("{size: 1, owner: ab, policies: [a, b, c]}", ["spec.policies: ['a', 'b', 'c'] breaks maxItems 2"]),
        ("{size: 1, owner: ab, data: '?'}", ["spec.data: '?' is not a byte"]),
        ("{size: 1, owner: ab, since: yesterday}", ["spec.since: 'yesterday' is not a date-time"]),
        ("{size: 1, owner: ab, of: {name: a, namespace: b}}", ["spec.of: no namespace here"]),
        ("{size: 1, owner: ab, of: {name: A}}", ["spec.of: name in lower case", "spec.of: name has the wrong form"]),
    ],
)
def test_bad_objects(crds, spec, found):
    assert crds.violations(thing(dedent(spec))) == found


def test_a_rule_beyond_the_evaluator_is_reported(crds):
    (found,) = crds.violations(thing("{size: 1, owner: ab, odd: 1Gi}"))
    assert found.startswith("spec.odd: rule 'isQuantity(self)' could not be evaluated: ")


def test_metadata_is_checked_too(crds):
    manifest = thing("{size: 1, owner: ab}")
    manifest["metadata"] = {
        "name": "A",
        "label": {},
        "labels": {"a/b/c": "d", "e": 1},
        "annotations": {"f": "any text"},
    }
    assert crds.violations(manifest) == [
        "metadata.label: unknown field",
        "metadata.name: 'A' is not a DNS subdomain name",
        "metadata.namespace: missing, so the object would land in whatever namespace the client has set",
        "metadata.labels: 'a/b/c' is not a qualified name",
        "metadata.labels[e]: 1 is not a string",
    ]


def test_status_is_dropped_as_by_a_create(crds):
    assert crds.violations({**thing("{size: 1, owner: ab}"), "status": {"anything": 1}}) == []


@pytest.mark.parametrize("api_version", ["example.org/v0", "example.org/v2", "v1"])
def test_a_kind_without_served_definition_is_reported_as_such(crds, api_version):
    manifest = {**thing("{}"), "apiVersion": api_version}
    assert not crds.has(manifest)
    assert crds.violations(manifest) == [f"no CRD in the folder for {api_version} Thing"]


def test_a_folder_without_definitions_is_an_error(tmp_path):
    (tmp_path / "other.yaml").write_text("kind: ConfigMap\n")
    with pytest.raises(FileNotFoundError, match="holds no CustomResourceDefinition"):
        load_crds(tmp_path)
