"""Findings as text, one format a module. Writers return text; only the command line puts it somewhere."""

from slipway.writers.registry import FORMATS, write
from slipway.writers.writer import Options, Writer

__all__ = ["FORMATS", "Options", "Writer", "write"]
