"""What stands in a new target for values that only its author knows; rules refuse to compile them."""

PLACEHOLDER_CERTIFICATE = "00000000-0000-0000-0000-000000000000"
"""The id of a certificate that nobody has named yet."""
