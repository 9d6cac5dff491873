"""Golden trees: what the samples and their variants compile to, file by file.

``compiled/`` is the golden tree of the samples; ``make compile`` refreshes it. The variants' trees lie in ``golden/``
beside this file; ``make golden`` refreshes them. Read what changed before you commit it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.compiled.worlds import SAMPLES, VARIANTS, texts
from tests.support.sample import ROOT

GOLDEN = Path(__file__).parent / "golden"


def tree(folder: Path) -> dict[str, str]:
    """Return the files below a folder by path."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def write(folder: Path, files: dict[str, str]) -> None:
    """Make a folder hold exactly these files."""
    for path in set(tree(folder)) - set(files):
        (folder / path).unlink()
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("sample", SAMPLES)
def test_library_renders_what_is_committed(sample: str) -> None:
    assert dict(texts(sample)) == tree(ROOT / "compiled" / sample)


@pytest.mark.parametrize("variant", [*VARIANTS, "hub-eks-capability"])
def test_variant(variant: str, request: pytest.FixtureRequest) -> None:
    rendered = dict(texts(variant))
    if request.config.getoption("update_snapshots"):
        write(GOLDEN / variant, rendered)
    assert rendered == tree(GOLDEN / variant)


def test_pinned_values_leave_nothing_to_bind_late() -> None:
    assert not [path for path, text in texts("pinned").items() if "kind: LateBinding" in text]


def test_compiled_holds_the_targets_of_the_inventory_and_nothing_else() -> None:
    targets = {path.stem for path in (ROOT / "inventory/targets").glob("*.yml")}
    assert {path.name for path in (ROOT / "compiled").iterdir()} == targets


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_target_is_few_files(sample: str) -> None:
    # The number of files, not their size, is what costs git, Argo CD and the compile.
    assert 15 <= len(tree(ROOT / "compiled" / sample)) <= 25
