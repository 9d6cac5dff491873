"""What holds for every plan: nothing comes of nothing, layout means nothing, the changes lead to the newer tree."""

import json
import os
from dataclasses import replace
from datetime import date

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slipway.manifest import identity
from slipway.plan import apply, apply_fields, plan
from slipway.plan.classify import lens_of
from slipway.plan.diff import differences
from slipway.plan.documents import Document, Reader
from slipway.plan.lens import lens
from slipway.plan.policies import compare_policies
from slipway.plan.subject import subject
from slipway.plan.writers import as_json, as_markdown, as_sarif, as_text

AS_OF = date(2026, 11, 23)
EXAMPLES = settings(
    max_examples=int(os.environ.get("SLIPWAY_EXAMPLES", "60")),
    derandomize="SLIPWAY_EXAMPLES" not in os.environ,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
"""The same examples on every run; SLIPWAY_EXAMPLES=1000 draws so many new ones."""
TARGET = "prod-us-east-1"

words = st.sampled_from(["a", "b", "c", "name", "key", "value", "x y", "1", "true", "${hole}", "a\nb"])
scalars = st.one_of(words, st.booleans(), st.integers(-2, 400), st.none())
free = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(words, inner, max_size=3)),
    max_leaves=8,
)
refs = st.lists(st.sampled_from(["a", "b", "c"]).map(lambda name: {"name": name}), max_size=3)
taints = st.lists(
    st.fixed_dictionaries(
        {"key": st.sampled_from("ab"), "effect": st.sampled_from(["NO_SCHEDULE", "NO_EXECUTE"])},
        optional={"value": words},
    ),
    max_size=3,
)
statements = st.lists(
    st.fixed_dictionaries(
        {
            "Effect": st.sampled_from(["Allow", "Deny"]),
            "Action": st.sampled_from(["s3:*", "s3:Get*", ["s3:GetObject"]]),
        },
        optional={
            "Resource": st.sampled_from(["*", "arn:aws:s3:::b/*", ["arn:aws:s3:::b", "arn:aws:s3:::c"]]),
            "Principal": st.sampled_from(["*", {"AWS": ["1", "2"]}, {"Service": "ec2.amazonaws.com"}]),
            "Condition": st.sampled_from([{"StringEquals": {"a": "1"}}, {"StringEquals": {"a": ["1", "2"], "b": "3"}}]),
        },
    ),
    max_size=3,
)
policies = statements.map(lambda listed: json.dumps({"Version": "2012-10-17", "Statement": listed}))
group = st.fixed_dictionaries(
    {"region": st.sampled_from(["us-east-1", "us-west-2"])},
    optional={
        "subnetIdRefs": refs,
        "taint": taints,
        "version": st.sampled_from(["1.34", "1.35", "1.36"]),
        "scalingConfig": st.fixed_dictionaries({}, optional={"desiredSize": st.integers(0, 3)}),
        "instanceTypes": st.lists(st.sampled_from(["m7i.large", "m7i.xlarge"]), max_size=2, unique=True),
        "launchTemplate": st.fixed_dictionaries({"name": words, "version": st.sampled_from(["1", "2", "${version}"])}),
    },
)
pipeline = st.lists(
    st.sampled_from(["a", "b", "c"]).map(lambda step: {"step": step}), max_size=3, unique_by=lambda one: one["step"]
)


def managed(api, kind, for_provider):
    return for_provider.map(lambda fields: {"apiVersion": api, "kind": kind, "spec": {"forProvider": fields}})


resources = st.one_of(
    managed("eks.aws.m.upbound.io/v1beta1", "NodeGroup", group),
    managed("iam.aws.m.upbound.io/v1beta1", "Policy", st.fixed_dictionaries({"policy": policies})),
    managed(
        "s3.aws.m.upbound.io/v1beta1", "Bucket", st.fixed_dictionaries({}, optional={"forceDestroy": st.booleans()})
    ),
    managed(
        "s3.aws.m.upbound.io/v1beta1",
        "BucketLifecycleConfiguration",
        st.dictionaries(st.just("rule"), free, max_size=1),
    ),
    st.builds(
        lambda steps: {
            "apiVersion": "apiextensions.crossplane.io/v1",
            "kind": "Composition",
            "spec": {"pipeline": steps},
        },
        pipeline,
    ),
    st.builds(
        lambda spec: {"apiVersion": "argoproj.io/v1alpha1", "kind": "Application", "spec": spec},
        st.dictionaries(words, free, max_size=3),
    ),
    st.builds(lambda spec: {"apiVersion": "example.com/v1", "kind": "Widget", "spec": spec}, free),
)


@st.composite
def objects(draw):
    manifest = draw(resources)
    name = draw(st.sampled_from(["one", "two", "three"]))
    extra = draw(st.fixed_dictionaries({}, optional={"annotations": st.dictionaries(words, words, max_size=2)}))
    metadata = {"name": name, "namespace": TARGET, **extra}
    if "aws.m" in manifest["apiVersion"] and draw(st.booleans()):
        template = {**manifest, "metadata": {"name": name}}
        spec = {"template": template, "sources": draw(st.dictionaries(words, words, max_size=1))}
        return {"apiVersion": "slipway.dev/v1alpha1", "kind": "LateBinding", "metadata": metadata, "spec": spec}
    return {**manifest, "metadata": metadata}


def key(manifest):
    return subject(document(manifest)).identity


def document(manifest):
    return Document(Reader(), TARGET, f"{TARGET}/a.yaml", 1, yaml.safe_dump(manifest))


trees = st.lists(objects(), max_size=5, unique_by=key)


def tree(manifests, files=1):
    """Return a compiled tree with the objects dealt out to some files."""
    dealt = {f"{TARGET}/{number}.yaml": manifests[number::files] for number in range(files)}
    return {path: b"# generated\n" + yaml.safe_dump_all(listed).encode() for path, listed in dealt.items() if listed}


def said(result):
    """Return everything but the place in the files, which findings are sorted by."""
    changes = [replace(change, file="", line=1) for change in result.changes]
    findings = [replace(finding, location=None) for finding in result.findings]
    return changes, sorted(findings, key=lambda one: (one.rule, one.path, one.message))


@EXAMPLES
@given(trees, st.integers(1, 3), st.randoms(use_true_random=False))
def test_a_tree_against_itself_is_no_change(manifests, files, random):
    shuffled = random.sample(manifests, len(manifests))
    assert plan(tree(manifests), tree(shuffled, files), as_of=AS_OF).targets == ()


@EXAMPLES
@given(trees, trees, st.integers(1, 3), st.randoms(use_true_random=False))
def test_the_layout_of_files_does_not_matter(old, new, files, random):
    plain = plan(tree(old), tree(new), as_of=AS_OF)
    dealt = plan(tree(random.sample(old, len(old)), files), tree(random.sample(new, len(new)), files), as_of=AS_OF)
    assert said(plain) == said(dealt)


@EXAMPLES
@given(trees, trees)
def test_the_changes_lead_to_the_newer_tree(old, new):
    changes = plan(tree(old), tree(new), as_of=AS_OF).changes
    reached = apply({key(one): one for one in old}, changes)
    wanted = {key(one): one for one in new}
    assert reached.keys() == wanted.keys()
    assert plan(tree(list(reached.values())), tree(new), as_of=AS_OF).targets == ()


@EXAMPLES
@given(trees, trees)
def test_the_fields_lead_to_the_newer_object(old, new):
    for change in plan(tree(old), tree(new), as_of=AS_OF).changes:
        if not change.before or not change.after or identity(change.before) != identity(change.after):
            continue  # An object that changes hands or its name is another object in the cluster.
        through = lens_of(subject(document(change.after)))
        reached = apply_fields(change.before, change.fields, through)
        assert differences(reached, change.after, through) == ()


@EXAMPLES
@given(free, free)
def test_a_difference_turned_round_is_the_same_difference(old, new):
    through = lens("NodeGroup")
    there = {(one.segments, repr(one.old), repr(one.new)) for one in differences(old, new, through)}
    back = {(one.segments, repr(one.new), repr(one.old)) for one in differences(new, old, through)}
    assert there == back


@EXAMPLES
@given(policies, policies)
def test_what_one_policy_widens_the_other_narrows(old, new):
    there, back, self = compare_policies(old, new), compare_policies(new, old), compare_policies(old, old)
    assert there is not None and back is not None and self is not None
    assert bool(there.widened) == bool(back.narrowed)
    assert bool(there.narrowed) == bool(back.widened)
    assert self.widened == self.narrowed == ()


@EXAMPLES
@given(trees, trees)
def test_every_writer_copes_with_every_plan(old, new):
    result = plan(tree(old), tree(new), as_of=AS_OF, base="somewhere")
    assert max((len(line) for line in as_text(result).splitlines()), default=0) <= 80
    assert as_markdown(result).count("<details>") == as_markdown(result).count("</details>")
    assert json.loads(as_json(result))["schemaVersion"] == 1
    assert json.loads(as_sarif(result))["version"] == "2.1.0"
