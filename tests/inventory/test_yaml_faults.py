"""What a single file can have wrong with it, and what a check says of it."""

from __future__ import annotations

import pytest

from tests.support.world import World

CASES = {
    "syntax": (
        """\
parameters:
  a: [1
  b: 2
""",
        """\
targets/one.yml:3:4 YAML-001 error
  did not find expected ',' or ']' while parsing a flow sequence that starts in line 2
1 target: 1 error
""",
    ),
    "colon": (
        """\
parameters:
  a: b: c
""",
        """\
targets/one.yml:2:7 YAML-001 error
  mapping values are not allowed in this context
1 target: 1 error
""",
    ),
    "unclosed quote": (
        """\
parameters:
  a: "x
""",
        """\
targets/one.yml:2:6 YAML-001 error
  the quote that opens here is not closed in its line: the text runs on to the end
  found "x, allowed "x"
1 target: 1 error
""",
    ),
    "unclosed quote above another": (
        """\
parameters:
  a: [1, "x, y]
  b: 2
  c:
    - "*.z"
""",
        """\
targets/one.yml:2:10 YAML-001 error
  the quote that opens here is not closed in its line: the text runs on to line 5
  found "x, y], allowed "x, y"]
1 target: 1 error
""",
    ),
    "unclosed quotes in a row": (
        """\
parameters:
  a: "x
  b: ""
  c: "y"
""",
        """\
targets/one.yml:2:6 YAML-001 error
  the quote that opens here is not closed in its line: the text runs on to line 3
  found "x, allowed "x"
1 target: 1 error
""",
    ),
    "text after a quoted one of two lines": (
        """\
parameters:
  a: "one
    two" three
""",
        """\
targets/one.yml:3:10 YAML-001 error
  did not find expected key while parsing a block mapping that starts in line 2
1 target: 1 error
""",
    ),
    "tab": (
        """\
parameters:
\ta: 1
""",
        """\
targets/one.yml:2:1 YAML-002 error
  tab in the indentation
  found \\t, allowed spaces
1 target: 1 error
""",
    ),
    "tab in continuation": (
        """\
parameters:
  a: b
\tc: 1
""",
        """\
targets/one.yml:3:1 YAML-002 error
  tab in the indentation
  found \\t, allowed spaces
1 target: 1 error
""",
    ),
    "duplicate": (
        """\
parameters:
  a: 1
  b: 2
  a: 3
""",
        """\
targets/one.yml:4:3 YAML-003 error
  key `a` stands in this mapping already, in line 2
  found a, allowed each key once
  before: targets/one.yml:2:3
1 target: 1 error
""",
    ),
    "duplicate section": (
        """\
classes: []
parameters: {}
classes: []
""",
        """\
targets/one.yml:3:1 YAML-003 error
  key `classes` stands in this mapping already, in line 1
  found classes, allowed each key once
  before: targets/one.yml:1:1
1 target: 1 error
""",
    ),
    "duplicate twice": (
        """\
parameters: {x: {a: 1, a: 2}, y: {b: 1, b: 2}}
""",
        """\
targets/one.yml:1:24 YAML-003 error
  key `a` stands in this mapping already, in line 1
  found a, allowed each key once
  before: targets/one.yml:1:18
targets/one.yml:1:41 YAML-003 error
  key `b` stands in this mapping already, in line 1
  found b, allowed each key once
  before: targets/one.yml:1:35
1 target: 2 errors
""",
    ),
    "control": (
        """\
parameters:
  a: \x01
""",
        """\
targets/one.yml:2:6 YAML-004 error
  character U+0001 is not allowed in YAML
  found U+0001
1 target: 1 error
""",
    ),
    "list": (
        """\
- a
""",
        """\
targets/one.yml:1:1 YAML-005 error
  the file is a list where a mapping belongs
  found a list, allowed a mapping
1 target: 1 error
""",
    ),
    "text": (
        """\
hello
""",
        """\
targets/one.yml:1:1 YAML-005 error
  the file is text where a mapping belongs
  found text, allowed a mapping
1 target: 1 error
""",
    ),
    "documents": (
        """\
parameters: {}
---
parameters: {}
""",
        """\
targets/one.yml:2:1 YAML-006 error
  a second document starts here
  found ---, allowed one document
1 target: 1 error
""",
    ),
    "unknown section": (
        """\
paramters:
  a: 1
foo: 1
""",
        """\
targets/one.yml:1:1 YAML-007 error
  unknown top-level key `paramters`; did you mean `parameters`?
  found paramters, allowed classes, parameters, applications, exports, environment
targets/one.yml:3:1 YAML-007 error
  unknown top-level key `foo`
  found foo, allowed classes, parameters, applications, exports, environment
1 target: 2 errors
""",
    ),
    "alias": (
        """\
parameters:
  a: *base
""",
        """\
targets/one.yml:2:6 YAML-008 error
  no anchor &base in this file
  found *base
1 target: 1 error
""",
    ),
    "anchor": (
        """\
parameters:
  a: &base {x: 1}
  b: *base
  c: {<<: *base}
""",
        """\
targets/one.yml:2:6 YAML-009 note
  anchor &base
  found &base
1 target: 1 note
""",
    ),
    "boolean words": (
        """\
parameters:
  a: no
  on: yes
  quoted: 'no'
""",
        """\
targets/one.yml:2:6 YAML-010 warning
  `no` is read differently by other YAML readers
  found no, allowed "no" for text, false for a boolean
targets/one.yml:3:3 YAML-010 warning
  `on` is read differently by other YAML readers
  found on, allowed "on" for text, true for a boolean
targets/one.yml:3:7 YAML-010 warning
  `yes` is read differently by other YAML readers
  found yes, allowed "yes" for text, true for a boolean
1 target: 3 warnings
""",
    ),
    "leading zero": (
        """\
parameters: {account: 012345678901, mode: 0644, quoted: '0644', zero: 0}
""",
        """\
targets/one.yml:1:23 YAML-011 warning
  account id `012345678901` is not quoted: other YAML readers take it for an octal number
  found 012345678901, allowed "012345678901"
targets/one.yml:1:43 YAML-011 warning
  `0644` is read differently by other YAML readers
  found 0644, allowed "0644"
1 target: 2 warnings
""",
    ),
    "trailing zero": (
        """\
parameters: {version: 1.30, kept: 1.0, ratio: 0.5, quoted: '1.30'}
""",
        """\
targets/one.yml:1:23 YAML-012 warning
  `1.30` is read as the number 1.3
  found 1.30, allowed "1.30" for text, 1.3 for a number
1 target: 1 warning
""",
    ),
    "sexagesimal": (
        """\
parameters: {time: 12:30, image: 'a:1', mac: 1:2:3}
""",
        """\
targets/one.yml:1:20 YAML-013 warning
  `12:30` is read differently by other YAML readers
  found 12:30, allowed "12:30"
targets/one.yml:1:46 YAML-013 warning
  `1:2:3` is read differently by other YAML readers
  found 1:2:3, allowed "1:2:3"
1 target: 2 warnings
""",
    ),
    "other numbers": (
        """\
parameters: {a: 1_000, b: 0o17, c: 0b11, d: 0x1F}
""",
        """\
targets/one.yml:1:17 YAML-014 warning
  `1_000` is read differently by other YAML readers
  found 1_000, allowed "1_000"
targets/one.yml:1:27 YAML-014 warning
  `0o17` is read differently by other YAML readers
  found 0o17, allowed "0o17"
targets/one.yml:1:36 YAML-014 warning
  `0b11` is read differently by other YAML readers
  found 0b11, allowed "0b11"
1 target: 3 warnings
""",
    ),
    "tag": (
        """\
parameters: {a: !Ref x, b: !!str 5, c: !!binary aGk=}
""",
        """\
targets/one.yml:1:17 YAML-015 error
  tag !Ref on a value
  found !Ref, allowed a value without a tag
targets/one.yml:1:28 YAML-015 error
  tag !!str on a value
  found !!str, allowed a value without a tag
targets/one.yml:1:40 YAML-015 error
  tag !!binary on a value
  found !!binary, allowed a value without a tag
1 target: 3 errors
""",
    ),
    "keys": (
        """\
parameters:
  ? [a]
  : 1
  null: 2
  true: 3
  4: 5
""",
        """\
targets/one.yml:2:5 YAML-016 error
  a list stands where a key belongs
  found a list, allowed text
targets/one.yml:4:3 YAML-016 error
  the key is null
  found null, allowed "null"
targets/one.yml:5:3 YAML-016 error
  the key is a boolean
  found true, allowed "true"
1 target: 3 errors
""",
    ),
    "too large": (
        """\
parameters: {a: 18446744073709551616, b: 18446744073709551615}
""",
        """\
targets/one.yml:1:17 YAML-017 error
  `18446744073709551616` does not fit 64 bits
  found 18446744073709551616, allowed "18446744073709551616" for text, -9223372036854775808 to
    18446744073709551615 for a number
1 target: 1 error
""",
    ),
    "too deep": (
        "parameters: {a: " + "[" * 120 + "]" * 120 + "}\n",
        """\
targets/one.yml:1:115 YAML-018 error
  more than 100 levels of nesting
  found 101 levels, allowed at most 100 levels
1 target: 1 error
""",
    ),
    "deeper than the stack": (
        "parameters: {a: " + "[" * 50000 + "]" * 50000 + "}\n",
        """\
targets/one.yml:1:115 YAML-018 error
  more than 100 levels of nesting
  found 101 levels, allowed at most 100 levels
1 target: 1 error
""",
    ),
    "alias in itself": (
        """\
parameters:
  a: &loop [*loop]
""",
        """\
targets/one.yml:2:6 YAML-009 note
  anchor &loop
  found &loop
targets/one.yml:2:6 YAML-018 error
  an alias stands inside its own anchor
  found nesting without end, allowed at most 100 levels
1 target: 1 error, 1 note
""",
    ),
    "shapes": (
        """\
classes: base
parameters: [1]
""",
        """\
targets/one.yml:1:10 YAML-019 error
  `classes` is text where a list of class names belongs
  found text, allowed a list of class names
targets/one.yml:2:13 YAML-019 error
  `parameters` is a list where a mapping belongs
  found a list, allowed a mapping
1 target: 2 errors
""",
    ),
    "class entries": (
        """\
classes: [[a], '', {b: 1}]
parameters: ~
""",
        """\
targets/one.yml:1:11 YAML-019 error
  an entry of `classes` is a list where a class name belongs
  found a list, allowed a class name
targets/one.yml:1:16 YAML-019 error
  an entry of `classes` is empty where a class name belongs
  found empty, allowed a class name
targets/one.yml:1:20 YAML-019 error
  an entry of `classes` is a mapping where a class name belongs
  found a mapping, allowed a class name
targets/one.yml:2:13 YAML-019 error
  `parameters` is text where a mapping belongs
  found text, allowed a mapping
1 target: 4 errors
""",
    ),
    "empty": (
        """\
""",
        """\
1 target: no findings
""",
    ),
    "empty sections": (
        """\
classes:
parameters:
""",
        """\
1 target: no findings
""",
    ),
    "comment only": (
        """\
# nothing
""",
        """\
1 target: no findings
""",
    ),
    "windows": (
        """\
parameters:\r
  a: 1\r
  a: 2\r
""",
        """\
targets/one.yml:3:3 YAML-003 error
  key `a` stands in this mapping already, in line 2
  found a, allowed each key once
  before: targets/one.yml:2:3
1 target: 1 error
""",
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_file(world: World, text: str, expected: str) -> None:
    """A target file of this text gives these findings."""
    assert world.files(f"--- targets/one.yml\n{text}") == expected
