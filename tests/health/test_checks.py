"""Every check on every state of its kind; a case of a file in ``cases/`` is an object and what is said of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from slipway.health import CHECKS, health_checks, managed_check
from tests.health.lua import STATUSES, health

FOLDER = Path(__file__).parent / "cases"
FILES = sorted(FOLDER.glob("*.yaml"))


def cases() -> list[Any]:
    """Return check, object and health of every case, named by file and description."""
    return [
        pytest.param(path.stem, case["object"], case["health"], id=f"{path.stem}: {case['about']}")
        for path in FILES
        for case in yaml.safe_load(path.read_text())
    ]


def lua_of(name: str) -> str:
    """Return the Lua that Argo CD gets for a check."""
    return next((health_checks()[key] for key, file in CHECKS.items() if file == name), managed_check())


@pytest.mark.parametrize("name, manifest, expected", cases())
def test_a_state_is_judged_as_the_table_says(name: str, manifest: dict[str, Any], expected: dict[str, str]) -> None:
    assert health(lua_of(name), manifest) == expected


def test_every_check_has_cases_and_every_case_a_check() -> None:
    assert {path.stem for path in FILES} == {*CHECKS.values(), "managed"}


@pytest.mark.parametrize("name", sorted({*CHECKS.values(), "managed"}))
@pytest.mark.parametrize("manifest", [{}, {"status": None}, {"status": {}}, {"status": {"conditions": []}}])
def test_an_object_that_was_just_applied_never_lets_a_wave_pass(name: str, manifest: dict[str, Any]) -> None:
    said = health(lua_of(name), {"kind": "Any", "metadata": {"name": "x", "generation": 1}, **manifest})
    assert said["status"] == "Progressing"


@pytest.mark.parametrize("kind", ["Synced", "Ready", "Bound", "Installed", "Healthy", "Established"])
@pytest.mark.parametrize("truth", ["True", "False", "Unknown"])
@pytest.mark.parametrize("name", sorted({*CHECKS.values(), "managed"}))
def test_one_bare_condition_is_no_error(name: str, kind: str, truth: str) -> None:
    said = health(lua_of(name), {"metadata": {}, "status": {"conditions": [{"type": kind, "status": truth}]}})
    assert said["status"] in STATUSES


def test_the_interpreter_has_only_what_argo_cd_gives() -> None:
    for text in ("os.time()", 'string.upper("x")', '("x"):upper()', 'require("x")', "math.floor(1)"):
        with pytest.raises(Exception, match="attempt to"):
            health(f"return {{status = 'Healthy', message = {text}}}", {})
