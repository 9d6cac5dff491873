"""Writing targets: a new environment like an old one, and single keys set in place.

Files are edited as text: what is not asked for stays as it is, byte by byte, comments and layout included.
"""
