"""Renders every environment of an inventory: ``main.py ROOT`` writes the files below ``out/``."""

import sys
from pathlib import Path

from slipway.inventory.collector import paused
from slipway.inventory.render import render
from slipway.model import parse
from slipway.render import texts

root = Path(sys.argv[1])
with paused():
    for name, target in render(root).targets.items():
        for path, text in texts(parse(target.parameters or {}), root=root).items():
            file = Path("out", name, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
