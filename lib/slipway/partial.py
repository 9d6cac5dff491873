"""How the runner and the components of one compile agree that kapitan sees a part of the fleet only."""

PART_OF_FLEET = "SLIPWAY_PART_OF_FLEET"
"""Environment variable, set where the inventory that kapitan is given leaves targets out."""

NEEDS_FLEET = "needs the whole fleet, and kapitan was given a part of it"
"""What a component of the hub says then, instead of taking the part for the whole."""
