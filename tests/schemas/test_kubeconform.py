"""The helper around kubeconform."""

import pytest

from tests.support.kubeconform import BINARY, Report, run

NAMESPACE = "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: dev\n"


def test_objects_are_counted_file_by_file(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "two.yaml").write_text(f"# generated\n---\n{NAMESPACE}---\n{NAMESPACE}")
    (tmp_path / "deep/one.yaml").write_text(NAMESPACE)
    assert run(BINARY, tmp_path) == Report(valid=3, invalid=0, errors=0, skipped=0, faults=())


def test_an_empty_folder_counts_nothing(tmp_path):
    assert run(BINARY, tmp_path).total == 0


def test_a_kind_without_schema_and_a_key_given_twice_are_errors(tmp_path):
    (tmp_path / "kind.yaml").write_text(NAMESPACE.replace("Namespace", "Node"))
    (tmp_path / "twice.yaml").write_text(NAMESPACE + "  name: prod\n")
    report = run(BINARY, tmp_path)
    assert (report.valid, report.invalid, report.errors) == (0, 0, 2)
    assert report.faults[0] == "kind.yaml: Node dev: statusError: could not find schema for Node"
    assert report.faults[1].startswith("twice.yaml: Namespace prod: statusError: error unmarshalling resource: ")


def test_a_missing_binary_is_an_error_that_says_what_builds_it(tmp_path):
    with pytest.raises(FileNotFoundError, match="kubeconform is missing; `make test` builds it"):
        run(tmp_path / "kubeconform", tmp_path)
