"""An explanation as text for a terminal, as Markdown and as JSON: values in, text out."""

from slipway.explain.writers.machine import as_json
from slipway.explain.writers.markdown import as_markdown
from slipway.explain.writers.terminal import as_text

__all__ = ["as_json", "as_markdown", "as_text"]
