"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

# The same examples on every machine and at every hour; a slow machine is no failure.
settings.register_profile("handouts", derandomize=True, deadline=None, database=None)
settings.load_profile("handouts")
