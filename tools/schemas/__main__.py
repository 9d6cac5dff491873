"""``python -m tools.schemas [--check]``."""

from __future__ import annotations

import argparse
import sys

from tools.schemas.generate import generate
from tools.schemas.layout import OUTPUT
from tools.schemas.packages import PackageError
from tools.schemas.tree import differences, write


def main() -> int:
    """Write ``schemas/``, or with ``--check`` compare it with what would be written, and return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.schemas", description="Generates schemas/ from the pinned packages."
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 if schemas/ differs from what would be written"
    )
    check: bool = parser.parse_args().check
    try:
        files = generate()
    except (PackageError, LookupError, ValueError) as error:
        print(f"schemas: {error}", file=sys.stderr)
        return 1
    if not check:
        write(OUTPUT, files)
        print(f"schemas: {len(files)} files written")
        return 0
    lines = differences(OUTPUT, files)
    for line in lines:
        print(f"schemas: {line}", file=sys.stderr)
    print(
        f"schemas: {len(files)} files, {len(lines)} differ"
        + ("; run `make schemas` and commit the result" if lines else "")
    )
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
