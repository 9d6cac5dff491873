"""``slipway explain``: where a compiled value comes from."""

from __future__ import annotations

import shutil
from enum import StrEnum
from typing import Annotated

import typer

from slipway.explain import ExplainError, Explanation, NotFoundError, explain
from slipway.explain.writers import as_json, as_markdown, as_text
from slipway.root import NotInProjectError, find_root

FAULT, USAGE = 1, 2
_WIDEST = 120


class Format(StrEnum):
    """How an explanation is written."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"


Asked = Annotated[
    str,
    typer.Argument(
        metavar="OBJECT[:FIELD]",
        help="A compiled file, or Kind/name; behind a colon a path in it, or an end of one that no other field has.",
    ),
]
Target = Annotated[str, typer.Option("-t", "--target", metavar="TARGET", help="Look in this target only.")]


def explain_command(
    asked: Asked,
    *,
    target: Target = "",
    format_: Annotated[Format, typer.Option("--format", help="How to write the answer.")] = Format.TERMINAL,
) -> None:
    """Say where an object or a field comes from: functions, inventory keys, rules, facts and references.

    Exit code 0: explained. 1: the inventory or a component is at fault. 2: there is no such object or field.

    \b
    Examples:
      slipway explain VPC/prod-us-east-1:spec.forProvider.cidrBlock
      slipway explain vpc:cidrBlock --target prod-us-east-1
      slipway explain compiled/prod-us-east-1/nodes/gpu.yaml
      slipway explain NodeGroup/prod-us-east-1-gpu --format markdown
    """
    try:
        found = explain(find_root(), asked, target)
    except (NotFoundError, NotInProjectError) as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(USAGE) from None
    except ExplainError as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(FAULT) from None
    typer.echo(_written(found, format_), nl=False)


def _written(found: Explanation, format_: Format) -> str:
    match format_:
        case Format.JSON:
            return as_json(found)
        case Format.MARKDOWN:
            return as_markdown(found)
        case Format.TERMINAL:
            return as_text(found, min(shutil.get_terminal_size((80, 24)).columns, _WIDEST))
