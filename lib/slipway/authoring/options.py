"""What the command line may say of a new environment, held against the types of the model."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from slipway.authoring.errors import EditError
from slipway.model.base import AccountId, HostName, RegionName
from slipway.model.environment import EnvironmentSettings


def environment_name(given: str, targets: Iterable[str]) -> str:
    """Return a name for a new environment.

    Raises:
        EditError: it is none, or a target has it already.

    """
    field = EnvironmentSettings.model_fields["name"]
    rule = "lower-case letters, digits and dashes, a letter first, no dash last, at most 40"
    _hold(Annotated[str, *field.metadata], given, f"`{given}` is no name for an environment: {rule}")
    if given in targets:
        raise EditError(f"target {given} exists already; slipway set {given} KEY VALUE edits it")
    return given


def region(given: str) -> str:
    """Return an AWS region.

    Raises:
        EditError: it is none.

    """
    return _hold(RegionName, given, f"--region {given} is no AWS region, such as eu-central-1")


def account(given: str) -> str:
    """Return an AWS account id.

    Raises:
        EditError: it is none.

    """
    return _hold(AccountId, given, f"--account {given} is no AWS account id: twelve digits")


def domain(given: str) -> str:
    """Return a domain for hosts, or nothing.

    Raises:
        EditError: it is none.

    """
    rule = "a name in lower case, such as models.example.com, without *."
    return _hold(HostName, given, f"--domain {given} is no domain: {rule}") if given else ""


def _hold(expected: Any, given: str, message: str) -> str:  # noqa: ANN401 - any annotation
    try:
        checked: str = TypeAdapter(expected).validate_python(given)
    except ValidationError:
        raise EditError(message) from None
    return checked
