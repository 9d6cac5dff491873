"""Compiled files taken apart, and each shape of a document read once for the whole fleet."""

import pytest
import yaml

from slipway.plan.documents import Reader, UnreadableError, documents
from slipway.plan.snapshot import pairs


def split(text, target="a-b"):
    return [(one.line, one.kind, one.text) for one in documents(Reader(), target, "a-b/f.yaml", text)]


OBJECT = "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("# only a comment\n", []),
        ("---\n---\n", []),
        (OBJECT, [(1, "Secret", OBJECT)]),
        (f"# Generated\n{OBJECT}", [(2, "Secret", OBJECT)]),
        (
            f"# Generated\n---\n{OBJECT}---\n# again\n{OBJECT}",
            [(3, "Secret", OBJECT), (8, "Secret", OBJECT)],
        ),
        (f"--- # first\n{OBJECT}", [(2, "Secret", OBJECT)]),
        ("kind: A\ntext: |\n  ---\n  kind: B\n", [(1, "A", "kind: A\ntext: |\n  ---\n  kind: B\n")]),
        ("text: ---\nkind: A\n", [(1, "A", "text: ---\nkind: A\n")]),
        ("metadata:\n  kind: B\n", [(1, "", "metadata:\n  kind: B\n")]),
    ],
)
def test_a_file_is_taken_apart(text, expected):
    assert split(text) == expected


def read(target, text):
    return Reader().read(target, text)


@pytest.mark.parametrize(
    "text",
    [
        "a: 2026-11-23\nb: 0123\nc: 1.30\nd: yes\ne: ~\n",
        "name: prod-us-east-1\nlist: [prod-us-east-1-a, x-prod-us-east-1]\n",
        "prod-us-east-1: {prod-us-east-1-key: 1}\n",
        "text: |\n  prod-us-east-1\n  and prod-us-east-1\n",
        "xTARGETx: prod-us-east-1\n",
        '"prod\\u002dus-east-1": 1\n',
    ],
)
def test_reading_by_shape_is_reading(text):
    plain = yaml.safe_load(text.replace("2026-11-23", '"2026-11-23"'))
    assert read("prod-us-east-1", text) == plain


def test_a_shape_read_for_one_target_serves_the_next():
    reader = Reader()
    assert reader.read("dev-a", "name: dev-a\nother: dev-b\n") == {"name": "dev-a", "other": "dev-b"}
    assert reader.read("dev-b", "name: dev-b\nother: dev-b\n") == {"name": "dev-b", "other": "dev-b"}
    assert reader.read("dev-b", "name: dev-b\nother: dev-a\n") == {"name": "dev-b", "other": "dev-a"}


@pytest.mark.parametrize("target", ["hub", "1-2", "true", "x1e5", "2026-11-23"])
def test_a_name_that_yaml_may_take_for_something_else_is_never_replaced(target):
    text = f"a: {target}\nb: 'x {target} y'\n"
    assert read(target, text)["b"] == f"x {target} y"
    assert read(target, text)["a"] == read("other", text)["a"]


def test_what_stays_is_not_read():
    same = {"a/x.yaml": f"{OBJECT}---\nnot YAML: [\n".encode()}
    (pair,) = pairs({**same, "a/y.yaml": b"kind: A\n"}, {**same, "a/y.yaml": b"kind: B\n"})
    assert ([one.kind for one in pair.before], [one.kind for one in pair.after], pair.same) == (["A"], ["B"], ())


def test_equal_documents_are_twins_wherever_they_stand():
    one, two = OBJECT, OBJECT.replace("name: a", "name: b")
    (pair,) = pairs(
        {"t/x.yaml": f"{one}---\n{two}".encode()}, {"t/x.yaml": two.encode(), "t/y.yaml": f"---\n{one}".encode()}
    )
    assert (pair.before, pair.after, [(old.file, new.file) for old, new in pair.moved]) == (
        (),
        (),
        [("t/x.yaml", "t/y.yaml")],
    )


def test_two_documents_without_a_line_between_them_are_told():
    (only,) = documents(Reader(), "t", "t/a.yaml", f"{OBJECT}--- {{kind: B}}\n")
    with pytest.raises(UnreadableError, match=r"^t/a\.yaml:4: not YAML: but found another document"):
        _ = only.manifest
