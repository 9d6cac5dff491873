"""How a manifest looks: order, indentation, quotes and blocks, compared as whole texts."""

from __future__ import annotations

import random
from collections import OrderedDict
from enum import Enum, IntEnum, StrEnum
from typing import Any

import pytest

from slipway.serialize import NotSerializableError, document, stream

BUCKET_POLICY = """\
{
  "Version": "2012-10-17"
}"""

MANIFEST: dict[str, Any] = {
    "status": {"ready": True},
    "data": {"policy.json": BUCKET_POLICY, "notes": "one\n\ntwo\n", "keep": "end\n\n"},
    "spec": {
        "ports": [{"name": "http", "port": 80, "args": ["--verbose", "a: b"]}, {}, [], [[1, 2], ["x"]]],
        "version": "1.29",
        "chart": "1.13.4",
        "enabled": "yes",
        "account": "111122223333",
        "weight": 0.5,
        "none": None,
        "arn": "arn:aws:s3:::bucket/*",
        "inline": '{"a":1}',
        "time": "12:30",
        "script": "  indented\nfirst line",
        "résumé": "naïve ✓",
    },
    "metadata": {
        "uid": "x",
        "annotations": {"n": "1"},
        "labels": {"b": "2", "a": "1"},
        "namespace": "dev",
        "name": "all",
    },
    "kind": "Example",
    "apiVersion": "example.org/v1",
}

TEXT = """\
apiVersion: example.org/v1
kind: Example
metadata:
  name: all
  namespace: dev
  labels:
    a: "1"
    b: "2"
  annotations:
    "n": "1"
  uid: x
spec:
  account: "111122223333"
  arn: arn:aws:s3:::bucket/*
  chart: 1.13.4
  enabled: "yes"
  inline: '{"a":1}'
  none: null
  ports:
    - args:
        - --verbose
        - "a: b"
      name: http
      port: 80
    - {}
    - []
    - - - 1
        - 2
      - - x
  résumé: naïve ✓
  script: "  indented\\nfirst line"
  time: "12:30"
  version: "1.29"
  weight: 0.5
data:
  keep: |+
    end

  notes: |
    one

    two
  policy.json: |-
    {
      "Version": "2012-10-17"
    }
status:
  ready: true
"""


def shuffled(value: Any, generator: random.Random) -> Any:
    """Return an equal value whose keys were set in another order."""
    if isinstance(value, dict):
        names = list(value)
        generator.shuffle(names)
        return {name: shuffled(value[name], generator) for name in names}
    return [shuffled(item, generator) for item in value] if isinstance(value, list) else value


def test_layout_of_a_whole_manifest() -> None:
    assert document(MANIFEST) == TEXT


@pytest.mark.parametrize("seed", range(10))
def test_order_of_keys_never_matters(seed: int) -> None:
    assert document(shuffled(MANIFEST, random.Random(seed))) == TEXT


def test_shared_objects_are_written_out_without_anchors() -> None:
    """kapitan's own dumper writes ``&id001`` and ``*id001`` where two fields share one dict of tags."""
    tags = {"team": "inference"}
    zones = ["a"]
    manifest = {"metadata": {"labels": tags}, "spec": {"tags": tags, "zones": zones, "again": zones}}
    assert document(manifest) == (
        "metadata:\n  labels:\n    team: inference\n"
        "spec:\n  again:\n    - a\n  tags:\n    team: inference\n  zones:\n    - a\n"
    )


def test_long_text_is_not_folded() -> None:
    words = "word " * 100 + "end"
    assert document({"spec": {"long": words}}) == f"spec:\n  long: {words}\n"


def test_stream_is_header_and_documents() -> None:
    manifests: list[dict[str, Any]] = [{"kind": "A", "metadata": {}}, {"kind": "B"}]
    assert stream("Generated.", manifests) == "# Generated.\nkind: A\nmetadata: {}\n---\nkind: B\n"


def test_stream_without_manifests_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one manifest"):
        stream("Generated.", [])


@pytest.mark.parametrize("header", ["", "two\nlines", "two\u2028lines"])
def test_header_must_be_one_line(header: str) -> None:
    with pytest.raises(ValueError, match="one line"):
        stream(header, [{"kind": "A"}])


class Colour(StrEnum):
    RED = "red"


class Taint(str, Enum):  # noqa: UP042 - formatted as its name, unlike StrEnum
    YES = "yes"


class Port(IntEnum):
    HTTP = 80


def test_members_of_enumerations_are_their_values() -> None:
    manifest = {"spec": {"a": Colour.RED, "b": [Taint.YES, Port.HTTP], Taint.YES: 1}}
    expected = 'spec:\n  a: red\n  b:\n    - "yes"\n    - 80\n  "yes": 1\n'
    assert document(manifest) == expected
    assert document({"spec": {"a": "red", "b": ["yes", 80], "yes": 1}}) == expected


def endless() -> dict[str, Any]:
    """Return a dict that contains itself."""
    node: dict[str, Any] = {}
    node["a"] = node
    return node


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        (
            {"kind": "A", "metadata": {"name": "x"}, "spec": {"a": [{1: 2}]}},
            "A x: spec.a.0 is a mapping with the key 1 of",
        ),
        (
            {"kind": "A", "spec": {True: 2}},
            "A without name: spec is a mapping with the key True of type bool: keys must",
        ),
        ({"spec": {"a": {"b"}}}, "object without kind without name: spec.a is {'b'} of type set: only dict"),
        ({"spec": {"a": ("b",)}}, r"spec.a is \('b',\) of type tuple: only dict"),
        ({"spec": [b"b"]}, "spec.0 is b'b' of type bytes: only dict"),
        ({"spec": OrderedDict(a=1)}, "spec is OrderedDict.* of type OrderedDict: only dict"),
        ({"spec": {"a": float("nan")}}, "spec.a is the float nan, which JSON and Kubernetes do not know"),
        ({"spec": {"a": float("-inf")}}, "spec.a is the float -inf"),
        ({"spec": {"a": 2**63}}, "spec.a is an integer beyond 64 bits"),
        ({"spec": {"a": 10**5000}}, "spec.a is an integer beyond 64 bits"),
        ({"spec": {"a": "\ud800"}}, "spec.a is text with half of a surrogate pair"),
        ({"spec": {"k" * 1001: 1}}, "spec is a key of 1001 characters"),
        (endless(), r"a\.\.+ is nested deeper than 100 levels: does the object contain itself"),
        ([], "list: the object is no plain dict"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_what_cannot_be_written_is_refused_with_its_path(manifest: Any, message: str) -> None:
    with pytest.raises(NotSerializableError, match=message):
        document(manifest)
