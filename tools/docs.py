"""Write what is made from the code: the inventory's schemas, the pages of keys and rules, the catalogue as JSON.

With ``--check`` nothing is written; what is out of date is named and the exit code is 1.
"""

from __future__ import annotations

import json
import sys
from importlib.resources import files
from pathlib import Path

import yaml

from slipway.reference import defaults, pages, rules_page, schema
from slipway.rules.all import all_facts

ROOT = Path(__file__).resolve().parents[1]


def generated() -> dict[str, str]:
    """Return every generated file by path."""
    known = defaults.read(ROOT / "inventory/classes")
    catalogue = yaml.safe_load(files("slipway.catalogue").joinpath("kinds.yaml").read_text(encoding="utf-8"))
    return {
        "lib/slipway/catalogue/kinds.json": json.dumps(catalogue, indent=1, ensure_ascii=False) + "\n",
        "schemas/inventory.schema.json": _json(schema.rendered(known)),
        "schemas/inventory-class.schema.json": _json(schema.file(known, target=False)),
        "schemas/inventory-target.schema.json": _json(schema.file(known, target=True)),
        "docs/inventory.md": pages.inventory_page(schema.sections(known), schema.sections(known, hub=True)),
        "docs/rules.md": rules_page.rules_page(all_facts()),
    }


def _json(value: schema.Schema) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def stale() -> dict[str, str]:
    """Return the generated files that are not, or not so, in the project."""
    return {
        path: text
        for path, text in generated().items()
        if not (ROOT / path).is_file() or (ROOT / path).read_text(encoding="utf-8") != text
    }


def main(arguments: list[str]) -> int:
    """Write the files, or with ``--check`` compare them; return the exit code."""
    if arguments not in ([], ["--check"]):
        print("usage: tools/docs.py [--check]", file=sys.stderr)
        return 2
    changed = stale()
    for path, text in changed.items():
        if arguments:
            print(f"{path} is out of date: run make docs and commit it")
        else:
            (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / path).write_text(text, encoding="utf-8")
            print(f"wrote {path}")
    return 1 if arguments and changed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
