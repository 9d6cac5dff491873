"""The cases of ``cases/``: a file is what a LateBinding finds in one run, and the complete answer of the script.

about: what must hold
binding: role          # a LateBinding of world.py
patch: {...}           # merged over it
first: true            # the first round, before anything was looked up
sources: {cluster: {...}}   # merged over the sources of world.py; null: not found
live: {...}            # merged over the composed object; without it nothing is composed
twin: {...}            # merged over an object of the same name that is not observed as composed
answer: {...}          # after a change that is meant, rewrite all answers: python -m tests.latebinding.cases
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from slipway.manifest import Manifest
from tests.latebinding.function import answer, request, run
from tests.latebinding.world import binding, live, merged, rid, source

FOLDER = Path(__file__).parent / "cases"
CASES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


def load(name: str) -> dict[str, Any]:
    """Return a case."""
    case: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text())
    return case


def play(case: dict[str, Any]) -> Any:
    """Run the script once on what the case describes and return the complete answer."""
    name = case["binding"]
    wrapper = merged(binding(name), case.get("patch", {}))
    composed = {rid(binding(name)): merged(live(name), case["live"])} if "live" in case else {}
    if case.get("first"):
        return answer(run(request(wrapper, composed, None)))
    found: dict[str, Manifest | None] = {}
    for key in wrapper["spec"]["sources"]:
        change = case.get("sources", {}).get(key, {})
        found[key] = None if change is None else merged(source(key), change)
    found["/target"] = merged(live(name), case["twin"]) if "twin" in case else next(iter(composed.values()), None)
    return answer(run(request(wrapper, composed, found)))


def rewrite() -> None:
    """Write the answers of today's script into the files."""
    for name in CASES:
        path = FOLDER / f"{name}.yaml"
        given = path.read_text().partition("answer:")[0]
        text = yaml.safe_dump({"answer": play(yaml.safe_load(given))}, width=120, allow_unicode=True)
        path.write_text(given + text)


if __name__ == "__main__":
    rewrite()
