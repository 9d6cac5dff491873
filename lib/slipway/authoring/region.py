"""The class of a region that no environment was in before."""

from __future__ import annotations


def region_class(region: str) -> str:
    """Return the text of a region's class, with the two zones that nearly every region has."""
    return (
        f"# Region {region}. Zone letters are the account's own: check that both of these exist in it, and that the\n"
        "# reservation's zone is among them.\n"
        f"parameters:\n  environment:\n    region: {region}\n"
        f"  network:\n    availabilityZones:\n      - {region}a\n      - {region}b\n"
    )
