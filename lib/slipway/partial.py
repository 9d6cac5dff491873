"""What the runner tells the components of a compile: what kapitan was given, and what was done before."""

PART_OF_FLEET = "SLIPWAY_PART_OF_FLEET"
"""Environment variable, set where the inventory that kapitan is given leaves targets out."""

NEEDS_FLEET = "needs the whole fleet, and kapitan was given a part of it"
"""What a component of the hub says then, instead of taking the part for the whole."""

CHECKED = "SLIPWAY_CHECKED"
"""Environment variable, set where the inventory is checked beside kapitan, so that components need not do it again."""
