"""What a user asks before anything else is answered at once."""

from __future__ import annotations

import subprocess
import sys

from slipway import __version__

ASK = """
import sys
from slipway.cli import application
try:
    application("--version")(["--version"])
except SystemExit as end:
    print(end.code, *[name for name in sys.modules if name.startswith("slipway.cli.")])
"""


def test_the_version_is_said_without_loading_a_command() -> None:
    done = subprocess.run([sys.executable, "-c", ASK], check=True, capture_output=True, text=True)
    assert done.stdout == f"slipway {__version__}\n0\n"


def test_the_version_wins_over_a_command() -> None:
    command = [sys.executable, "-m", "slipway", "--version", "check"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout == f"slipway {__version__}\n"
