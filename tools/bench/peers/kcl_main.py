"""Renders every environment of fleet.json with the program fleet.k, in one run of KCL's library."""

from pathlib import Path

from kcl_lib import api  # type: ignore[import-not-found]

Path("out").mkdir(exist_ok=True)
fleet = api.Argument(name="fleet", value=Path("fleet.json").read_text())
result = api.API().exec_program(api.ExecProgramArgs(k_filename_list=["fleet.k"], args=[fleet]))
if result.err_message:
    raise SystemExit(result.err_message)
