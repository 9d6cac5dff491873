"""Runs a health check as Argo CD does: Lua 5.1, the object as the global ``obj``, base and table libraries only.

https://github.com/argoproj/argo-cd/blob/v3.5.1/util/lua/lua.go
"""

from __future__ import annotations

from typing import Any

from lupa.lua51 import LuaRuntime  # type: ignore[import-untyped]

FORBIDDEN = ("coroutine", "debug", "io", "math", "module", "newproxy", "os", "package", "python", "require", "string")
STATUSES = {"Healthy", "Progressing", "Degraded", "Suspended"}


def health(check: str, manifest: dict[str, Any]) -> dict[str, str]:
    """Return what the check says of an object."""
    runtime = LuaRuntime(register_eval=False, register_builtins=False)
    runtime.execute('getmetatable("").__index = nil')
    for name in FORBIDDEN:
        runtime.globals()[name] = None
    runtime.globals()["obj"] = _table(runtime, manifest)
    said = runtime.execute(check)
    found = {str(key): str(value) for key, value in said.items()}
    assert found["status"] in STATUSES
    return found


def _table(runtime: LuaRuntime, node: Any) -> Any:
    """Return a value as Lua has it: tables for maps and lists, nothing for null."""
    if isinstance(node, dict):
        return runtime.table_from({key: _table(runtime, value) for key, value in node.items() if value is not None})
    if isinstance(node, list):
        return runtime.table_from([_table(runtime, value) for value in node])
    return node
