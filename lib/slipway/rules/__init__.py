"""The rules of the inventory: small functions, each with a stable id and one fact of AWS or the architecture."""
