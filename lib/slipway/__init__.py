"""Slipway compiles one inventory per environment into Crossplane AWS resources and Argo CD Applications."""

__version__ = "0.1.0"
