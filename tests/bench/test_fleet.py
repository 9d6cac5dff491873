"""Generated fleets: valid to the last rule, and as different as they claim to be."""

from __future__ import annotations

from pathlib import Path

from slipway.findings import Severity
from slipway.inventory.check import check
from slipway.model import Environment
from tools.bench.fleet import generate


def test_no_rule_finds_more_than_a_note(tmp_path: Path) -> None:
    fleet = generate(tmp_path / "fleet", 40, hub=True)
    report = check(fleet.root)
    assert [finding for finding in report.findings if finding.severity is not Severity.NOTE] == []
    assert sorted(report.models) == sorted((*fleet.names, "hub"))


def test_environments_differ_in_what_fleets_differ_in(tmp_path: Path) -> None:
    fleet = generate(tmp_path / "fleet", 40)
    models = [model for model in check(fleet.root).models.values() if isinstance(model, Environment)]
    assert len({model.settings.account_id for model in models}) == 40
    assert len({model.network.cidr_block for model in models}) == 40
    assert len({model.settings.region for model in models}) == 3
    assert {model.settings.stage for model in models} == {"dev", "staging", "prod"}
    groups = [model.nodes.gpu["gpu"] for model in models]
    assert {group.reservation.kind for group in groups} == {"odcr", "capacityBlock"}
    assert {group.instance_type for group in groups} == {"p5e.48xlarge", "p5en.48xlarge"}
    assert {len(model.applications.inference.models) for model in models} >= {1, 2, 3}


def test_one_seed_is_one_fleet(tmp_path: Path) -> None:
    def texts(folder: str, seed: int) -> list[str]:
        root = generate(tmp_path / folder, 5, seed=seed).root
        return [file.read_text() for file in sorted((root / "inventory/targets").iterdir())]

    assert texts("one", 1) == texts("again", 1)
    assert texts("one", 1) != texts("other", 2)
