"""The kadet adapter: turns a pure function of the inventory into what kapitan runs for a target.

kapitan is imported when it runs a component, and not before: the library path loads components without it.
"""

from slipway.component.adapter import Main, component, environment_component, fleet_component

__all__ = ["Main", "component", "environment_component", "fleet_component"]
