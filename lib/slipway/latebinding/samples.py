"""Values of the right form, for showing and checking a template before AWS has given any."""

from __future__ import annotations

from collections.abc import Mapping

# Account, region and ids are those AWS uses in its own examples.
SAMPLES: Mapping[tuple[str, str], str] = {
    ("Cluster", "arn"): "arn:aws:eks:us-east-1:111122223333:cluster/sample",
    ("Cluster", "data"): "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCnNhbXBsZQo=",
    ("Cluster", "endpoint"): "https://EXAMPLED539D4633E53DE1B71EXAMPLE.gr7.us-east-1.eks.amazonaws.com",
    ("Cluster", "issuer"): "https://oidc.eks.us-east-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE",
    ("Key", "arn"): "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    ("LaunchTemplate", "id"): "lt-0abcdef1234567890",
    ("LaunchTemplate", "latestVersion"): "1",
    ("OpenIDConnectProvider", "arn"): (
        "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE"
    ),
}


def sample(kind: str, field_path: str) -> str:
    """Return a sample of a field of a source kind: ``sample("Key", "status.atProvider.arn")`` is a key's ARN."""
    field = field_path.rpartition(".")[2].partition("[")[0]
    other = f"arn:aws:service:us-east-1:111122223333:{kind.lower()}/sample" if field == "arn" else f"sample-{field}"
    return SAMPLES.get((kind, field), other)
