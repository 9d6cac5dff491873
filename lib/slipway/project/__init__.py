"""A compile of the project: kapitan under a time limit, its output checked, ``compiled/`` replaced in one step."""

from slipway.project.compile import Outcome, compile_project, default_limit
from slipway.project.errors import FailedError, ProjectError, UsageError
from slipway.project.layout import Project

__all__ = ["FailedError", "Outcome", "Project", "ProjectError", "UsageError", "compile_project", "default_limit"]
