"""The typed, frozen inventory: parse once, then no component digs in dicts."""

from slipway.model.inventory import Environment, Hub, parse

__all__ = ["Environment", "Hub", "parse"]
