"""Which direction of a field is the dangerous one, by the catalogue's facts."""

import pytest

from slipway.catalogue import FieldFact
from slipway.plan import ABSENT
from slipway.plan.effects import direction


def fact(**more):
    return FieldFact("spec.a", ("spec", "a"), frozenset({"stateful"}), "https://example.com", "note", **more)


SAFE = fact(safe=True, default=False)
LESS = fact(worse="less")
FOREVER = fact(worse="less", unlimited=0, default=0)
MORE = fact(worse="more")
SET = fact(worse="set")
CHANGE = fact(worse="change")
ANY = fact(worse="more", elements=("Delete", "*"))
TOKENS = fact(worse="less", separator=",", elements=("Prune=confirm", "Prune=false"))


@pytest.mark.parametrize(
    ("known", "old", "new", "expected"),
    [
        (SAFE, True, False, 1),
        (SAFE, False, True, -1),
        (SAFE, True, ABSENT, 1),
        (SAFE, ABSENT, False, 0),
        (SAFE, ABSENT, True, -1),
        (fact(safe="Enabled"), "Disabled", "Suspended", 0),
        (LESS, 30, 7, 1),
        (LESS, 7, 30, -1),
        (LESS, 30, 30.0, 0),
        (FOREVER, ABSENT, 30, 1),
        (FOREVER, 0, 30, 1),
        (FOREVER, 30, ABSENT, -1),
        (FOREVER, 30, 0, -1),
        (MORE, ["a"], ["a", "b"], 1),
        (MORE, ["a", "b"], ["b"], -1),
        (MORE, ["a"], ["b"], 1),
        (MORE, ["a", "b"], ["b", "a"], 0),
        (MORE, ABSENT, ["a"], 1),
        (MORE, [{"a": 1}], [{"a": 1}, {"b": [2]}], 1),
        (MORE, ["10.0.0.0/16"], ["10.0.1.0/24"], -1),
        (MORE, ["10.0.1.0/24"], ["10.0.0.0/16"], 1),
        (MORE, ["10.0.1.0/24"], ["fd00::/8"], 1),
        (MORE, "10.0.0.0/16", "0.0.0.0/0", 1),
        (MORE, ["10.0.0.0/16"], ["not a range"], 1),
        (SET, "a", "b", 1),
        (SET, "a", ABSENT, 0),
        (CHANGE, "a", ABSENT, 1),
        (CHANGE, ABSENT, "a", 1),
        (CHANGE, True, 1, 1),
        (ANY, ["Observe"], ["Observe", "Delete"], 1),
        (ANY, ["*"], ["Observe", "Delete"], 0),
        (ANY, ["Observe"], ["Observe", "Create"], 0),
        (TOKENS, "Prune=confirm,Delete=confirm", "Delete=confirm", 1),
        (TOKENS, "Prune=confirm", "Prune=false", 0),
        (TOKENS, ABSENT, "ServerSideApply=true, Prune=confirm", -1),
    ],
)
def test_direction(known, old, new, expected):
    assert direction(known, old, new) == expected
