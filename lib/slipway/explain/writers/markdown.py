"""An explanation as Markdown, for an issue or a review."""

from __future__ import annotations

import re
from collections.abc import Iterator

from slipway.explain.values import Explanation
from slipway.explain.writers.body import sections
from slipway.explain.writers.text import Code, Line, Span, block, identity_text, shown
from slipway.plan.values import ABSENT


def as_markdown(one: Explanation) -> str:
    """Return the explanation as Markdown: a heading, and a list for each section."""
    return "".join(f"{line}\n" for line in _lines(one))


def _lines(one: Explanation) -> Iterator[str]:
    yield f"### {_code(one.file if one.whole_file else identity_text(one.objects[0].identity))}"
    lines = block(one.value) if one.field else []
    if lines:
        fence = "`" * max(3, _longest("\n".join(lines)) + 1)
        yield from ("", f"{_code(one.field)} is", "", fence, *lines, fence)
    elif one.field:
        value = "is not set" if one.value is ABSENT else f"is {_code(shown(one.value))}"
        yield from ("", f"{_code(one.field)} {value}")
    for section in sections(one):
        yield from ("", f"#### {section.title}", "")
        yield from (_line(line) for line in section.lines)


def _line(line: Line) -> str:
    label = f"**{_text(line.label)}** " if line.label else ""
    return f"{'  ' * line.depth}- {label}{''.join(_span(span) for span in line.spans)}".rstrip()


def _span(span: Span) -> str:
    return _code(span) if isinstance(span, Code) else _text(span)


def _code(text: str) -> str:
    """Return text as code, in more backticks than it holds."""
    fence = "`" * (_longest(text) + 1)
    edge = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{edge}{text}{edge}{fence}"


def _longest(text: str) -> int:
    """Return the length of the longest run of backticks."""
    return max((len(run) for run in re.findall("`+", text)), default=0)


def _text(text: str) -> str:
    """Return text that neither Markdown nor HTML takes for markup."""
    return "".join(f"\\{one}" if one in "\\`*_[]<>|#" else one for one in text)
