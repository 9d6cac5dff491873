"""Why a target cannot be written."""


class EditError(Exception):
    """A target cannot be written as asked; the message says why, and what to do."""
