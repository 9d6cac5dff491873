"""Builders of the nodes layer: the CPU group for controllers and the GPU groups for models."""
