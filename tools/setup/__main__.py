"""``python -m tools.setup compile|test|lock|upgrade``: nothing is printed where nothing is to do."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.setup import environment, kubeconform
from tools.setup.locks import lock
from tools.setup.stamp import alone
from tools.setup.step import SetupError

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str]) -> int:
    """Set up a level, or write the locks; return the exit code."""
    if len(arguments) != 1 or arguments[0] not in (*environment.LEVELS, "lock", "upgrade"):
        print("usage: python -m tools.setup compile|test|lock|upgrade", file=sys.stderr)
        return 2
    try:
        if arguments[0] in environment.LEVELS:
            _level(arguments[0])
        else:
            _level("compile")
            lock(ROOT, upgrade=arguments[0] == "upgrade")
    except SetupError as error:
        print(f"set-up: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("set-up: interrupted; it goes on where it stopped when it is run again", file=sys.stderr)
        return 130
    return 0


def _level(level: str) -> None:
    if _ready(level):
        return
    with alone(ROOT / ".tools/setup.lock"):
        if not environment.ready(ROOT, level):
            print(f"Setting up what {level} needs", flush=True)
            environment.install(ROOT, level)
        if level == "test" and not kubeconform.ready(ROOT):
            kubeconform.install(ROOT)


def _ready(level: str) -> bool:
    return environment.ready(ROOT, level) and (level != "test" or kubeconform.ready(ROOT))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
