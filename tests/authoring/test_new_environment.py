"""A new environment: the whole file, and what the check still misses in it."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Network
from pathlib import Path
from textwrap import dedent

import pytest

from slipway.authoring.errors import EditError
from slipway.authoring.fresh import Like, free_range, partition
from slipway.authoring.new import Fleet, new_environment
from slipway.authoring.region import region_class
from slipway.authoring.rename import Place
from slipway.findings import Finding, Severity
from slipway.inventory.check import check
from tests.authoring.project import project, slipway
from tests.support.sample import ROOT

OLD = Place("dev-us-east-2", "111122223333", "us-east-2")
NEW = Place("lab", "222233334444", "eu-central-1")
FLEET = Fleet(("dev-us-east-2", "prod-us-east-1"), (IPv4Network("10.10.0.0/15"), IPv4Network("10.12.4.0/24")))


def made(text: str, place: Place = NEW, domain: str = "", names: tuple[str, ...] = (), bucket: str = "") -> str:
    bucket = bucket or "dev-us-east-2-checkpoints-111122223333"
    return new_environment(place, Like(OLD, dedent(text), bucket, names), FLEET, domain)


def test_the_whole_file() -> None:
    before = """\
        # yaml-language-server: $schema=../../schemas/inventory-target.schema.json
        # Two nodes of the research team.
        # Ask them first.

        classes:
          - environment
          - stage.dev
          - region.us-east-2
        parameters:
          environment:
            accountId: '111122223333'   # research
          network:
            cidrBlock: 10.20.0.0/16
            # Given by hand.
            subnets:
              worker:
                us-east-2a: 10.20.0.0/19
            availabilityZones: [us-east-2c]
            peeredWith:
              - prod-us-east-1
          nodes:
            gpu:
              gpu:
                reservation:
                  # Until June.
                  kind: odcr
                  capacityReservationId: cr-0d1e2f3a4b5c6d7e8
                availabilityZones: [us-east-2b]
                launchTemplateVersion: "7"
              batch:
                launchTemplateVersion: follow
          storage:
            checkpoints:
              # Made long ago.
              bucketName: acme-models
          pinned:
            oidcIssuer: https://oidc.eks.us-east-2.amazonaws.com/id/A
          applications:
            ingress:
              certificateArn: [arn:aws:acm:us-east-2:111122223333:certificate/1-2]
              certificateNames:
                - "*.dev.example.com"  # a wildcard
            inference:
              source:
                repoURL: 123456789012.dkr.ecr.us-east-2.amazonaws.com/poolside
              models:
                point:
                  model: s3://acme-models/point-1/
                  host: point.dev.example.com
                malibu:
                  model: s3://elsewhere/us-east-2/malibu/
                  host: malibu.${environment:name}.example.com
        # end
        """
    after = """\
        # yaml-language-server: $schema=../../schemas/inventory-target.schema.json
        # Made like dev-us-east-2. Still to say: the certificate and the names on it, and each GPU group's reservation.
        # The models' hosts are made up: change them as you like, within the names on the certificate.
        # Left out, being facts of dev-us-east-2 alone:
        #   network.peeredWith
        #   network.subnets
        #   pinned
        #   storage.checkpoints.bucketName

        classes:
          - environment
          - stage.dev
          - region.eu-central-1
        parameters:
          environment:
            accountId: "222233334444"   # research
          network:
            cidrBlock: 10.13.0.0/16
            availabilityZones: [eu-central-1c]
          nodes:
            gpu:
              gpu:
                reservation:
                  # Until June.
                  kind: none
                availabilityZones: [eu-central-1b]
                launchTemplateVersion: "1"
              batch:
                launchTemplateVersion: follow
          applications:
            ingress:
              certificateArn:
                - arn:aws:acm:eu-central-1:222233334444:certificate/00000000-0000-0000-0000-000000000000
              certificateNames:
                - "*.lab.dev.example.com"
            inference:
              source:
                repoURL: 123456789012.dkr.ecr.us-east-2.amazonaws.com/poolside
              models:
                point:
                  model: s3://lab-checkpoints-222233334444/point-1/
                  host: point.lab.dev.example.com
                malibu:
                  model: s3://elsewhere/eu-central-1/malibu/
                  host: malibu.${environment:name}.example.com
        # end
        """
    assert made(before, names=("*.dev.example.com",), bucket="acme-models") == dedent(after)


def test_line_breaks_of_windows_stay() -> None:
    text = made("# old\r\nclasses: [region.us-east-2]\r\nparameters:\r\n  nodes: {}\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert "classes: [region.eu-central-1]\r\nparameters:\r\n  nodes: {}\r\n  environment:\r\n" in text


MODELS = "parameters: {applications: {inference: {models: {point: {host: point.example.com}}}}}\n"


def test_a_domain_names_certificate_and_hosts() -> None:
    text = made(MODELS, domain="eu.example.com")
    assert "{host: point.eu.example.com}" in text
    assert 'certificateNames: ["*.eu.example.com"]' in text
    assert "certificateArn" not in text


def test_where_classes_name_the_certificate_one_label_holds_both_names() -> None:
    assert "{host: point-lab.example.com}" in made(MODELS, names=("*.example.com",))


def test_a_region_of_another_partition_says_so() -> None:
    text = made(MODELS, Place("lab", "222233334444", "us-gov-west-1"))
    assert "partition: aws-us-gov" in text
    assert [partition(region) for region in ("us-east-1", "cn-north-1", "us-gov-east-1")] == [
        "aws",
        "aws-cn",
        "aws-us-gov",
    ]


def test_the_first_free_range_is_taken() -> None:
    assert free_range([]) == IPv4Network("10.10.0.0/16")
    assert free_range(FLEET.networks) == IPv4Network("10.13.0.0/16")
    assert free_range([IPv4Network("10.0.0.0/9")]) == IPv4Network("10.128.0.0/16")
    with pytest.raises(EditError, match="no /16 of 10"):
        free_range([IPv4Network("0.0.0.0/0")])


def test_a_region_class_looks_like_the_others() -> None:
    existing = (ROOT / "inventory/classes/region/us-east-2.yml").read_text(encoding="utf-8")
    body = [line for line in existing.splitlines() if not line.startswith("#")]
    assert [line for line in region_class("us-east-2").splitlines() if not line.startswith("#")] == body
    assert "check that both of these exist" in region_class("us-east-2")


SAMPLES = ("dev-us-east-2", "prod-us-east-1", "staging-us-west-2")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(project(tmp_path))
    yield tmp_path


def unresolved(findings: tuple[Finding, ...]) -> set[tuple[str, Severity]]:
    return {(finding.rule, finding.severity) for finding in findings if finding.severity is not Severity.NOTE}


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("region", ["us-east-2", "eu-central-1"])
def test_of_a_sample_only_what_is_yours_to_say_is_missing(root: Path, sample: str, region: str) -> None:
    arguments = ("--like", sample, "--region", region, "--account", "222233334444")
    exit_code, output = slipway("new", "environment", "lab", *arguments)
    report = check(root)
    assert exit_code == 1, output
    assert unresolved(report.of("lab")) == {
        ("INGRESS-012", Severity.ERROR),
        ("RESERVATION-001", Severity.WARNING),
    }
    assert {finding.target for finding in report.findings if finding.stops} == {"lab"}
    assert "> wrote inventory/targets/lab.yml\n" in output
    assert ("> wrote inventory/classes/region" in output) == (region == "eu-central-1")
    assert output.splitlines()[-1].startswith("1 target: 1 error, 1 warning")


@pytest.mark.parametrize("sample", SAMPLES)
def test_once_it_is_said_the_new_environment_is_clean(root: Path, sample: str) -> None:
    slipway("new", "environment", "lab", "--like", sample, "--region", "eu-central-1", "--account", "222233334444")
    certificate = "[arn:aws:acm:eu-central-1:222233334444:certificate/11111111-2222-3333-4444-555555555555]"
    assert slipway("set", "lab", "applications.ingress.certificateArn", certificate)[0] == 0
    assert unresolved(check(root).of("lab")) == {("RESERVATION-001", Severity.WARNING)}
    text = (root / "inventory/targets/lab.yml").read_text(encoding="utf-8")
    comments = [line.strip() for line in (ROOT / f"inventory/targets/{sample}.yml").read_text().splitlines()[1:]]
    assert all(line in text for line in comments if line.startswith("#")), "comments are kept"


def test_a_region_gets_its_class_however_the_classes_are_written(root: Path) -> None:
    target = root / "inventory/targets/dev-us-east-2.yml"
    block = "classes:\n  - environment\n  - stage.dev\n  - region.us-east-2\n  - hardware.p5e\n"
    assert block in target.read_text()
    flow = "classes: [environment, stage.dev, region.us-east-2, hardware.p5e]\n"
    target.write_text(target.read_text().replace(block, flow))
    arguments = ("--like", "dev-us-east-2", "--region", "eu-central-1", "--account", "2" * 12)
    _, output = slipway("new", "environment", "lab", *arguments)
    assert "> wrote inventory/classes/region/eu-central-1.yml\n" in output


def test_there_and_back_again(root: Path) -> None:
    slipway("new", "environment", "dev", "--like", "prod-us-east-1", "--region", "us-west-2", "--account", "2" * 12)
    slipway("new", "environment", "back", "--like", "dev", "--region", "us-east-1", "--account", "777788889999")
    first = (ROOT / "inventory/targets/prod-us-east-1.yml").read_text(encoding="utf-8")
    last = (root / "inventory/targets/back.yml").read_text(encoding="utf-8")
    assert "stage.prod" in last
    assert "s3://back-checkpoints-777788889999/models/checkpoints/laguna-m-1/" in last
    assert len(last.splitlines()) == len(first.splitlines()) - 4 + 1, "four lines of the reservation go, one head comes"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": "Dev"}, "`Dev` is no name for an environment: lower-case letters, digits and dashes"),
        ({"name": "1dev"}, "`1dev` is no name for an environment"),
        ({"name": "dev-"}, "`dev-` is no name for an environment"),
        ({"name": "../dev"}, "`../dev` is no name for an environment"),
        ({"name": "a" * 41}, "is no name for an environment"),
        ({"name": "hub"}, "target hub exists already; slipway set hub KEY VALUE edits it"),
        ({"--like": "dev-us-est-2"}, "unknown target `dev-us-est-2`; did you mean `dev-us-east-2`?"),
        ({"--like": "hub"}, "target hub is the hub; name an environment"),
        ({"--region": "frankfurt"}, "--region frankfurt is no AWS region, such as eu-central-1"),
        ({"--region": "eu-central-1a"}, "--region eu-central-1a is no AWS region, such as eu-central-1"),
        ({"--account": "12345"}, "--account 12345 is no AWS account id: twelve digits"),
        ({"--domain": "*.example.com"}, "--domain *.example.com is no domain"),
    ],
)
def test_a_wrong_call_writes_nothing(root: Path, change: dict[str, str], message: str) -> None:
    said = {"name": "lab", "--like": "dev-us-east-2", "--region": "eu-central-1", "--account": "2" * 12} | change
    options = [word for name, value in said.items() if name != "name" for word in (name, value)]
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    exit_code, output = slipway("new", "environment", said["name"], *options)
    assert (exit_code, output.startswith("error: ")) == (2, True), output
    assert message in output
    assert {file: file.read_bytes() for file in root.rglob("*") if file.is_file()} == before


def test_an_environment_that_does_not_render_is_no_example(root: Path) -> None:
    target = root / "inventory/targets/dev-us-east-2.yml"
    target.write_text(target.read_text().replace("stage.dev", "stage.dve"))
    arguments = ("--like", "dev-us-east-2", "--region", "eu-central-1", "--account", "2" * 12)
    exit_code, output = slipway("new", "environment", "lab", *arguments)
    assert exit_code == 2
    assert output == "error: target dev-us-east-2 does not render; slipway check dev-us-east-2 says why\n"


@pytest.mark.usefixtures("root")
def test_a_clash_with_another_environment_is_shown_at_the_other_one() -> None:
    """Of two overlapping networks the rule names the one that comes later by name; here that is the old one."""
    arguments = ("--like", "prod-us-east-1", "--region", "us-east-2", "--account", "777788889999")
    slipway("new", "environment", "alpha", *arguments)
    exit_code, output = slipway("set", "alpha", "network.cidrBlock", "10.40.0.0/16")
    assert exit_code == 1
    assert "FLEET-004 error [prod-us-east-1] network.cidrBlock: " in output


def test_outside_of_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    exit_code, output = slipway("set", "dev", "cluster.version", "1.36")
    assert exit_code == 2
    assert "is not inside a Slipway project" in output
