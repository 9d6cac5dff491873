"""Setting a key: the whole file after it, for every layout that people write."""

from __future__ import annotations

from textwrap import dedent

import pytest

from slipway.authoring.edit import remove_key, set_key
from slipway.authoring.errors import EditError
from slipway.authoring.keys import parts
from slipway.authoring.shape import Shape, of
from slipway.authoring.values import read

FILE = "inventory/targets/dev.yml"
FREE = Shape("", ({},))
TARGET = """\
# Development.
classes:
  - environment   # everything
parameters:
  cluster:
    # Only the hub.
    publicAccessCidrs:
      # Its gateway.
      - 198.51.100.7/32  # NAT
      - 198.51.100.8/32
    version: "1.35"   # in support

  # Two of them.
  nodes: {cpu: {scalingConfig: {minSize: 2}}, gpu: {}}
  network:
    cidrBlock: 10.20.0.0/16
"""


def edited(text: str, key: str, value: str, shape: Shape | None = None) -> str:
    path = parts(key)
    return set_key(dedent(text), FILE, path, read(value, (shape or of()).at(path)))


def diff(key: str, value: str) -> tuple[list[str], list[str]]:
    """Return the lines that go and the lines that come."""
    before, after = TARGET.splitlines(), edited(TARGET, key, value).splitlines()
    return [line for line in before if line not in after], [line for line in after if line not in before]


def test_a_scalar_is_replaced_beside_its_comment() -> None:
    assert diff("cluster.version", "1.36") == (
        ['    version: "1.35"   # in support'],
        ['    version: "1.36"   # in support'],
    )


def test_a_list_is_replaced_below_the_comment_of_its_key() -> None:
    after = edited(TARGET, "cluster.publicAccessCidrs", "[203.0.113.0/24]")
    assert after == TARGET.replace(
        "      - 198.51.100.7/32  # NAT\n      - 198.51.100.8/32\n", "      - 203.0.113.0/24\n"
    )


def test_a_list_becomes_empty() -> None:
    after = edited(TARGET, "cluster.publicAccessCidrs", "[]")
    assert "    publicAccessCidrs: []\n      # Its gateway.\n    version" in after


def test_a_key_is_added_after_the_last_one_of_its_map() -> None:
    after = edited(TARGET, "cluster.endpointPublicAccess", "true")
    assert after == TARGET.replace(
        '    version: "1.35"   # in support\n', '    version: "1.35"   # in support\n    endpointPublicAccess: true\n'
    )


def test_a_map_is_added_with_all_that_leads_to_it() -> None:
    after = edited(TARGET, "storage.key", "{deletionWindowInDays: 7, rotationPeriodInDays: 90}")
    assert after == TARGET + ("  storage:\n    key:\n      deletionWindowInDays: 7\n      rotationPeriodInDays: 90\n")


def test_braces_stay_braces() -> None:
    assert diff("nodes.cpu.scalingConfig.minSize", "3")[1] == ["  nodes: {cpu: {scalingConfig: {minSize: 3}}, gpu: {}}"]
    assert diff("nodes.cpu.scalingConfig.maxSize", "3")[1] == [
        "  nodes: {cpu: {scalingConfig: {minSize: 2, maxSize: 3}}, gpu: {}}"
    ]
    assert diff("nodes.gpu.a.reservation", "{kind: none}")[1] == [
        "  nodes: {cpu: {scalingConfig: {minSize: 2}}, gpu: {a: {reservation: {kind: none}}}}"
    ]


def test_a_mark_is_put_before_the_key() -> None:
    assert diff("cluster.~version", "1.36")[1] == ['    ~version: "1.36"   # in support']
    marked = edited(TARGET, "cluster.~version", "1.36")
    assert edited(marked, "cluster.version", "1.35") == edited(TARGET, "cluster.~version", "1.35")


@pytest.mark.parametrize(
    ("key", "given", "written"),
    [
        ("cluster.version", "1.30", '"1.30"'),
        ("cluster.version", "'1.30'", '"1.30"'),
        ("environment.accountId", "012345678901", '"012345678901"'),
        ("environment.name", "no", '"no"'),
        ("environment.name", "dev", "dev"),
        ("cluster.endpointPublicAccess", "true", "true"),
        ("registry.keepImages", "30", "30"),
        ("cluster.serviceIpv4Cidr", "null", "null"),
        ("fleet.asOf", "2026-11-23", '"2026-11-23"'),
        ("fleet.repoURL", "https://git.example.com/a.git", "https://git.example.com/a.git"),
        ("access.permissionsBoundary", "*", '"*"'),
        ("pinned.clusterEndpoint", "a: b", '"a: b"'),
        ("nodes.gpu.a.launchTemplateVersion", "2", '"2"'),
        ("applications.inference.values.replicas", "2", "2"),
        ("applications.inference.models.a.key", "1.30", "1.30"),
        ("applications.inference.apiKeysSecretName", "${environment:name}-keys", "${environment:name}-keys"),
    ],
)
def test_text_is_quoted_where_the_model_takes_text(key: str, given: str, written: str) -> None:
    last = parts(key)[-1]
    assert f"{last}: {written}\n" in edited("parameters: {}\n", key, given)


def test_text_within_collections_is_quoted_too() -> None:
    reservation = (
        "{kind: capacityBlock, startDate: 2026-12-01T11:30:00Z, instanceCount: 1, capacityReservationId: '0123'}"
    )
    assert edited("parameters: {}\n", "nodes.gpu.a.reservation", reservation) == dedent("""\
        parameters:
          nodes:
            gpu:
              a:
                reservation:
                  kind: capacityBlock
                  startDate: "2026-12-01T11:30:00Z"
                  instanceCount: 1
                  capacityReservationId: "0123"
        """)


def test_nested_collections_are_written_in_blocks() -> None:
    after = edited("parameters:\n  x: 1\n", "new", "{a: [1, {b: c, d: [e]}], f: {}, g: []}", FREE)
    assert after == dedent("""\
        parameters:
          x: 1
          new:
            a:
              - 1
              - b: c
                d:
                  - e
            f: {}
            g: []
        """)


LAYOUTS = {
    "lists at the key's own indentation": (
        "parameters:\n  a:\n  - b\n  - c\n  d: 1\n",
        "parameters:\n  a:\n  - x\n  d: 1\n",
    ),
    "no line break at the end": ("parameters:\n  a: [b]", "parameters:\n  a:\n    - x\n"),
    "four spaces": ("parameters:\n    a:\n        - b\n", "parameters:\n    a:\n        - x\n"),
    "nothing written": ("parameters:\n  a:\n  # tail\n  b: 1\n", "parameters:\n  a:\n    - x\n  # tail\n  b: 1\n"),
    "a comment beside nothing": ("parameters:\n  a:  # why\n  b: 1\n", "parameters:\n  a:  # why\n    - x\n  b: 1\n"),
    "a literal": ("parameters:\n  a: |\n    text\n\n    more\n  b: 1\n", "parameters:\n  a:\n    - x\n  b: 1\n"),
    "a literal before a comment": (
        "parameters:\n  a: |\n    text\n# end\n  # of it\n  b: 1\n",
        "parameters:\n  a:\n    - x\n# end\n  # of it\n  b: 1\n",
    ),
    "a map": ("parameters:\n  a:\n    b: 1\n    c: {}\n  d: 1\n", "parameters:\n  a:\n    - x\n  d: 1\n"),
    "braces over several lines": ("parameters:\n  a: [\n    b,\n  ]\n  d: 1\n", "parameters:\n  a:\n    - x\n  d: 1\n"),
    "text over several lines": ("parameters:\n  a: b\n    c\n  d: 1\n", "parameters:\n  a:\n    - x\n  d: 1\n"),
    "quoted key": ('parameters:\n  "a": b\n', 'parameters:\n  "a":\n    - x\n'),
    "line breaks of Windows": (
        "parameters:\r\n  a: b  # c\r\n  d: 1\r\n",
        "parameters:\r\n  a:  # c\r\n    - x\r\n  d: 1\r\n",
    ),
    "an explicit document": ("---\nparameters:\n  a: b\n...\n", "---\nparameters:\n  a:\n    - x\n...\n"),
    "the last key, before a comment": ("parameters:\n  a: b\n\n# end\n", "parameters:\n  a:\n    - x\n\n# end\n"),
    "a missing section": ("classes: [x]\n", "classes: [x]\nparameters:\n  a:\n    - x\n"),
    "a section of nothing": ("classes: [x]\nparameters:\n", "classes: [x]\nparameters:\n  a:\n    - x\n"),
    "a marked key": ("parameters:\n  ~a:\n    - b\n", "parameters:\n  ~a:\n    - x\n"),
    "text beyond ASCII": ("# größer 🚀\nparameters:\n  a: ü  # ö\n", "# größer 🚀\nparameters:\n  a:  # ö\n    - x\n"),
    "a byte order mark": ("\ufeff# head\nparameters:\n  a: b\n", "\ufeff# head\nparameters:\n  a:\n    - x\n"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout(layout: str) -> None:
    before, after = LAYOUTS[layout]
    assert set_key(before, FILE, ["a"], read("[x]", FREE)) == after


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if "section" not in name])
def test_every_layout_takes_a_scalar(layout: str) -> None:
    before, _ = LAYOUTS[layout]
    after = set_key(before, FILE, ["a"], read("x", FREE))
    assert "a: x" in after.replace('"', "")
    assert [line for line in before.splitlines() if "#" in line and "a:" not in line] == [
        line for line in after.splitlines() if "#" in line and "a:" not in line
    ]


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if "section" not in name])
def test_every_layout_takes_another_key(layout: str) -> None:
    before, _ = LAYOUTS[layout]
    after = set_key(before, FILE, ["z", "y"], read("x", FREE))
    lines = iter(after.splitlines())
    assert all(line in lines for line in before.splitlines()), "every line is there, in its order"


@pytest.mark.parametrize(
    ("text", "key", "value", "message"),
    [
        ("- a\n", "b", "1", f"{FILE} holds no mapping; a target has the keys classes and parameters"),
        ("", "b", "1", f"{FILE} holds no mapping; a target has the keys classes and parameters"),
        (
            "a: [\n",
            "b",
            "1",
            f"{FILE} is no YAML that can be read: expected the node content, but found '<stream end>'",
        ),
        ("parameters:\n  a: 1\n", "a.b", "1", f"{FILE}: `a` is no map"),
        ("parameters:\n  a: [1]\n", "a.b.c", "1", f"{FILE}: `a` is no map"),
        ("parameters:\n  a: ${x:y}\n", "a.b", "1", f"{FILE}: `a` is no map"),
        ("parameters:\n  a: &x {b: 1}\n  c: *x\n", "c.b", "2", "cannot be edited in place (anchors, tags)"),
        ("parameters:\n  a: &x 1\n  c: *x\n", "c", "2", "`c` is an alias of something above it"),
        ("parameters:\n  a: &x {b: *x}\n", "a", "2", "nested more than 100 levels deep"),
        ("parameters:\n  a: !x 1\n", "b", "2", "could not determine a constructor for the tag"),
    ],
)
def test_what_cannot_be_edited_is_refused(text: str, key: str, value: str, message: str) -> None:
    with pytest.raises(EditError) as caught:
        set_key(text, FILE, parts(key), read(value, FREE))
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("cluster.versoin", "1", "there is no key `cluster.versoin`; did you mean `version`?"),
        ("clustr.version", "1", "there is no key `clustr`; did you mean `cluster`?"),
        ("cluster.version.minor", "1", "`cluster.version` is no map: set it as a whole"),
        ("network.availabilityZones.0", "a", "`network.availabilityZones` is no map: set it as a whole"),
        ("access.zzz", "1", "there is no key `access.zzz`; known: permissionsBoundary"),
        ("a..b", "1", "`a..b` is no key: write it with dots, as in cluster.version"),
        ("", "1", "`` is no key: write it with dots, as in cluster.version"),
        ("cluster.", "1", "`cluster.` is no key: write it with dots, as in cluster.version"),
        ("cluster.version", "", "the value is empty; write null for nothing, '\"\"' for empty text"),
        ("registry.keepImages", "[1", "the value '[1' is no YAML: expected ',' or ']', but got '<stream end>'"),
        ("registry.keepImages", "*a", "the value '*a' is no YAML: found undefined alias 'a'"),
        ("nodes.gpu", "&a [*a]", "the value '&a [*a]' holds an alias: write it out"),
    ],
)
def test_what_the_command_line_gets_wrong_is_refused(key: str, value: str, message: str) -> None:
    with pytest.raises(EditError) as caught:
        edited("parameters: {}\n", key, value)
    assert message in str(caught.value)


def test_a_part_of_a_key_may_hold_dots() -> None:
    assert parts('environment.tags."example.com/team"') == ("environment", "tags", "example.com/team")
    assert parts("parameters.cluster.version") == ("cluster", "version")
    after = edited("parameters: {}\n", 'environment.tags."example.com/team"', "on")
    assert after.endswith('    tags:\n      example.com/team: "on"\n')


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("parameters:\n  # why\n  a:\n    b: 1  # x\n  c: 1\n", "parameters:\n  c: 1\n"),
        ("parameters:\n  c: 1\n  # of c\n\n  # of a\n  a: 1\n", "parameters:\n  c: 1\n  # of c\n\n"),
        ("parameters: {a: 1, c: 1}\n", "parameters: {c: 1}\n"),
        ("parameters: {c: 1, a: 1}\n", "parameters: {c: 1}\n"),
        ("parameters:\n  c: 1\n", "parameters:\n  c: 1\n"),
    ],
)
def test_a_key_is_taken_out_with_its_comment(before: str, after: str) -> None:
    assert remove_key(before, FILE, ["a"]) == after


def test_a_map_that_would_be_empty_goes_as_well() -> None:
    text = "parameters:\n  a:\n    b:\n      c: 1\n    d: 1\n"
    assert remove_key(text, FILE, ["a", "b", "c"]) == "parameters:\n  a:\n    d: 1\n"


def test_the_last_key_is_not_taken_out() -> None:
    with pytest.raises(EditError, match=r"without `a\.b` nothing would be left below parameters"):
        remove_key("parameters:\n  a:\n    b: 1\n", FILE, ["a", "b"])
