"""Builders of the hub: Crossplane, Argo CD, and what leads from them to every environment."""
