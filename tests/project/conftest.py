"""Projects that are compiled once and looked at by many tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.checkout import Checkout, small


@pytest.fixture
def project(tmp_path: Path) -> Checkout:
    """A project of its own for the test; never compiled so far."""
    return small(tmp_path / "project")
