"""The plan as one comment on a pull or merge request: the fleet in a table, details folded away, cut to a size."""

from __future__ import annotations

from collections.abc import Iterable

from slipway.findings import Finding
from slipway.plan.values import Plan
from slipway.plan.writers.body import Section, sections
from slipway.plan.writers.fields import Line
from slipway.plan.writers.summary import headline, rows, shared, sign

MARKER = "<!-- slipway plan -->"
"""The first line, by which a workflow finds its own comment again."""

LIMIT = 60_000
"""Characters; GitHub refuses a comment of more than 65,536, and one character may count as several."""


def as_markdown(plan: Plan, limit: int = LIMIT) -> str:
    """Return the plan as Markdown of at most ``limit`` characters, with a note about what was left out."""
    head = _head(plan)
    blocks = [*_findings(plan.findings), *(_details(one) for one in sections(plan.targets, plan.folds))]
    kept: list[str] = []
    left = limit - len(head) - len(_truncated(len(blocks), len(blocks)))
    for block in blocks:
        if len(block) > left:
            break
        kept.append(block)
        left -= len(block)
    note = _truncated(len(blocks) - len(kept), len(blocks)) if len(kept) < len(blocks) else ""
    return head + "".join(kept) + note


def _head(plan: Plan) -> str:
    lines = [MARKER, "### Slipway plan", "", _text(headline(plan))]
    if plan.base:
        lines += ["", f"Compared with {_text(plan.base)}."]
    if plan.targets:
        lines += ["", "| environment | objects | what happens |", "|---|---|---|"]
        lines += [f"| {_text(row.names)} | `{row.marks}` | {_text(row.effects)} |" for row in rows(plan)]
    return "\n".join(lines) + "\n"


def _findings(findings: Iterable[Finding]) -> Iterable[str]:
    for one in shared(findings):
        icon = {"error": ":no_entry:", "warning": ":warning:", "permitted": ":white_check_mark:"}.get(sign(one), "")
        said = f"\n{icon} **{sign(one)}** `{one.rule}` {_text(one.target)}: {_text(one.message)}"
        more = f"Permitted: {_text(one.acknowledged)}" if one.acknowledged else f"To do: {_text(one.remedy)}"
        # Two spaces break the line.
        yield f"{said}  \n{more}\n"


def _details(section: Section) -> str:
    body = "\n".join(_line(line) for line in section.lines)
    # The fence is longer than any in the text, so that no value ends it.
    fence = "`" * max(3, _longest_ticks(body) + 1)
    return f"\n<details><summary>{_text(section.title)}</summary>\n\n{fence}diff\n{body}\n{fence}\n\n</details>\n"


def _line(line: Line) -> str:
    return f"{line.mark or ' '} {'  ' * line.depth}{line.text}".rstrip()


def _truncated(left: int, of: int) -> str:
    return f"\n_{left} of {of} sections are left out: the comment would be too long. `slipway plan` shows all of it._\n"


def _longest_ticks(text: str) -> int:
    return max((len(run) for line in text.split("\n") for run in _runs(line)), default=0)


def _runs(line: str) -> list[str]:
    return [run for run in "".join(one if one == "`" else " " for one in line).split(" ") if run]


def _text(text: str) -> str:
    """Return text that neither Markdown nor HTML takes for markup, and that calls nobody by an @."""
    return "".join(f"&#{ord(one)};" if one in "&<>|*`[]@~" else one for one in text)
