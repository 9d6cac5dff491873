"""Whatever happens to the text of an inventory: a report with places, never an exception, never a false all-clear."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slipway.inventory.check import check
from slipway.inventory.lines import lines_of
from slipway.writers import FORMATS, write

ROOT = Path(__file__).parents[2]
TARGET = "prod-us-east-1"
PUNCTUATION = [*"\t:\n[]{}\"'#|>~=%@}", "- ", "  ", "&a ", "*a", "!x ", "${", "${a:b}", "---\n", "<<: ", "? "]
WORDS = ["no", "1.30", "0123", "null", "classes", "9" * 20, "\x00", "\x85", "\ud7ff", "é"]
SNIPPETS = st.sampled_from(PUNCTUATION + WORDS)


@st.composite
def mutations(draw: st.DrawFn, text: str) -> str:
    """Return a text with some of its characters replaced, removed, doubled or moved."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        piece = draw(st.one_of(SNIPPETS, st.just(text[start:end] * 2), st.text(max_size=3)))
        text = text[:start] + piece + text[end:]
    return text


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample inventory."""
    root = tmp_path_factory.mktemp("repository")
    shutil.copytree(ROOT / "inventory", root / "inventory")
    return root


FILES = [f"targets/{TARGET}.yml", "classes/defaults/nodes.yml", "classes/environment.yml"]


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_text_breaks_a_check(repository: Path, name: str, data: st.DataObject) -> None:
    """Every finding has a place inside a file that exists, and every format can tell it."""
    file = repository / "inventory" / name
    original = (ROOT / "inventory" / name).read_bytes()
    text = data.draw(mutations(original.decode()))
    try:
        file.write_bytes(text.encode("utf-8", errors="surrogatepass"))
        report = check(repository, [TARGET])
    finally:
        file.write_bytes(original)
    for finding in report.findings:
        assert finding.location is not None
        assert (repository / finding.location.file).is_file()
        assert finding.location.line <= len(lines_of(report.texts[finding.location.file]))
    assert report.stops is not (TARGET in report.models and not any(f.severity == "error" for f in report.findings))
    for format_ in FORMATS:
        assert write(report, format_).endswith("\n")
