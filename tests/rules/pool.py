"""Values that somebody, or something, may put where they do not belong."""

from __future__ import annotations

from hypothesis import strategies as st

TEXTS = [
    *(
        "",
        " ",
        "x",
        "X_y",
        "a.b",
        "-a",
        "a-",
        "a" * 70,
        "a" * 1100,
        "é",
        "\u2028",
        "\x07",
        "ab\ncd",
        "{}",
        "[",
        "null",
        "~",
    ),
    *(
        "true",
        "0",
        "1.35",
        "1.99",
        "2026-11-23",
        "2026-13-01",
        "12:30",
        "${environment:name}",
        "${no:where}",
        "${",
        "\\${hole}",
    ),
    *(
        "?{plain:a}",
        "*",
        "https://*",
        "oci://a/b",
        "http://a:b@c",
        "0.0.0.0/0",
        "10.20.0.0/16",
        "10.0.0.0/28",
        "::/0",
        "300.0.0.0/8",
    ),
    *(
        "us-east-1",
        "us-east-2a",
        "us-east-2f",
        "us-east-2z",
        "cn-north-1",
        "p5en.48xlarge",
        "m7g.large",
        "t3.nano",
        "cpu",
        "hub",
    ),
    *(
        "arn:aws:iam::111122223333:role/x",
        "arn:aws:kms:us-east-2:111122223333:alias/a",
        "arn:aws:iam::aws:policy/x",
        "arn:aws:::",
    ),
    *(
        "s3://bucket/key",
        "kube-system",
        "argocd",
        "follow",
        "2",
        "odcr",
        "capacityBlock",
        "none",
        "KMS",
        "self-managed",
        "retain",
    ),
    *(
        "eks-capability",
        "BOTTLEROCKET_x86_64_NVIDIA",
        "dev-us-east-2",
        "prod-us-east-1",
        "internet-facing",
        "io2",
        "nvidia.com/gpu",
    ),
]
NUMBERS = [-1, 0, 1, 2, 3, 8, 9, 100, 2**31, 2**63, 10**19, -(2**63), 0.5, 1e300, float("nan"), float("inf")]
SCALARS = st.one_of(st.sampled_from(TEXTS), st.sampled_from(NUMBERS), st.booleans(), st.none(), st.text(max_size=4))
KEYS = st.sampled_from(
    [
        *TEXTS,
        "enabled",
        "name",
        "gpu",
        "kind",
        "values",
        "spec",
        "tags",
        "spec.forProvider",
        "alb.ingress.kubernetes.io/scheme",
    ]
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=4,
)
