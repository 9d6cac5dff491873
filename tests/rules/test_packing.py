"""Whether models fit on nodes: against every placement there is, and in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from slipway.rules.packing import Placement, first_fit, fits
from tests.rules.asking import ask

NAMES = st.sampled_from([f"m{index}" for index in range(7)])
MODELS = st.dictionaries(NAMES, st.integers(1, 8), max_size=7)
CAPACITIES = st.one_of(st.lists(st.just(8), max_size=4), st.lists(st.integers(1, 10), max_size=4))


def holds(gpus: Sequence[int], free: list[int]) -> bool:
    """Whether some placement holds every model, by trying them all."""
    if not gpus:
        return True
    for index, room in enumerate(free):
        if room >= gpus[0] and holds(gpus[1:], [*free[:index], room - gpus[0], *free[index + 1 :]]):
            return True
    return False


@given(gpus=MODELS, capacities=CAPACITIES)
def test_fits_is_what_trying_every_placement_says(gpus: Mapping[str, int], capacities: list[int]) -> None:
    assert fits(gpus, capacities) is holds(list(gpus.values()), capacities)


@given(gpus=MODELS, capacities=CAPACITIES)
def test_first_fit_places_each_model_once_and_overfills_no_node(gpus: Mapping[str, int], capacities: list[int]) -> None:
    placement = first_fit(gpus, capacities)
    assert sorted([*(name for node in placement.nodes for name in node), *placement.left_over]) == sorted(gpus)
    used = [sum(gpus[name] for name in node) for node in placement.nodes]
    assert all(taken <= room for taken, room in zip(used, capacities, strict=True))
    free = [room - taken for room, taken in zip(capacities, used, strict=True)]
    assert all(gpus[name] > room for name in placement.left_over for room in free)


@given(gpus=MODELS, capacities=CAPACITIES, order=st.randoms(use_true_random=False))
def test_the_order_of_the_inventory_does_not_matter(gpus: dict[str, int], capacities: list[int], order: object) -> None:
    names = list(gpus)
    order.shuffle(names)  # type: ignore[attr-defined]
    assert first_fit({name: gpus[name] for name in names}, capacities) == first_fit(gpus, capacities)


AWKWARD = {"a": 4, "b": 3, "c": 3, "d": 2, "e": 2, "f": 2}
"""Sixteen GPUs for two nodes: first fit leaves one model over, and 4 + 2 + 2 beside 3 + 3 + 2 leaves none."""


def test_a_packing_that_first_fit_misses_is_found() -> None:
    assert first_fit(AWKWARD, [8, 8]).left_over == ("f",)
    assert fits(AWKWARD, [8, 8])


def test_a_fleet_of_hundreds_is_answered() -> None:
    """The search remembers counts, not placements; trying them all would not end."""
    threes = {f"m{index}": 3 for index in range(200)}
    assert not fits(threes, [8] * 99)
    assert fits(threes, [8] * 100)


def test_the_proof_in_words() -> None:
    gpus = {"laguna-m": 4, "laguna-m-batch": 8, "point": 1, "malibu": 5}
    assert first_fit(gpus, [8, 8, 8]).describe(gpus) == (
        "node 1: laguna-m-batch 8; node 2: malibu 5, point 1; node 3: laguna-m 4"
    )
    assert first_fit(gpus, [8, 8]).describe(gpus) == (
        "node 1: laguna-m-batch 8; node 2: malibu 5, point 1; no place: laguna-m 4"
    )
    assert Placement(((), ("point",)), ()).describe(gpus) == "node 1: empty; node 2: point 1"
    assert first_fit({}, []).describe({}) == ""


def model(name: str, gpus: int) -> dict[str, object]:
    """Return a model server."""
    bucket = "dev-us-east-2-checkpoints-111122223333"
    return {"model": f"s3://{bucket}/{name}/", "gpus": gpus, "host": f"{name}.dev.models.example.com"}


def packed(gpus: Mapping[str, int], nodes: int) -> list[tuple[str, str, str, str]]:
    """Return what MODELS-001 says of models beside the sample's three (4, 1 and 1 GPUs)."""
    models = {name: model(name, count) for name, count in gpus.items()}
    return ask(
        "MODELS-001",
        applications={"inference": {"models": models}},
        nodes={"gpuDefaults": {"scalingConfig": {"maxSize": nodes}}},
    )


def test_models_that_fill_their_nodes_to_the_last_gpu() -> None:
    assert packed({"fifth": 2}, 1) == []
    assert packed({"fifth": 3}, 1) == [
        (
            "applications.inference.models.point.gpus",
            "the models do not fit on the GPU nodes",
            "9 GPUs for 1 node with 8 GPUs; node 1: laguna-m 4, fifth 3, laguna-xs 1; no place: point 1",
            "no model across two nodes",
        )
    ]
    assert packed({"fifth": 3}, 2) == []


def test_a_group_that_may_grow_without_end_costs_nothing() -> None:
    """No more nodes are looked at than there are models."""
    assert packed({"fifth": 8}, 2**60) == []
