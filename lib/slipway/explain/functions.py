"""Functions of components and of the library: their code, and where they stand."""

from __future__ import annotations

from collections.abc import Callable
from inspect import unwrap
from pathlib import Path
from types import CodeType, FunctionType

import slipway
from slipway.explain.values import Function
from slipway.manifest import Files

_PACKAGE = Path(slipway.__file__).resolve().parent


def code_of(files: Callable[..., Files]) -> CodeType:
    """Return the code of a component's function, below its decorators."""
    inner = unwrap(files)
    code: CodeType = inner.__code__ if isinstance(inner, FunctionType) else type(inner).__call__.__code__
    return code


def function(root: Path, code: CodeType) -> Function:
    """Return where a function stands: below the repository if it is the project's, else in the package."""
    file = Path(code.co_filename).resolve()
    for base in (root.resolve(), _PACKAGE.parent):
        if file.is_relative_to(base):
            return Function(code.co_qualname, file.relative_to(base).as_posix(), code.co_firstlineno)
    return Function(code.co_qualname, file.as_posix(), code.co_firstlineno)
