"""A comparison as text, Markdown and JSON; ``only_versions`` leaves all but the versions out."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

from slipway.compare.values import Comparison, Difference, Entry, Everywhere, Version
from slipway.plan.values import ABSENT, FieldChange
from slipway.plan.wording import path_text, short_path, value_text

VERSION = 1
"""Raised when a key of the JSON goes or changes its meaning."""

_FIELDS = 12


def as_text(result: Comparison, *, only_versions: bool, width: int = 80) -> str:
    """Return the comparison as text; every line fits the width."""
    return "".join(f"{line.rstrip()}\n" for line in _lines(result, only_versions=only_versions, width=width))


def as_markdown(result: Comparison, *, only_versions: bool) -> str:
    """Return the comparison as Markdown."""
    lines = [f"### {result.left} and {result.right}", "", summary(result, only_versions=only_versions)]
    told = [one for one in result.versions if only_versions or one.left != one.right]
    if told:
        lines += ["", f"| version | {result.left} | {result.right} | behind |", "|---|---|---|---|"]
        lines += [f"| `{one.what}` | {one.left or '-'} | {one.right or '-'} | {_who(result, one)} |" for one in told]
    if not only_versions:
        body = [line for section in _sections(result) for line in ("", *section)]
        lines += ["", "```text", *body[1:], "```"] if body else []
    return "\n".join(lines) + "\n"


def as_json(result: Comparison, *, only_versions: bool) -> str:
    """Return the comparison as JSON."""
    document: dict[str, Any] = {"schemaVersion": VERSION, "left": result.left, "right": result.right}
    if not only_versions:
        document["onlyLeft"] = [_entry(one) for one in result.only_left]
        document["onlyRight"] = [_entry(one) for one in result.only_right]
        document["differing"] = [
            {**_entry(one.entry), "fields": [_field(field) for field in one.fields]} for one in result.differing
        ]
        document["everywhere"] = [
            {**_field(one.field), "objects": [entry.name for entry in one.entries]} for one in result.everywhere
        ]
    document["versions"] = [
        {"what": one.what, "left": one.left, "right": one.right, "behind": one.behind} for one in result.versions
    ]
    return json.dumps(document, indent=2, ensure_ascii=False, default=str) + "\n"


def summary(result: Comparison, *, only_versions: bool) -> str:
    """Return the comparison in one sentence."""
    if only_versions:
        counts = {side: sum(1 for one in result.versions if one.behind == side) for side in ("left", "right")}
        names = {"left": result.left, "right": result.right}
        said = [f"{names[side]} is behind in {count}" for side, count in counts.items() if count]
        return f"{len(result.versions)} versions: {'; '.join(said) or 'nobody is behind'}."
    counted = (
        (len(result.only_left), f"only in {result.left}"),
        (len(result.only_right), f"only in {result.right}"),
        (
            len({one.entry for one in result.differing} | {e for one in result.everywhere for e in one.entries}),
            "differ",
        ),
    )
    told = [f"{count} {what}" for count, what in counted if count]
    return f"Objects: {', '.join(told)}." if told else "No difference."


def _lines(result: Comparison, *, only_versions: bool, width: int) -> Iterator[str]:
    yield f"{result.left} and {result.right}"
    yield ""
    yield from _wrapped(summary(result, only_versions=only_versions), width)
    told = [one for one in result.versions if only_versions or one.left != one.right]
    if told:
        yield ""
        for one in told:
            yield from _wrapped(f"  {one.what}: {_sides(result, one)}", width)
    if not only_versions:
        for section in _sections(result):
            yield ""
            for line in section:
                yield from _wrapped(line, width)


def _sides(result: Comparison, one: Version) -> str:
    if one.left == one.right:
        return one.left
    behind = f", {_who(result, one)} is behind" if one.behind else ""
    return f"{one.left or '(none)'} and {one.right or '(none)'}{behind}"


def _who(result: Comparison, one: Version) -> str:
    return {"left": result.left, "right": result.right, "": ""}[one.behind]


def _sections(result: Comparison) -> Iterator[list[str]]:
    for names, mark, where in ((result.only_left, "-", result.left), (result.only_right, "+", result.right)):
        if names:
            yield [f"Only in {where}", *_by_file(names, mark)]
    for shared in result.everywhere:
        yield _everywhere(shared)
    for difference in result.differing:
        yield _difference(difference)


def _by_file(entries: Iterable[Entry], mark: str) -> Iterator[str]:
    by_file: dict[str, list[str]] = {}
    for one in entries:
        by_file.setdefault(one.file, []).append(one.name)
    for file in sorted(by_file):
        yield f"  {file}"
        yield from (f"    {mark} {name}" for name in by_file[file])


def _everywhere(one: Everywhere) -> list[str]:
    return [f"In {len(one.entries)} objects", *_field_lines(one.field)]


def _difference(one: Difference) -> list[str]:
    more = len(one.fields) - _FIELDS
    lines = [f"{one.entry.name}  {one.entry.file}"]
    lines += [line for field in one.fields[:_FIELDS] for line in _field_lines(field)]
    return [*lines, *([f"  and {more} more fields"] if more > 0 else [])]


def _field_lines(field: FieldChange) -> list[str]:
    path = short_path(field.segments)
    sides = (("-", field.old), ("+", field.new))
    return [f"  {path}", *(f"    {mark} {value_text(value)}" for mark, value in sides if value is not ABSENT)]


def _wrapped(line: str, width: int) -> list[str]:
    indent = " " * (len(line) - len(line.lstrip()))
    following = f"{indent}    "
    text = line.strip()
    return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=following, break_on_hyphens=False) or [
        ""
    ]


def _entry(one: Entry) -> dict[str, str]:
    return {"object": one.name, "file": one.file}


def _field(one: FieldChange) -> dict[str, Any]:
    values = {key: value for key, value in (("left", one.old), ("right", one.new)) if value is not ABSENT}
    return {"path": path_text(one.segments), **values}
