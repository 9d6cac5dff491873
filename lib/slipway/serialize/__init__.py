"""The one place that turns manifests into text."""

from slipway.serialize.document import NotSerializableError, document, stream

__all__ = ["NotSerializableError", "document", "stream"]
