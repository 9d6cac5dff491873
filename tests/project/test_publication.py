"""What ends up in ``compiled/``."""

from __future__ import annotations

from tests.project.compiling import compiled
from tests.project.trees import generated
from tests.support.checkout import Checkout


def test_foreign_files_stay_and_stale_ones_go(project: Checkout) -> None:
    """kapitan removes all of ``compiled/`` in a full run, and nothing that is stale with ``-t``."""
    compiled(project)
    whole = project.tree()
    project.write("compiled/README.md", "For Argo CD\n")
    project.write("compiled/gone/network/vpc.yaml", generated("gone/network/vpc.yaml"))
    project.write("compiled/dev-us-east-2/old/vpc.yaml", generated("dev-us-east-2/old/vpc.yaml"))
    compiled(project, "dev-us-east-2")
    assert project.tree().keys() == whole.keys() | {"README.md", "gone/network/vpc.yaml"}
    compiled(project)
    assert project.tree() == {**whole, "README.md": "For Argo CD\n"}


def test_same_text_from_one_process_and_from_two(project: Checkout) -> None:
    trees = []
    for processes, seed in (("1", "1"), ("2", "2")):
        run = project.kapitan(
            "compile", "--parallelism", processes, "--output-path", f"p{processes}", PYTHONHASHSEED=seed
        )
        assert run.returncode == 0, run.stdout
        trees.append(project.tree(f"p{processes}/compiled"))
    assert trees[0] == trees[1]
