"""The inventory: read with the place of every value, rendered without kapitan, and checked in one run."""
