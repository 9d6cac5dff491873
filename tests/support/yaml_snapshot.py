"""Whole YAML files as snapshots, one file each beside the test: ``pytest --snapshot-update`` writes them anew."""

from __future__ import annotations

from typing import Any

from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode


class YamlSnapshot(SingleFileSnapshotExtension):
    """Keeps text as it is, in a ``.yaml`` file."""

    file_extension = "yaml"
    _write_mode = WriteMode.TEXT

    def serialize(self, data: Any, **_: Any) -> str:
        """Return the text itself."""
        assert isinstance(data, str)
        return data
