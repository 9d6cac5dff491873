"""Publishing a build: all of it or nothing, foreign files kept, unchanged files untouched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from slipway.project import FailedError, exchange
from slipway.project.sync import mend, publish
from slipway.project.tree import Difference, built, compare
from tests.project.trees import files, generated, killed_after, read, write

OLD = {
    **files("dev/network/vpc.yaml", "dev/network/subnets.yaml", "prod/network/vpc.yaml", "prod/nodes/gpu.yaml"),
    **files("gone/network/vpc.yaml", "dev/old/vpc.yaml"),
    "README.md": "# For Argo CD\n",
    "dev/extra.yaml": "kind: B\n",
    "dev/link": "-> ../../elsewhere",
}
NEW = {
    **files("dev/network/vpc.yaml", "prod/network/vpc.yaml"),
    **files("dev/network/subnets.yaml", "prod/nodes/gpu.yaml", "prod/nodes/cpu.yaml", text="kind: C\n"),
}
PUBLISHED = {**NEW, **{path: OLD[path] for path in ("README.md", "dev/extra.yaml", "dev/link")}}


BOTH = ("dev", "prod")


def publish_all(compiled: Path, scratch: Path, new: dict[str, str], targets: tuple[str, ...] = BOTH) -> Difference:
    """Publish trees given as values as a compile of the whole fleet does."""
    return publish_some(compiled, scratch, new, targets, whole=True)


def publish_some(
    compiled: Path, scratch: Path, new: dict[str, str], targets: tuple[str, ...], *, whole: bool = False
) -> Difference:
    """Publish trees given as values as a compile of some targets does."""
    out = built(write(scratch / "out", new), targets)
    difference = compare(out, compiled, targets, whole=whole)
    publish(out, difference, compiled, scratch, whole=whole)
    return difference


def test_difference_of_two_trees(tmp_path: Path) -> None:
    out = built(write(tmp_path / "out", NEW), ("dev", "prod"))
    assert compare(out, write(tmp_path / "compiled", OLD), ("dev", "prod"), whole=True) == Difference(
        added=("prod/nodes/cpu.yaml",),
        changed=("dev/network/subnets.yaml", "prod/nodes/gpu.yaml"),
        unchanged=("dev/network/vpc.yaml", "prod/network/vpc.yaml"),
        stale=("dev/old/vpc.yaml", "gone/network/vpc.yaml"),
        foreign=("README.md", "dev/extra.yaml", "dev/link"),
        targets=frozenset({"dev", "prod"}),
    )


def test_stale_files_and_targets_go_and_foreign_files_stay(tmp_path: Path) -> None:
    compiled = write(tmp_path / "compiled", OLD)
    publish_all(compiled, tmp_path / "scratch", NEW)
    assert read(compiled) == PUBLISHED
    assert not (compiled / "gone").exists()
    assert not (compiled / "dev/old").exists()


def test_first_compile_makes_the_folder(tmp_path: Path) -> None:
    publish_all(tmp_path / "compiled", tmp_path / "scratch", NEW)
    assert read(tmp_path / "compiled") == NEW


def test_unchanged_files_keep_their_times(tmp_path: Path) -> None:
    compiled = write(tmp_path / "compiled", OLD)
    for path in (*NEW, "README.md"):
        if (compiled / path).exists():
            os.utime(compiled / path, (1_000_000, 1_000_000))
    publish_all(compiled, tmp_path / "scratch", NEW)
    kept = {path for path in PUBLISHED if (compiled / path).lstat().st_mtime == 1_000_000}
    assert kept == {"dev/network/vpc.yaml", "prod/network/vpc.yaml", "README.md"}


def test_nothing_is_touched_where_nothing_differs(tmp_path: Path) -> None:
    compiled = write(tmp_path / "compiled", PUBLISHED)
    before = (compiled.stat().st_ino, compiled.stat().st_mtime_ns)
    assert not publish_all(compiled, tmp_path / "scratch", NEW).any
    assert (compiled.stat().st_ino, compiled.stat().st_mtime_ns) == before


def test_change_in_one_target_leaves_the_other_folders_alone(tmp_path: Path) -> None:
    compiled = write(tmp_path / "compiled", PUBLISHED)
    before = {name: (compiled / name).stat().st_ino for name in ("", "dev", "prod")}
    publish_all(compiled, tmp_path / "scratch", {**NEW, **files("prod/nodes/cpu.yaml", text="kind: D\n")})
    after = {name: (compiled / name).stat().st_ino for name in ("", "dev", "prod")}
    assert {name for name in before if before[name] != after[name]} == {"prod"}


def test_compile_of_some_targets_touches_no_other(tmp_path: Path) -> None:
    compiled = write(tmp_path / "compiled", OLD)
    some = {path: text for path, text in NEW.items() if path.startswith("prod/")}
    publish_some(compiled, tmp_path / "scratch", some, ("prod",))
    others = {path: text for path, text in OLD.items() if not path.startswith("prod/")}
    assert read(compiled) == {**others, **some}


def test_compile_of_several_targets_publishes_each(tmp_path: Path) -> None:
    compiled = write(tmp_path / "compiled", OLD)
    publish_some(compiled, tmp_path / "scratch", NEW, ("dev", "prod"))
    assert read(compiled) == {**PUBLISHED, **files("gone/network/vpc.yaml")}


@pytest.mark.parametrize(
    ("foreign", "kept"),
    [
        ({"dev": "-> ../outside"}, {}),
        ({"dev": "not a folder\n"}, {}),
        ({"dev/network": "-> ../../outside"}, {}),
        ({"dev/network/vpc.yaml": "-> ../../../outside/secret"}, {}),
        ({"dev/network/vpc.yaml/notes.md": "x\n", "dev/notes.md": "y\n"}, {"dev/notes.md": "y\n"}),
    ],
    ids=["target-is-link", "target-is-file", "layer-is-link", "file-is-link", "file-is-folder"],
)
def test_what_stands_in_the_way_is_replaced_and_never_followed(
    foreign: dict[str, str], kept: dict[str, str], tmp_path: Path
) -> None:
    outside = write(tmp_path / "outside", {"secret": "s\n", "network/vpc.yaml": "t\n"})
    compiled = write(tmp_path / "compiled", foreign)
    difference = publish_all(compiled, tmp_path / "scratch", files("dev/network/vpc.yaml"), ("dev",))
    assert set(difference.in_the_way) == foreign.keys() - kept.keys()
    assert read(compiled) == {**files("dev/network/vpc.yaml"), **kept}
    assert read(outside) == {"secret": "s\n", "network/vpc.yaml": "t\n"}


@pytest.mark.parametrize("exchanges", [True, False], ids=["exchange", "two-renames"])
def test_kill_at_any_step_leaves_the_old_tree_or_the_new(
    *, exchanges: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not exchanges:
        monkeypatch.setattr(exchange, "exchanged", lambda _one, _other: False)
    seen = set()
    for steps in range(200):
        compiled, scratch = tmp_path / f"{steps}/compiled", tmp_path / f"{steps}/scratch"
        write(compiled, OLD)
        out = built(write(scratch / "out", NEW), ("dev", "prod"))
        difference = compare(out, compiled, ("dev", "prod"), whole=True)
        with killed_after(steps) as killed:
            publish(out, difference, compiled, scratch, whole=True)
        mended = mend(compiled, scratch)
        left = read(compiled)
        assert left in (OLD, PUBLISHED)
        seen.add((mended, left == PUBLISHED))
        assert publish_all(compiled, tmp_path / f"{steps}/again", NEW).any == (left != PUBLISHED)
        assert read(compiled) == PUBLISHED
        if not killed():
            break
    else:
        pytest.fail("publishing never came to its end")
    assert seen == ({(False, False), (False, True)} if exchanges else {(False, False), (True, False), (False, True)})


def test_kill_while_one_target_is_replaced_is_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "exchanged", lambda _one, _other: False)
    new = {**PUBLISHED, **files("prod/nodes/cpu.yaml", text="kind: D\n")}
    for steps in range(100):
        compiled, scratch = tmp_path / f"{steps}/compiled", tmp_path / f"{steps}/scratch"
        write(compiled, PUBLISHED)
        out = built(write(scratch / "out", {**NEW, **files("prod/nodes/cpu.yaml", text="kind: D\n")}), ("dev", "prod"))
        difference = compare(out, compiled, ("dev", "prod"), whole=True)
        with killed_after(steps) as killed:
            publish(out, difference, compiled, scratch, whole=True)
        mend(compiled, scratch)
        assert read(compiled) in (PUBLISHED, new)
        if not killed():
            break
    assert read(compiled) == new


def test_system_exchanges_two_folders_in_one_step(tmp_path: Path) -> None:
    write(tmp_path / "one", {"a": "1"})
    write(tmp_path / "other", {"b": "2"})
    if exchange.exchanged(tmp_path / "one", tmp_path / "other"):
        assert (read(tmp_path / "one"), read(tmp_path / "other")) == ({"b": "2"}, {"a": "1"})
    else:
        assert (read(tmp_path / "one"), read(tmp_path / "other")) == ({"a": "1"}, {"b": "2"})


def test_no_exchange_with_what_is_not_there(tmp_path: Path) -> None:
    write(tmp_path / "one", {"a": "1"})
    assert not exchange.exchanged(tmp_path / "one", tmp_path / "other")
    assert read(tmp_path) == {"one/a": "1"}


@pytest.mark.parametrize(
    ("tree", "message"),
    [
        (files("dev/network/vpc.yaml"), "target prod wrote nothing"),
        (files("dev/a/b.yaml", "prod/a/b.yaml", "qa/a/b.yaml"), "qa/ belongs to no target that was compiled"),
        ({**files("dev/a/b.yaml"), "prod/a/b.yaml": ""}, "prod/a/b.yaml is empty"),
        ({**files("dev/a/b.yaml"), "prod/a/b.yaml": "-> ../../dev/a/b.yaml"}, "prod/a/b.yaml is a symbolic link"),
        ({**files("dev/a/b.yaml"), "prod/a/b.yaml": "kind: A\n"}, "prod/a/b.yaml does not start as slipway.component"),
        ({**files("dev/a/b.yaml"), "prod/a/b.yaml": generated("dev/a")}, "prod/a/b.yaml does not start as"),
    ],
    ids=["nothing", "foreign-target", "empty", "link", "foreign-file", "other-target"],
)
def test_build_that_cannot_be_published_is_refused(tree: dict[str, str], message: str, tmp_path: Path) -> None:
    with pytest.raises(FailedError, match=message):
        built(write(tmp_path / "out", tree), ("dev", "prod"))
