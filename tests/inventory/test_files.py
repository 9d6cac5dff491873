"""Files as the operating system has them: names, links, bytes that are no text, nothing at all."""

from __future__ import annotations

import pytest

from slipway.inventory.layout import InventoryUnreadableError, UnknownTargetError
from tests.support.world import ANYTHING, World


@pytest.mark.parametrize(
    ("name", "legal"),
    [
        ("prod-us-east-1", True),
        ("9", True),
        ("x" * 63, True),
        ("x" * 64, False),
        ("Prod", False),
        ("-prod", False),
        ("prod-", False),
        ("prod.us", False),
        ("prod_us", False),
    ],
)
def test_a_target_name_is_a_namespace(world: World, name: str, *, legal: bool) -> None:
    """The file's name has to be an RFC 1123 label."""
    world.write(f"--- targets/{name}.yml\nparameters: {{}}\n")
    findings = [(finding.rule, finding.target, finding.found) for finding in world.report(schema=ANYTHING).findings]
    assert findings == ([] if legal else [("INVENTORY-006", name, name)])


def test_bytes_that_are_no_text(world: World) -> None:
    """A file in another encoding is reported at the byte."""
    world.write("--- targets/one.yml\n")
    (world.root / "inventory/targets/one.yml").write_bytes(b"parameters:\n  name: caf\xe9\n")
    assert world.check() == (
        "targets/one.yml:2:12 YAML-004 error\n"
        "  byte 0xE9 is not UTF-8\n"
        "  found 0xE9, allowed text in UTF-8\n"
        "1 target: 1 error\n"
    )


def test_a_byte_order_mark_is_no_fault(world: World) -> None:
    """What some editors of Windows write first."""
    world.write("--- targets/one.yml\n")
    (world.root / "inventory/targets/one.yml").write_bytes(b"\xef\xbb\xbfparameters: {name: prod}\n")
    assert world.report().models["one"].name == "prod"


def test_a_link_that_leads_nowhere(world: World) -> None:
    """A class file that cannot be opened is one finding, and its target is not rendered."""
    world.write("--- classes/other.yml\nparameters: {}\n--- targets/one.yml\nclasses: [gone]\n")
    (world.root / "inventory/classes/gone.yml").symlink_to("nowhere.yml")
    assert world.check() == (
        "classes/gone.yml:1:1 INVENTORY-014 error\n"
        "  cannot be read: No such file or directory\n"
        "  found a link to nowhere.yml, allowed a file that can be opened\n"
        "1 target: 1 error\n"
    )


def test_folders_that_link_to_each_other(world: World) -> None:
    """A circle of folders is walked once."""
    world.write("--- classes/a/b.yml\nparameters: {name: prod}\n--- targets/one.yml\nclasses: [a.b]\n")
    (world.root / "inventory/classes/a/again").symlink_to("..", target_is_directory=True)
    assert world.report().models["one"].name == "prod"


def test_classes_beside_init_files(world: World) -> None:
    """``a/init.yml`` is class ``a``; its relative names start beside the folder, as reclass reads them."""
    world.write("""
        --- classes/a/init.yml
        classes: [.b]
        --- classes/b.yml
        parameters: {name: right}
        --- classes/a/b.yml
        parameters: {name: wrong}
        --- targets/one.yml
        classes: [a]
        """)
    assert world.report().models["one"].name == "right"


def test_other_files_are_no_targets(world: World) -> None:
    """Only .yml and .yaml files count."""
    world.write(
        "--- targets/one.yml\nparameters: {}\n--- targets/two.yaml\nparameters: {}\n--- targets/README.md\n# no\n"
    )
    assert world.report().targets == ("one", "two")


def test_no_inventory(world: World) -> None:
    """There is nothing to check: not a finding but an error of the call."""
    with pytest.raises(InventoryUnreadableError, match="inventory: no such folder"):
        world.report()
    (world.root / "inventory/targets").mkdir(parents=True)
    with pytest.raises(InventoryUnreadableError, match=r"inventory/targets: no target, that is, no \.yml file"):
        world.report()


def test_an_unknown_target(world: World) -> None:
    """The message names the target that was meant, those that begin so, or all there are."""
    world.write("--- targets/prod-east.yml\nparameters: {}\n--- targets/dev.yml\nparameters: {}\n")
    with pytest.raises(UnknownTargetError, match="unknown target `prod-eats`; did you mean `prod-east`"):
        world.report("prod-eats")
    with pytest.raises(UnknownTargetError, match="unknown target `zzz`; targets: dev, prod-east"):
        world.report("zzz")
    world.write("--- targets/staging-us-west-2.yml\nparameters: {}\n")
    with pytest.raises(UnknownTargetError, match=r"unknown target `staging`; targets: staging-us-west-2$"):
        world.report("staging")
