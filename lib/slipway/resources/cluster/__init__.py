"""Builders of the cluster layer: the EKS control plane, its identity provider, who may use it, and its add-ons."""
