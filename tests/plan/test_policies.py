"""What one policy allows that another does not."""

import json

import pytest

from slipway.plan.policies import compare_policies


def policy(*statements):
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def allow(action="s3:GetObject", resource="arn:aws:s3:::b/*", **more):
    return {"Effect": "Allow", "Action": action, "Resource": resource, **more}


TRUST = {"Effect": "Allow", "Action": "sts:AssumeRole"}


@pytest.mark.parametrize(
    ("old", "new", "widened", "narrowed"),
    [
        pytest.param(
            policy(allow()), policy(allow(["s3:GetObject"], ["arn:aws:s3:::b/*"])), (), (), id="a list of one"
        ),
        pytest.param(
            policy(allow("s3:*")),
            policy(allow("s3:PutObject")),
            (),
            ("no longer allows s3:* on arn:aws:s3:::b/*",),
            id="within a wildcard",
        ),
        pytest.param(policy(allow("s3:getobject")), policy(allow("s3:GetObject")), (), (), id="actions have no case"),
        pytest.param(
            policy(allow(resource="arn:aws:s3:::B/*")),
            policy(allow(resource="arn:aws:s3:::b/*")),
            ("allows s3:GetObject on arn:aws:s3:::b/*",),
            ("no longer allows s3:GetObject on arn:aws:s3:::B/*",),
            id="resources have case",
        ),
        pytest.param(
            policy(allow()),
            policy(allow(resource="arn:aws:s3:::b/models/*")),
            (),
            ("no longer allows s3:GetObject on arn:aws:s3:::b/*",),
            id="part of a resource",
        ),
        pytest.param(
            policy(allow()),
            policy(allow(["s3:GetObject", "s3:PutObject", "s3:ListBucket"], ["arn:aws:s3:::b/*", "arn:aws:s3:::c"])),
            (
                "allows s3:GetObject on arn:aws:s3:::c",
                "allows s3:PutObject, s3:ListBucket on arn:aws:s3:::b/*, arn:aws:s3:::c",
            ),
            (),
            id="actions of the same resources are one sentence",
        ),
        pytest.param(
            policy({**TRUST, "Principal": {"AWS": "1"}}),
            policy({**TRUST, "Principal": {"AWS": ["1", "2"]}}),
            ("allows sts:AssumeRole to AWS 2",),
            (),
            id="another principal",
        ),
        pytest.param(
            policy({**TRUST, "Principal": "*"}),
            policy({**TRUST, "Principal": {"AWS": "1"}}),
            (),
            ("no longer allows sts:AssumeRole to everybody",),
            id="everybody covers somebody",
        ),
        pytest.param(
            policy({**TRUST, "Principal": {"AWS": "1"}}),
            policy({**TRUST, "Principal": {"AWS": "*"}}),
            ("allows sts:AssumeRole to everybody",),
            (),
            id="everybody",
        ),
        pytest.param(
            policy(allow(Condition={"StringEquals": {"a": ["1", "2"]}})),
            policy(allow(Condition={"StringEquals": {"a": "1"}})),
            (),
            ("no longer allows s3:GetObject on arn:aws:s3:::b/* if StringEquals a 1|2",),
            id="fewer values of a condition",
        ),
        pytest.param(
            policy(allow(Condition={"StringNotEquals": {"a": ["1", "2"]}})),
            policy(allow(Condition={"StringNotEquals": {"a": "1"}})),
            ("allows s3:GetObject on arn:aws:s3:::b/* if StringNotEquals a 1",),
            (),
            id="fewer values of a negated condition",
        ),
        pytest.param(
            policy(allow(Condition={"StringEquals": {"a": "1"}})),
            policy(allow(Condition={"StringLike": {"a": "1"}})),
            ("allows s3:GetObject on arn:aws:s3:::b/* if StringLike a 1",),
            ("no longer allows s3:GetObject on arn:aws:s3:::b/* if StringEquals a 1",),
            id="another operator is not compared",
        ),
        pytest.param(
            policy(allow(), {**allow("s3:Put*"), "Effect": "Deny"}),
            policy(allow()),
            ("no longer denies s3:Put* on arn:aws:s3:::b/*",),
            (),
            id="a deny goes",
        ),
        pytest.param(
            policy(allow()),
            policy(allow(), {**allow("s3:Put*"), "Effect": "Deny"}),
            (),
            ("denies s3:Put* on arn:aws:s3:::b/*",),
            id="a deny comes",
        ),
        pytest.param(
            policy({"Effect": "Allow", "NotAction": ["iam:*"], "Resource": "*"}),
            policy({"Effect": "Allow", "NotAction": ["iam:*", "s3:*"], "Resource": "*"}),
            (),
            ('no longer allows NotAction ["iam:*"] on *',),
            id="more is excluded",
        ),
        pytest.param(
            policy({"Effect": "Allow", "NotAction": ["iam:*"], "Resource": "*"}),
            policy(allow("s3:*", "*")),
            ("allows s3:* on *",),
            ('no longer allows NotAction ["iam:*"] on *',),
            id="everything but some does not cover what it does not name",
        ),
        pytest.param(
            policy(allow("*", "*")),
            policy({"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}),
            (),
            ("no longer allows * on *",),
            id="everything covers everything but some",
        ),
        pytest.param("", policy(allow()), ("allows s3:GetObject on arn:aws:s3:::b/*",), (), id="from nothing"),
        pytest.param(policy(allow()), "", (), ("no longer allows s3:GetObject on arn:aws:s3:::b/*",), id="to nothing"),
        pytest.param(json.dumps({"Statement": allow()}), policy(allow()), (), (), id="a statement that is no list"),
        pytest.param(
            policy(allow("a:b[c]?")),
            policy(allow("a:b[c]d")),
            (),
            ("no longer allows a:b[c]? on arn:aws:s3:::b/*",),
            id="brackets are letters",
        ),
        pytest.param(
            policy(allow(resource="arn:aws:s3:::b/${aws:username}/*")),
            policy(allow(resource="arn:aws:s3:::b/*")),
            ("allows s3:GetObject on arn:aws:s3:::b/*",),
            (),
            id="policy variables are letters",
        ),
    ],
)
def test_what_changes(old, new, widened, narrowed):
    change = compare_policies(old, new)
    assert change is not None
    assert (change.widened, change.narrowed) == (widened, narrowed)


@pytest.mark.parametrize("text", ["{", "[]", '"x"', '{"Statement": ["x"]}', '{"Statement": "x"}'])
def test_what_is_no_policy_is_not_compared(text):
    assert compare_policies(text, policy(allow())) is None
    assert compare_policies(policy(allow()), text) is None
