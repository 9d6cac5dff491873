"""A plan as text for a terminal, as Markdown for a comment, as JSON and as SARIF: values in, text out."""

from slipway.plan.writers.machine import as_json
from slipway.plan.writers.markdown import as_markdown
from slipway.plan.writers.sarif import as_sarif
from slipway.plan.writers.terminal import as_text

__all__ = ["as_json", "as_markdown", "as_sarif", "as_text"]
