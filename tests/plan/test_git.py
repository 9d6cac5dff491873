"""The older side comes straight from git's objects, whatever the history looks like."""

import subprocess
from datetime import date

import pytest

from slipway.plan import plan
from slipway.plan.documents import UnreadableError
from slipway.plan.git import GitError, Repository, work_tree
from tests.plan.fleet import Fleet


def planned(fleet, ref=""):
    """Return (base in words, changes as text) for the work tree of a fleet."""
    repository = Repository.at(fleet.project)
    base = repository.base(ref)
    after = work_tree(fleet.project / "compiled")
    before = repository.tree(base.commit, "compiled", after)
    changes = plan(before, after, as_of=date(2026, 11, 23)).changes
    return base.name, [f"{one.action} {one.identity.kind}/{one.identity.name}" for one in changes]


ROLE = "changed Role/dev-us-east-2-inference"
VPC = "changed VPC/dev-us-east-2"


@pytest.fixture
def fleet(tmp_path):
    return Fleet.at(tmp_path / "fleet")


def test_what_is_not_committed_yet_is_planned(fleet):
    first = fleet.git("rev-parse", "--short=9", "HEAD")
    fleet.role("second")
    assert planned(fleet) == (f"HEAD ({first})", [ROLE])


def test_what_is_not_added_yet_is_planned(fleet):
    fleet.vpc("10.1.0.0/16", "new-us-east-2")
    assert planned(fleet)[1] == ["created VPC/new-us-east-2"]


def test_nothing_is_checked_out_and_the_index_stays(fleet):
    fleet.role("second")
    index = (fleet.root / ".git/index").read_bytes()
    status = fleet.git("status", "--porcelain")
    planned(fleet)
    assert fleet.git("status", "--porcelain") == status
    assert (fleet.root / ".git/index").read_bytes() == index


def test_a_branch_is_held_against_the_merge_base_not_against_the_tip_of_main(fleet, tmp_path):
    base = fleet.git("rev-parse", "--short=9", "HEAD")
    mine = fleet.clone(tmp_path / "mine")
    mine.git("checkout", "--quiet", "-b", "change")
    mine.role("second")
    mine.commit("mine")
    fleet.vpc("10.9.0.0/16")
    fleet.commit("theirs")
    mine.git("fetch", "--quiet")
    assert planned(mine) == (f"the merge base with origin/main ({base})", [ROLE])


def test_after_merging_main_only_the_branch_is_planned(fleet, tmp_path):
    mine = fleet.clone(tmp_path / "mine")
    mine.git("checkout", "--quiet", "-b", "change")
    mine.role("second")
    mine.commit("mine")
    fleet.vpc("10.9.0.0/16")
    fleet.commit("theirs")
    mine.git("fetch", "--quiet")
    mine.git("merge", "--quiet", "--no-edit", "origin/main")
    assert planned(mine)[1] == [ROLE]


def test_criss_cross_merges_still_have_a_base(fleet):
    fleet.git("checkout", "--quiet", "-b", "other")
    fleet.vpc("10.2.0.0/16")
    theirs = fleet.commit("theirs")
    fleet.git("checkout", "--quiet", "main")
    fleet.role("second")
    mine = fleet.commit("mine")
    fleet.git("merge", "--quiet", "--no-edit", theirs)
    fleet.git("checkout", "--quiet", "other")
    fleet.git("merge", "--quiet", "--no-edit", mine)
    fleet.role("third")
    fleet.commit("after both")
    name, changes = planned(fleet, "main")
    assert name.startswith("the merge base with main (")
    assert ROLE in changes


def test_another_revision_can_be_named(fleet):
    first = fleet.git("rev-parse", "HEAD")
    fleet.git("tag", "v1")
    fleet.role("second")
    fleet.commit("second")
    assert planned(fleet, "v1") == (f"v1 ({first[:9]})", [ROLE])
    assert planned(fleet, first[:12])[1] == [ROLE]
    assert planned(fleet, "HEAD~1")[1] == [ROLE]


def test_the_remote_may_call_its_main_branch_otherwise(fleet, tmp_path):
    fleet.git("branch", "--move", "main", "trunk")
    mine = fleet.clone(tmp_path / "mine")
    mine.git("checkout", "--quiet", "-b", "change")
    mine.role("second")
    mine.commit("mine")
    assert planned(mine)[0].startswith("origin/trunk (")


def test_renamed_files_are_the_same_objects(fleet):
    fleet.git("mv", "compiled/dev-us-east-2/network/vpc.yaml", "compiled/dev-us-east-2/network/main.yaml")
    fleet.git("mv", "compiled/dev-us-east-2/access", "compiled/dev-us-east-2/identity")
    fleet.commit("moved")
    assert planned(fleet, "HEAD~1")[1] == []


def test_a_shallow_clone_with_the_history_it_needs_works(fleet, tmp_path):
    mine = fleet.clone(tmp_path / "mine", "--depth=1")
    mine.role("second")
    assert planned(mine)[1] == [ROLE]


def test_a_shallow_clone_without_the_merge_base_says_what_to_fetch(fleet, tmp_path):
    fleet.git("checkout", "--quiet", "-b", "change")
    fleet.role("second")
    fleet.commit("mine")
    fleet.git("checkout", "--quiet", "main")
    fleet.vpc("10.9.0.0/16")
    fleet.commit("theirs")
    mine = fleet.clone(tmp_path / "mine", "--depth=1", "--branch=change", "--no-single-branch")
    with pytest.raises(
        GitError,
        match=r"origin/main and the checked-out commit have no common commit here; the clone is shallow; .*--unshallow",
    ):
        planned(mine)


def test_a_shallow_clone_without_main_says_what_to_fetch(fleet, tmp_path):
    fleet.git("checkout", "--quiet", "-b", "change")
    fleet.role("second")
    fleet.commit("mine")
    mine = fleet.clone(tmp_path / "mine", "--depth=1", "--branch=change")
    with pytest.raises(
        GitError, match=r"^revision 'origin/main' does not exist here; the clone is shallow; fetch .*fetch-depth: 0"
    ):
        planned(mine, "origin/main")


def test_a_partial_clone_fetches_what_it_reads(fleet, tmp_path):
    fleet.git("config", "uploadpack.allowFilter", "true")
    fleet.git("config", "uploadpack.allowAnySHA1InWant", "true")
    mine = fleet.clone(tmp_path / "mine", "--filter=blob:none")
    mine.role("second")
    assert planned(mine)[1] == [ROLE]


def test_an_object_that_is_missing_is_told(fleet):
    blob = fleet.git("rev-parse", "HEAD:compiled/dev-us-east-2/access/inference.yaml")
    fleet.role("second")
    (fleet.root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(GitError, match=r"dev-us-east-2/access/inference\.yaml of the base is not in this clone"):
        planned(fleet)


def test_histories_without_a_common_commit_are_told(fleet):
    fleet.git("checkout", "--quiet", "--orphan", "other")
    fleet.role("second")
    fleet.commit("unrelated")
    with pytest.raises(GitError, match="main and the checked-out commit have no common commit here; name a revision"):
        planned(fleet, "main")


def test_an_unknown_revision_is_told(fleet):
    with pytest.raises(GitError, match="revision 'mian' does not exist here; see `git branch --all`"):
        planned(fleet, "mian")


@pytest.mark.parametrize("name", ["--output=x", "-q", ""])
def test_a_revision_is_never_an_option(fleet, name):
    if name:
        with pytest.raises(GitError, match="does not exist here"):
            planned(fleet, name)
    assert not (fleet.root / "x").exists()


def test_a_repository_without_a_commit_is_told(tmp_path):
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    with pytest.raises(GitError, match="there is no commit yet to compare with"):
        Repository.at(tmp_path).base()


def test_a_folder_outside_git_is_told(tmp_path):
    with pytest.raises(GitError, match=r"is not in a git work tree: not a git repository"):
        Repository.at(tmp_path)


def test_a_machine_without_git_is_told(fleet, monkeypatch):
    monkeypatch.setenv("PATH", str(fleet.root))
    with pytest.raises(GitError, match="git is not installed"):
        Repository.at(fleet.root)


def test_a_project_may_lie_below_the_root_of_its_repository(tmp_path):
    fleet = Fleet.at(tmp_path / "mono", "platform/fleet")
    fleet.role("second")
    assert Repository.at(fleet.project).prefix == "platform/fleet/"
    assert planned(fleet)[1] == [ROLE]


def test_a_base_without_a_compiled_folder_is_empty(fleet):
    repository = Repository.at(fleet.project)
    assert repository.tree(repository.base().commit, "nothing", {}) == {}


def test_a_linked_work_tree_is_planned_like_any_other(fleet, tmp_path):
    fleet.git("worktree", "add", "--quiet", "-b", "change", str(tmp_path / "linked"))
    linked = Fleet(tmp_path / "linked", tmp_path / "linked")
    linked.role("second")
    assert planned(linked)[1] == [ROLE]


def test_a_repository_with_sha_256_object_ids_is_read(tmp_path):
    fleet = Fleet.at(tmp_path / "fleet", "", "--object-format=sha256")
    fleet.role("second")
    assert planned(fleet)[1] == [ROLE]


def test_line_ends_of_a_checkout_do_not_count(fleet):
    fleet.git("config", "core.autocrlf", "true")
    for path in (fleet.project / "compiled").rglob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert planned(fleet)[1] == []


def test_links_and_other_files_are_not_compiled_objects(fleet):
    (fleet.project / "compiled/dev-us-east-2/network/link.yaml").symlink_to("vpc.yaml")
    fleet.write("compiled/dev-us-east-2/README.md", "not YAML: [")
    fleet.write("compiled/index.yaml", "no: target")
    assert planned(fleet)[1] == []
    fleet.commit("added")
    fleet.role("second")
    assert planned(fleet)[1] == [ROLE]


def test_names_that_git_would_quote_are_read(fleet):
    path = "compiled/dev-us-east-2/network/é ü\t.yaml"
    fleet.write(path, (fleet.project / "compiled/dev-us-east-2/network/vpc.yaml").read_text().replace("VPC", "Subnet"))
    fleet.commit("odd")
    (fleet.project / path).unlink()
    assert planned(fleet)[1] == ["deleted Subnet/dev-us-east-2"]


def test_what_may_not_be_read_is_told(fleet, monkeypatch):
    """Left out, it would look as if it had been deleted."""

    def refuse(place, _mode):
        raise PermissionError(13, "Permission denied", place)

    monkeypatch.setattr("slipway.plan.git.open", refuse, raising=False)
    with pytest.raises(UnreadableError, match=r"compiled/.*\.yaml:1: it cannot be read: Permission denied; compile"):
        work_tree(fleet.project / "compiled")
