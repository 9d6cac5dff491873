"""Between a component and kapitan: whatever goes wrong is told with its reason, and never hangs a worker."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import NoReturn

from slipway.component.memory import settle
from slipway.emit import EmitError


class MistakeError(Exception):
    """A fault of the inventory or of a component's objects, said so that nobody needs a traceback."""


def guarded(layer: str, build: Callable[[str], dict[str, str]]) -> dict[str, str]:
    """Return what ``build`` makes of the target that kapitan compiles now, or what raises once kapitan writes it."""
    from kapitan.topics import current_target  # type: ignore[import-untyped]

    settle()
    sys.__dict__.pop("tracebacklimit", None)
    target = str(current_target.get())
    try:
        return build(target)
    except EmitError as mistake:
        return Refusal(str(mistake), None)
    except MistakeError as mistake:
        return Refusal(f"component {layer}: {mistake}", None)
    except SystemExit as leaving:
        # kapitan's pool waits for ever for a worker that has left: https://github.com/python/cpython/issues/96062
        return Refusal(f"component {layer} called sys.exit({leaving.code!r}): raise an exception instead", leaving)
    except Exception as fault:  # noqa: BLE001 - whatever it is, kapitan would report it without its cause
        return Refusal(f"component {layer}: {type(fault).__name__}: {fault}", fault)


class Refusal(dict[str, str]):
    """Raises when kapitan writes it.

    What ``main`` raises itself, kapitan reports as "Could not load Kadet module" and leaves the cause to a traceback.
    """

    def __init__(self, message: str, cause: BaseException | None) -> None:
        """Keep why nothing is written, and the exception if its traceback says more."""
        super().__init__()
        self.message = message
        self.cause = cause

    def items(self) -> NoReturn:
        """Raise, where kapitan asks for the files."""
        from kapitan.errors import CompileError  # type: ignore[import-untyped]

        if self.cause is None:
            # kapitan prints the traceback of every exception; a mistake in the inventory has none worth reading.
            sys.tracebacklimit = 0
        raise CompileError(self.message) from self.cause
