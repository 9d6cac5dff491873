"""The inventory's own check as a step of the compile: it runs the components too, in this process."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from typing import TYPE_CHECKING

from slipway.project.errors import FailedError
from slipway.project.interrupts import StoppedError, within
from slipway.project.layout import Project

if TYPE_CHECKING:
    from slipway.inventory.report import Report

_COMPONENT = "/components/"


def inventory_report(project: Project, targets: Sequence[str], limit: float) -> Report:
    """Check the inventory of some targets, all of them where none is named.

    Raises:
        FailedError: a component raises, leaves, or does not come to its end within the limit, in seconds.

    """
    from slipway.inventory.check import check  # noqa: PLC0415 - kapitan starts while this is imported

    try:
        with within(limit, f"the check of the inventory had not finished after {limit:g} s"):
            return check(project.root, targets)
    except (StoppedError, FailedError):
        raise
    except SystemExit as leaving:
        text = f"a component called sys.exit({leaving.code!r}): raise an exception instead"
        raise FailedError(f"{text}{_place(leaving)}") from None
    except Exception as fault:
        text = f"the inventory cannot be checked: {type(fault).__name__}: {fault}"
        raise FailedError(f"{text}{_place(fault)}") from fault


def _place(fault: BaseException) -> str:
    """Return where in a component it was raised."""
    frames = [frame for frame in traceback.extract_tb(fault.__traceback__) if _COMPONENT in frame.filename]
    return f" ({frames[-1].filename.rpartition(_COMPONENT)[2]}:{frames[-1].lineno})" if frames else ""
