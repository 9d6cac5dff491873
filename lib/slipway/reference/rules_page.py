"""The page of all rules, ``docs/rules.md``, made from the facts that the rules state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from slipway.findings import Severity
from slipway.reference.pages import HEAD
from slipway.rules.facts import RuleFacts

_INTRODUCTION = """\
# Rules

What `slipway check` and every compile hold against the inventory and against what is compiled from it. An error stops
the compile of its target. A warning does not, and can be acknowledged in the inventory with a reason; it is then
counted, and no longer open:

```yaml
parameters:
  acknowledge:
    - rule: NODES-008
      reason: Bottlerocket is on trial until March.
```

Ids are stable, and never used again. What a change of the compiled tree may not do is on [the plan's page](plan.md).
"""


def rules_page(rules: Iterable[RuleFacts]) -> str:
    """Return the page of every rule, by section: a table of contents, then what each one is for."""
    facts = sorted(rules, key=lambda entry: entry.id)
    sections = [(name, list(entries)) for name, entries in groupby(facts, key=_section)]
    parts = [HEAD.format(source="the rules"), _INTRODUCTION, f"\n{_counts(facts)}\n"]
    parts += [f"\n- [{name}](#{name.lower()}): {len(entries)}" for name, entries in sections]
    parts.append("\n")
    for name, entries in sections:
        parts.append(f"\n## {name}\n")
        parts += [_rule(entry) for entry in entries]
    return "".join(parts)


def _section(facts: RuleFacts) -> str:
    return facts.id.rpartition("-")[0]


def _counts(facts: Sequence[RuleFacts]) -> str:
    numbers = [(severity, sum(entry.severity is severity for entry in facts)) for severity in Severity]
    words = [f"{number} {severity.value}s" for severity, number in numbers if number]
    return f"There are {len(facts)}: {', '.join(words)}."


def _rule(facts: RuleFacts) -> str:
    return (
        f"\n### {facts.id}\n\n**{facts.title}** ({facts.severity.value})\n\n"
        f"{facts.reason} {facts.remedy}\n\nSource: {_link(facts.source)}\n"
    )


def _link(source: str) -> str:
    # The page lies in docs/ itself.
    return f"<{source}>" if source.startswith("https://") else f"[{source}]({source.removeprefix('docs/')})"
