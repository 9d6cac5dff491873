"""Two environments side by side, apart from what every environment has for itself: name, account, region and ranges.

>>> from slipway.compare import compare
>>> compare("staging", {}, "prod", {}).differing
()
"""

from slipway.compare.build import compare
from slipway.compare.values import Comparison, Difference, Entry, Everywhere, Version

__all__ = ["Comparison", "Difference", "Entry", "Everywhere", "Version", "compare"]
