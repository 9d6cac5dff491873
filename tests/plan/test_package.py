"""The package hands out its public names, and costs the inventory's model no more than the permits."""

import subprocess
import sys
from pathlib import Path

import pytest

import slipway.plan


def test_every_public_name_is_there():
    assert [name for name in slipway.plan.__all__ if getattr(slipway.plan, name, None) is None] == []
    assert callable(slipway.plan.plan)


def test_another_name_is_not():
    with pytest.raises(AttributeError, match=r"module 'slipway\.plan' has no attribute 'nothing'"):
        _ = slipway.plan.nothing


def test_the_permits_load_nothing_else():
    code = "import sys, slipway.plan.permit; print(*sorted(one for one in sys.modules if one.startswith('slipway.')))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["slipway.plan", "slipway.plan.permit", "slipway.plan.question"]


def test_a_plan_without_permits_does_not_load_them():
    code = "import sys, slipway.cli.plan; print('slipway.plan.permit' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "False\n"


def test_no_module_hides_a_public_name():
    modules = {path.stem for path in Path(slipway.plan.__file__).parent.iterdir()}
    assert modules & set(slipway.plan.__all__) == set()
