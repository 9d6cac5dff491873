"""``tools/docs.py``: it writes what is made from the code, and says what is out of date."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.sample import ROOT
from tools import docs

PATHS = {
    "lib/slipway/catalogue/kinds.json",
    "schemas/inventory.schema.json",
    "schemas/inventory-class.schema.json",
    "schemas/inventory-target.schema.json",
    "docs/inventory.md",
    "docs/rules.md",
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "inventory/classes", tmp_path / "inventory/classes")
    monkeypatch.setattr(docs, "ROOT", tmp_path)
    return tmp_path


def test_files_are_written_and_then_up_to_date(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert docs.main([]) == 0
    assert {line.removeprefix("wrote ") for line in capsys.readouterr().out.splitlines()} == PATHS
    assert docs.main(["--check"]) == 0
    assert docs.main([]) == 0
    assert capsys.readouterr().out == ""
    assert all((root / path).read_text(encoding="utf-8").endswith("\n") for path in PATHS)


def test_what_is_out_of_date_is_named_and_left_alone(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docs.main([])
    (root / "docs/rules.md").write_text("old\n")
    (root / "schemas/inventory.schema.json").unlink()
    capsys.readouterr()
    assert docs.main(["--check"]) == 1
    assert capsys.readouterr().out == (
        "schemas/inventory.schema.json is out of date: run make docs and commit it\n"
        "docs/rules.md is out of date: run make docs and commit it\n"
    )
    assert (root / "docs/rules.md").read_text() == "old\n"


def test_a_changed_default_changes_the_page(root: Path) -> None:
    layer = root / "inventory/classes/defaults/storage.yml"
    layer.write_text(layer.read_text().replace("deletionWindowInDays: 30", "deletionWindowInDays: 29"))
    assert "| `storage.key.deletionWindowInDays` | " in docs.generated()["docs/inventory.md"]
    assert "| number from 7 to 30 | `29` |" in docs.generated()["docs/inventory.md"]


def test_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert docs.main(["--chekc"]) == 2
    assert capsys.readouterr().err == "usage: tools/docs.py [--check]\n"


@pytest.mark.parametrize("path", sorted(PATHS))
def test_what_is_committed_is_up_to_date(path: str) -> None:
    """The lane of CI, as a test: whoever forgets `make docs` reads here what to do."""
    assert path not in docs.stale(), "run make docs and commit what it writes"
