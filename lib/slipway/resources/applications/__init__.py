"""Builders of the Applications that Argo CD installs in an environment's cluster."""
