"""Generates ``schemas/``: JSON Schemas of every kind Slipway emits, from pinned registry packages.

Run ``python -m tools.schemas`` at the repository root; ``--check`` regenerates elsewhere and compares.
"""
