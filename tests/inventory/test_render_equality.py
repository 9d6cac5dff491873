"""The inventory merged in this process equals what reclass-rs, kapitan's own renderer, makes of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slipway.inventory.render import Inventory, render

ROOT = Path(__file__).parents[2]
PLAIN = st.sampled_from(
    [
        "1",
        "1.5",
        "1.30",
        "0.50",
        "-3",
        "+4",
        "0x1F",
        "0o17",
        "0b11",
        "012",
        "00.5",
        "1e3",
        "1E+5",
        ".5",
        "5.",
        ".inf",
        "-.inf",
        "1_000",
        "12:30",
        "yes",
        "no",
        "on",
        "off",
        "true",
        "FALSE",
        "null",
        "~",
        "2026-01-02",
        "18446744073709551615",
        "-9223372036854775808",
        "text",
        "x-1",
        "1.0",
        "1e400",
        "+.5",
        "-012",
        "NaN",
        "infinity",
        "0x",
        "1e",
    ]
)
QUOTED = st.sampled_from(['"1.30"', '""', '"é"', "'a b'", '"true"', '"a\\tb"'])
REFERENCES = st.sampled_from(
    [
        r"${a}",
        r"${b}",
        r"${c}",
        r"${a:b}",
        r"${b:c}",
        r"${a:a:b}",
        r"x-${a}",
        r"${b}-${c:a}",
        r"$${a}",
        r"${a:${b}}",
        r"${nope}",
        r"${a",
        r"}",
        r"\\${a}",
        r"\\\\${a}",
        r"${_reclass_:name:short}",
    ]
).map(lambda text: f'"{text}"')
KEYS = st.sampled_from(["a", "b", "c", '"a"', "~a", "~b", "=c", "1"])
SCALARS = st.one_of(PLAIN, PLAIN, QUOTED, REFERENCES)


def _mapping(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.dictionaries(KEYS, children, max_size=3)
    return pairs.map(lambda items: "{" + ", ".join(f"{key}: {value}" for key, value in items.items()) + "}")


def _list(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(children, max_size=3).map(lambda items: "[" + ", ".join(items) + "]")


VALUES = st.recursive(SCALARS, lambda children: st.one_of(_mapping(children), _list(children)), max_leaves=6)
PARAMETERS = _mapping(VALUES)


def _write(root: Path, layers: list[str]) -> None:
    classes = root / "inventory" / "classes"
    targets = root / "inventory" / "targets"
    classes.mkdir(parents=True, exist_ok=True)
    targets.mkdir(exist_ok=True)
    names = [f"layer{index}" for index in range(len(layers) - 1)]
    for name, text in zip(names, layers, strict=False):
        (classes / f"{name}.yml").write_text(f"parameters: {text}\n", encoding="utf-8")
    (targets / "one.yml").write_text(f"classes: [{', '.join(names)}]\nparameters: {layers[-1]}\n", encoding="utf-8")


def _outcome(inventory: Inventory) -> str:
    parameters = inventory.targets["one"].parameters
    return "refused" if parameters is None else json.dumps(parameters)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(layers=st.lists(PARAMETERS, min_size=1, max_size=4))
def test_both_paths_render_the_same(tmp_path: Path, layers: list[str]) -> None:
    """Same values, same types, same order of keys, and the same targets refused."""
    _write(tmp_path, layers)
    assert _outcome(render(tmp_path)) == _outcome(render(tmp_path, through_reclass=True))


SAMPLES = sorted(file.stem for file in (ROOT / "inventory" / "targets").glob("*.yml"))


@pytest.mark.parametrize("name", SAMPLES)
def test_the_repository_renders_the_same(name: str) -> None:
    """The sample inventory, with the order of its keys."""
    plain = render(ROOT, [name]).targets[name].parameters
    exact = render(ROOT, [name], through_reclass=True).targets[name].parameters
    assert json.dumps(plain) == json.dumps(exact)


def test_kapitan_renders_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """kapitan's own inventory holds the same parameters; it adds defaults of its own to its own sections."""
    from kapitan.inventory.backends.reclass_rs import ReclassRsInventory  # type: ignore[import-untyped]

    monkeypatch.chdir(ROOT)
    theirs = ReclassRsInventory("inventory").inventory
    ours = {name: target.parameters or {} for name, target in render(ROOT).targets.items()}
    assert _without_kapitan({name: target["parameters"] for name, target in theirs.items()}) == _without_kapitan(ours)


def _without_kapitan(targets: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    own = ("kapitan", "_kapitan_", "_reclass_")
    return {
        name: {key: value for key, value in parameters.items() if key not in own}
        for name, parameters in targets.items()
    }
