"""The bench itself, compiles of a generated fleet, and micro-benchmarks."""
