"""Measurements against Typst, set side by side in one run. A command, never a timed test: `python -m benchmarks`."""

PDF_STANDARDS = ["ua-1", "a-2a"]
"""What Typst is asked to write, by its own names: PDF/UA-1 and PDF/A-2a, as our files are."""
