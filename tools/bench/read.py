"""``read.py FOLDER``: read every YAML file below a folder once with ruamel.yaml, places of all values included.

The yardstick of a check, which has to know the place of every value as well. A process of its own, to be measured.
"""

import sys
from pathlib import Path

from ruamel.yaml import YAML


def main(folder: Path) -> int:
    """Return how many files were read."""
    return len([YAML().load(file.read_text(encoding="utf-8")) for file in sorted(folder.rglob("*.yml"))])


if __name__ == "__main__":
    sys.exit(0 if main(Path(sys.argv[1])) else 1)
