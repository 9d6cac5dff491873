"""Names, accounts and regions in the texts of a target, replaced by those of another environment."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from slipway.authoring.tree import compose, walk

_ACCOUNT = re.compile(r"(?<!\w)\d{12}(?!\w)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an environment is: what its name, account and region are."""

    name: str
    account_id: str
    region: str


def renamed(text: str, file: str, old: Place, new: Place, others: Iterable[str] = ()) -> str:
    """Return the text of a target file with name, account and region replaced in every value.

    A name counts where it stands alone or starts the name of an object (``<name>-checkpoints``); one that starts the
    name of another target (``others``) is that target's. A region counts where it stands alone or as part of a zone. A
    text that names another account speaks of something outside the environment, such as a registry that the fleet
    shares, and stays as it is. So do keys, comments, the stage, and classes other than the region's.

    Raises:
        slipway.authoring.errors.EditError: the text is not a YAML mapping.

    """
    root = compose(text, file)
    replace = _replacement(old, new, others)
    changes = {(node.start_mark.index, node.end_mark.index): replace for node in _texts(root)}
    region = f"region.{old.region}"
    for node in _classes(root):
        if node.value == region:
            changes[node.start_mark.index, node.end_mark.index] = lambda source: source.replace(old.region, new.region)
    for (start, end), change in sorted(changes.items(), key=lambda item: item[0], reverse=True):
        text = text[:start] + change(text[start:end]) + text[end:]
    return text


def _replacement(old: Place, new: Place, others: Iterable[str]) -> Callable[[str], str]:
    names = sorted({old.name, *others}, key=lambda name: (-len(name), name))
    words = {old.name: new.name, old.account_id: new.account_id}
    pattern = re.compile(
        rf"(?<![\w-])(?:(?P<name>{'|'.join(map(re.escape, names))})(?!\w)"
        rf"|{re.escape(old.region)}(?P<zone>[a-z]?)(?![\w-]))"
        # An account id also ends the name of a bucket.
        rf"|(?<!\w){old.account_id}(?!\w)"
    )

    def word(match: re.Match[str]) -> str:
        if match["zone"] is not None:
            return new.region + match["zone"]
        return words.get(match[0], match[0])

    def replace(source: str) -> str:
        foreign = set(_ACCOUNT.findall(source)) - {old.account_id}
        return source if foreign else pattern.sub(word, source)

    return replace


def _texts(root: MappingNode) -> Iterator[ScalarNode]:
    """Yield the values below ``parameters`` that may hold a name: the stage is a word that may look like one."""
    parameters, missing = walk(root, ("parameters",))
    stage, unsaid = walk(root, ("parameters", "environment", "stage"))
    if not missing:
        skipped = None if unsaid else stage[-1].value
        yield from (node for node in _scalars(parameters[-1].value) if node is not skipped)


def _classes(root: MappingNode) -> Iterator[ScalarNode]:
    found, missing = walk(root, ("classes",))
    if not missing:
        yield from _scalars(found[-1].value)


def _scalars(node: Node) -> Iterator[ScalarNode]:
    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, MappingNode):
        for _, value in node.value:
            yield from _scalars(value)
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from _scalars(item)
