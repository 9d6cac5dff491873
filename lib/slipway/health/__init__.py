"""What Argo CD has to know about Crossplane: health checks for its waves, and what not to watch."""

from slipway.health.checks import CHECKS, Kind, health_checks, managed_check, managed_checks
from slipway.health.settings import Flavour, argocd_cm, resource_exclusions, wildcard_checks

__all__ = [
    "CHECKS",
    "Flavour",
    "Kind",
    "argocd_cm",
    "health_checks",
    "managed_check",
    "managed_checks",
    "resource_exclusions",
    "wildcard_checks",
]
