"""Where the schemas are found, and what is said when they are not."""

import pytest

from slipway.schema import SchemaStoreError, store


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """An installation in a temporary folder: root/lib/slipway/schema/store.py, without schemas."""
    package = tmp_path / "lib/slipway/schema"
    package.mkdir(parents=True)
    monkeypatch.setattr(store, "__file__", str(package / "store.py"))
    return tmp_path


def test_schemas_are_at_the_root_of_a_checkout(installed):
    (installed / "schemas").mkdir()
    (installed / "schemas/index.json").write_text("{}")
    assert store.folder.__wrapped__() == installed / "schemas"


def test_schemas_inside_an_installed_package_come_first(installed):
    for place in ("schemas", "lib/slipway/schema/files"):
        (installed / place).mkdir()
        (installed / place / "index.json").write_text("{}")
    assert store.folder.__wrapped__() == installed / "lib/slipway/schema/files"


def test_no_schemas_anywhere_is_an_error_that_names_the_places(installed):
    with pytest.raises(SchemaStoreError) as raised:
        store.folder.__wrapped__()
    assert str(raised.value) == (
        f"no schemas found, tried: {installed}/lib/slipway/schema/files, {installed}/schemas; "
        "run `make schemas` or install Slipway anew"
    )


def test_a_broken_file_is_an_error_that_names_it(tmp_path, monkeypatch):
    (tmp_path / "index.json").write_text("{")
    monkeypatch.setattr(store, "folder", lambda: tmp_path)
    with pytest.raises(
        SchemaStoreError, match=r"index.json cannot be read: .*; run `make schemas` or check it out anew"
    ):
        store.read("index.json")
