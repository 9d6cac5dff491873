"""The bench: fleets of any size, compiled by Slipway and by other renderers, object for object the same.

``make bench`` generates the fleets, proves that every renderer yields the same objects, measures them in turns and
writes ``docs/benchmarks.md`` with its data, ``docs/benchmarks.json``.
"""
