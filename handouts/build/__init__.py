"""Make it so: what is out of date is made, proved and published; everything else stays."""

from __future__ import annotations

from handouts.build.plan import BuildOptions
from handouts.build.program import program_digest
from handouts.build.run import Progress, Summary, build_handouts

__all__ = ["BuildOptions", "Progress", "Summary", "build_handouts", "program_digest"]
