"""Texts of every form that the model asks for, for keys that are not written."""

from __future__ import annotations

from collections.abc import Mapping

SAMPLES = (
    "follow",
    "1",
    "kube-system",
    "example",
    "example.com",
    "1.30",
    "v1.0.0",
    "us-east-1",
    "us-east-1a",
    "123456789012",
    "cr-0123456789abcdef0",
    "https://example.com",
    "s3://example-bucket/example/",
    "VPC/example",
    "Example",
    "NODES-001",
    "example.com/example/example:v1.0.0",
    "arn:aws:iam::123456789012:role/example",
    "arn:aws:iam::123456789012:policy/example",
    "arn:aws:kms:us-east-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef",
    "arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef",
    "arn:aws:resource-groups:us-east-1:123456789012:group/example",
)
"""Texts of every form that the model asks for by a pattern."""

FORMATS: Mapping[str, tuple[str, ...]] = {
    "ipv4network": ("10.96.0.0/16", "172.20.0.0/16"),
    "date": ("2030-01-31",),
    "date-time": ("2030-01-31T00:00:00Z",),
}
"""Texts of the formats that the model names."""
