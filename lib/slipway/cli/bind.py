"""``slipway bind``: the late-bound objects as they will be, for reviewers and tests."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.syntax import Syntax

from slipway.latebinding.bind import BindingError
from slipway.latebinding.preview import Preview, PreviewError, Values, preview
from slipway.root import NotInProjectError, find_root
from slipway.serialize import document

COMPILED = "compiled"

Chosen = Annotated[
    list[str] | None,
    typer.Argument(metavar="[TARGET|FILE|FOLDER]...", help="What to look through; default: everything compiled."),
]
Given = Annotated[
    Path | None,
    typer.Option("--values", metavar="FILE", help="YAML with a value for each hole; default: samples."),
]
Others = Annotated[bool, typer.Option("--all", help="Show the objects that are not late bound as well.")]


def bind_command(chosen: Chosen = None, *, values: Given = None, others: Others = False) -> None:
    """Show the objects that LateBindings compose, as YAML, filled by the code that fills them in the cluster.

    Exit code 0: shown. 1: a hole has no value, or one that the cluster would refuse. 2: the call is at fault, or a file
    cannot be read.

    \b
    Examples:
      slipway bind prod-us-east-1
      slipway bind compiled/prod-us-east-1/access/inference.yaml --values values.yaml
    """
    notes = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)
    try:
        given = Values.read(values) if values else None
        shown = preview(_files(chosen or []), given, others=others)
    except BindingError as error:
        notes.print(f"[bold red]error:[/bold red] {escape(str(error))}")
        raise typer.Exit(1) from None
    except (PreviewError, NotInProjectError) as error:
        notes.print(f"[bold red]error:[/bold red] {escape(str(error))}")
        raise typer.Exit(2) from None
    if given is None and any(each.origin for each in shown):
        notes.print("The holes hold samples; --values FILE fills in your own.")
    _write(shown)


def _files(chosen: list[str]) -> list[Path]:
    """Return the files to look through, sorted, each once.

    Raises:
        PreviewError: something chosen is neither a file, a folder nor a compiled target.
        NotInProjectError: nothing, or a target, was chosen outside a project.

    """
    found: set[Path] = set()
    if not chosen and not _compiled().is_dir():
        raise PreviewError(f"{_compiled()} does not exist: run slipway compile first, or name files to look through")
    for name in chosen or [str(_compiled())]:
        place = Path(name) if Path(name).exists() else _compiled() / name
        if not place.exists():
            targets = ", ".join(sorted(each.name for each in _compiled().glob("*") if each.is_dir())) or "none"
            raise PreviewError(f"{name} is neither a file, a folder nor a compiled target; targets: {targets}")
        found |= set(place.rglob("*.yaml")) if place.is_dir() else {place}
    return sorted(found)


def _compiled() -> Path:
    folder = find_root() / COMPILED
    return folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder


def _write(shown: list[Preview]) -> None:
    """Write the objects to the console in colour, or to a pipe as they are."""
    texts = [
        f"# {each.file}{f', from {each.origin}' if each.origin else ''}\n{document(each.manifest)}" for each in shown
    ]
    text = "---\n".join(texts)
    console = Console(emoji=False)
    if console.is_terminal:
        console.print(Syntax(text, "yaml", background_color="default", word_wrap=True))
    else:
        typer.echo(text, nl=False)
