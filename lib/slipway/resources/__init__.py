"""Builders: one module for each thing of AWS, Argo CD or Crossplane that an environment or the hub is made of."""
