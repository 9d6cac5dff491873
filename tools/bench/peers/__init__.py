"""The competitors: Slipway, and the renderers that can be installed from a package registry."""
