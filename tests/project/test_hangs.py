"""What makes kapitan wait for ever ends, and says why."""

from __future__ import annotations

import time
from pathlib import Path

from tests.project.compiling import failure
from tests.support.checkout import COMPONENT, small


def test_component_that_leaves_the_process_is_told(tmp_path: Path) -> None:
    """``sys.exit`` in a component makes kapitan wait for ever."""
    source = COMPONENT.format(layer="network").replace("    namespace", "    raise SystemExit('enough')\n    namespace")
    project = small(tmp_path / "project", {"network": source})
    assert failure(project, "dev-us-east-2") == (
        "target dev-us-east-2: component network called sys.exit('enough'): raise an exception instead"
        " (network/__init__.py:5)"
    )


def test_killed_worker_ends_at_the_time_limit(tmp_path: Path) -> None:
    """A worker that runs out of memory, or code that ends the process, makes kapitan wait for ever."""
    project = small(tmp_path / "project", {"network": "import os\nos._exit(9)\n"})
    started = time.monotonic()
    message = failure(project, "dev-us-east-2", limit=6)
    assert message.startswith("kapitan had not finished after 6 s and was stopped; not compiled: dev-us-east-2.")
    assert time.monotonic() - started < 50
