"""The catalogue says what its schema allows, each fact names a page, and questions get clear answers."""

import json
from importlib.resources import files

import jsonschema_rs
import pytest
import yaml

from slipway.catalogue import CatalogueError, KindFacts, UnknownKindError, is_known, kind_facts, kinds
from slipway.catalogue.load import build
from slipway.catalogue.paths import matches, parse

CATALOGUE = files("slipway.catalogue")


def document():
    return yaml.safe_load(CATALOGUE.joinpath("kinds.yaml").read_text())


def schema():
    return json.loads(CATALOGUE.joinpath("kinds.schema.json").read_text())


def messages(instance):
    validator = jsonschema_rs.Draft202012Validator(schema())
    return [f"{error.instance_path}: {error.message}" for error in validator.iter_errors(instance)]


def test_the_file_fits_its_schema():
    jsonschema_rs.meta.validate(schema())
    assert messages(document()) == []


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"facts": ["immutabel"]}, '"immutabel" is not one of'),
        ({"facts": []}, "[] has less than 1 item"),
        (
            {"facts": ["stateful"], "note": "lost"},
            "is not valid under any of the schemas listed in the 'oneOf' keyword",
        ),
        ({"facts": ["immutable"]}, '"wayOut" is a required property'),
        ({"facts": ["disruptive"]}, '"note" is a required property'),
        ({"facts": ["cost"], "safe": True}, "is not allowed for"),
    ],
)
def test_the_schema_refuses_a_fact_that_says_too_little(change, place):
    broken = document()
    broken["kinds"]["VPC"]["forProvider"] = [{"paths": ["cidrBlock"], **change}]
    assert [message for message in messages(broken) if place in message] != [], messages(broken)


def test_every_kind_stands_once_and_names_its_page():
    every = kinds()
    assert len({one.kind for one in every}) == len(every) >= 53
    assert [one.kind for one in every if not one.source.startswith("https://")] == []
    assert [one.path for kind in every for one in kind.fields if not one.source.startswith("https://")] == []


def test_no_page_is_listed_in_vain():
    text = CATALOGUE.joinpath("kinds.yaml").read_text()
    assert [name for name in document()["sources"] if f"source: {name}\n" not in text] == []


def test_every_field_fact_has_a_say_for_the_reader():
    silent = [
        (kind.kind, one.path)
        for kind in kinds()
        for one in kind.fields
        if one.facts & {"stateful", "accessWidening", "disruptive"} and not one.note
    ]
    assert silent == []


def test_no_path_is_given_the_same_fact_twice():
    twice = []
    for kind in kinds():
        seen = set()
        for one in kind.fields:
            for fact in one.facts:
                if (one.path, fact) in seen:
                    twice.append((kind.kind, one.path, fact))
                seen.add((one.path, fact))
    assert twice == []


def test_what_holds_data_is_stateful():
    assert [one.kind for one in kinds() if one.stateful] == [
        "VPC",
        "Cluster",
        "Capability",
        "Key",
        "Bucket",
        "Repository",
        "Group",
        "CompositeResourceDefinition",
        "Namespace",
    ]


def test_a_managed_resource_belongs_to_a_provider_package():
    assert [one.kind for one in kinds() if one.managed and not one.package.startswith("provider-aws-")] == []
    assert [one.kind for one in kinds() if one.package and not one.managed] == [
        "ProviderConfig",
        "ClusterProviderConfig",
    ]


def test_region_is_immutable_wherever_it_exists():
    def region(facts: KindFacts):
        return [one.path for one in facts.with_fact("immutable") if one.path == "spec.forProvider.region"]

    assert {one.kind for one in kinds() if region(one)} == {one.kind for one in kinds() if one.regional}


def test_facts_of_a_kind():
    vpc = kind_facts("VPC")
    assert (vpc.group, vpc.api_version, vpc.plural, vpc.package) == (
        "ec2.aws.m.upbound.io",
        "ec2.aws.m.upbound.io/v1beta1",
        "vpcs",
        "provider-aws-ec2",
    )
    assert vpc.with_fact("immutable")[0].path == "spec.forProvider.cidrBlock"
    assert vpc.source == "https://github.com/hashicorp/terraform-provider-aws/blob/v6.34.0/internal/service/ec2/vpc_.go"
    assert kind_facts("Namespace").group == ""


def test_an_unknown_kind_gets_the_nearest_name():
    assert not is_known("NodeGrop")
    with pytest.raises(UnknownKindError, match=r"^the catalogue has no kind 'NodeGrop'; did you mean NodeGroup\?$"):
        kind_facts("NodeGrop")


def test_an_unknown_kind_far_from_all_gets_the_list():
    with pytest.raises(UnknownKindError, match=r"no kind 'Zzz'; known: VPC, Subnet,"):
        kind_facts("Zzz")


def test_a_source_that_is_not_listed_is_refused():
    broken = document()
    broken["kinds"]["VPC"]["source"] = "hearsay"
    with pytest.raises(
        CatalogueError, match="names the source 'hearsay', which is not among its sources: nothingReplaced,"
    ):
        build(broken)


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        ("spec.forProvider.cidrBlock", ("spec", "forProvider", "cidrBlock")),
        ("rule[].id", ("rule", "[]", "id")),
        ('tags["kubernetes.io/role/elb"]', ("tags", "kubernetes.io/role/elb")),
        ('metadata.annotations["a.b/c"].d', ("metadata", "annotations", "a.b/c", "d")),
    ],
)
def test_a_path_is_taken_apart(text, segments):
    assert parse(text) == segments


@pytest.mark.parametrize("text", ["a[0]", "a.]b", 'a["b'])
def test_a_path_that_cannot_be_taken_apart_is_refused(text):
    with pytest.raises(ValueError, match="is not a path at character"):
        parse(text)


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("a.b", ("a", "b", "c"), True),
        ("a.b", ("a",), False),
        ("a[].b", ("a", "[name=x]", "b"), True),
        ("a[].b", ("a", "x", "b"), False),
    ],
)
def test_a_pattern_covers_what_lies_below(pattern, path, expected):
    assert matches(parse(pattern), path) is expected
