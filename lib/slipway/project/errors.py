"""Why a compile does not come to its end.

ProjectError
  UsageError     the call or the surroundings are at fault (exit code 2)
  FailedError    the compile is at fault (exit code 1)
"""

from __future__ import annotations


class ProjectError(Exception):
    """Base of what stops a compile; the message is for the user, without a traceback."""

    exit_code = 1


class UsageError(ProjectError):
    """The call or the surroundings are at fault; nothing was compiled."""

    exit_code = 2


class FailedError(ProjectError):
    """The compile failed; ``compiled/`` is as it was."""

    exit_code = 1
