"""Each file of ``cases/``: one run of the script, compared with its complete answer."""

import pytest

from tests.latebinding.cases import CASES, load, play
from tests.latebinding.world import binding, rid


@pytest.mark.parametrize("name", CASES)
def test_the_answer_is_complete_and_as_written(name: str) -> None:
    case = load(name)
    assert play(case) == case["answer"], case["about"]


@pytest.mark.parametrize("name", CASES)
def test_the_name_of_a_case_is_its_state(name: str) -> None:
    (condition,) = load(name)["answer"]["conditions"]
    adopted = {"adopted": "Rendered", "adopted-waiting": "Waiting", "changed-version": "Rendered"}
    assert condition["reason"] == adopted.get(name, name.partition("-")[0].capitalize())


@pytest.mark.parametrize("name", [name for name in CASES if "live" in load(name)])
def test_what_is_composed_is_stated_again_or_nothing_is_applied(name: str) -> None:
    answer = load(name)["answer"]
    assert answer.get("results") or list(answer["desired"]["resources"]) == [_composed(name)]


def _composed(name: str) -> str:
    """Return the composition resource name of what the case's LateBinding composed earlier."""
    return rid(binding(load(name)["binding"]))
