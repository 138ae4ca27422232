"""Measurements against Typst, set side by side in one run. A command, never a timed test: `python -m benchmarks`."""
