"""kapitan's output, as it is, and what is made of it."""

from __future__ import annotations

import pytest

from slipway.project.reason import finished, reason
from slipway.project.run import Run

START = """\
Rendered inventory (0.06s): discovered 3 targets.
Compiling 3/3 targets using 2 concurrent processes: (2 CPU available)
Compiled dev (0.77s)
"""

BUG = (
    START
    + """\
Traceback (most recent call last):
  File "/somewhere/site-packages/kapitan/inputs/kadet.py", line 195, in compile_file
    output_obj = kadet_module.main()
                 ^^^^^^^^^^^^^^^^^^^
  File "/project/components/network/__init__.py", line 3, in main
    return x['foo']
           ~^^^^^^^
KeyError: 'foo'

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/somewhere/site-packages/kapitan/inputs/base.py", line 243, in compile_input_path
    self.compile_file(comp_obj, input_path, target_compile_path)
kapitan.errors.CompileError: Could not load Kadet module: network


Error compiling prod: Could not load Kadet module: network
Compile error: failed to compile target: prod
"""
)

PYDANTIC = """\
Inventory reclass error: 1 validation error for InventoryTarget
parameters.kapitan.compile
  Input should be a valid list [type=list_type, input_value=3, input_type=int]
    For further information visit https://errors.pydantic.dev/2.14/v/list_type
"""

CASES = {
    "bug": (BUG, "target prod: Could not load Kadet module: network\n  KeyError: 'foo' (network/__init__.py:3)"),
    "mistake": (
        f"{START}kapitan.errors.CompileError: component network: bad\n\n\n"
        "Error compiling prod: component network: bad\n  one\n  two\nCompile error: failed to compile target: prod\n",
        "target prod: component network: bad\n  one\n  two",
    ),
    "inventory": (
        "Reclass-rs error: Error rendering node dev: Class nowhere not found\n",
        "the inventory cannot be rendered: Error rendering node dev: Class nowhere not found",
    ),
    "pydantic": (
        PYDANTIC,
        "the inventory cannot be rendered: 1 validation error for InventoryTarget\nparameters.kapitan.compile\n"
        "  Input should be a valid list [type=list_type, input_value=3, input_type=int]",
    ),
    "crash": (
        'Traceback (most recent call last):\n  File "/a/cli.py", line 1, in main\nOSError: [Errno 28] No space\n',
        "kapitan failed: OSError: [Errno 28] No space",
    ),
    "words": (START + "Version in .kapitan: 0.35\nUpgrade\n", "kapitan failed: Version in .kapitan: 0.35\n  Upgrade"),
    "silence": (START, ""),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("output", "why"), CASES.values(), ids=CASES)
def test_reason_of_a_failure(output: str, why: str) -> None:
    assert reason(Run(1, output, 1.0), ("dev", "prod"), 60.0) == why


def test_reason_of_a_time_out_names_what_is_missing_and_the_last_words() -> None:
    run = Run(-15, f"{START}bye\n", 60.0, timed_out=True)
    assert reason(run, ("dev", "prod", "qa"), 60.0) == (
        "kapitan had not finished after 60 s and was stopped; not compiled: prod, qa."
        " A worker that was killed, or a component that called sys.exit, makes it wait for ever;"
        " a larger limit is set by --time-limit or SLIPWAY_TIME_LIMIT. It last said:\n  bye"
    )


def test_reason_of_a_kill() -> None:
    why = "kapitan was ended by signal 9, as a machine does that runs out of memory"
    assert reason(Run(-9, START, 1.0), ("dev",), 60.0) == why


def test_finished_targets() -> None:
    assert finished(f"{START}Compiled 3 targets in 0.79s\nCompiled a.b (1.00s)\n") == ("dev", "a.b")
