"""Make it so: what is out of date is made, proved and published; everything else stays.

What is named here is imported when it is first asked for: a build that finds nothing to do needs little of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.late import late_names

if TYPE_CHECKING:
    from handouts.build.entry import build_handouts, started
    from handouts.build.jobs import Jobs
    from handouts.build.last_build import last_summary, state_of
    from handouts.build.making import Progress
    from handouts.build.options import BuildOptions
    from handouts.build.program import program_digest
    from handouts.build.summary import Summary

__all__ = [
    "BuildOptions",
    "Jobs",
    "Progress",
    "Summary",
    "build_handouts",
    "last_summary",
    "program_digest",
    "started",
    "state_of",
]

__getattr__ = late_names(
    __name__,
    {
        "BuildOptions": "options",
        "Jobs": "jobs",
        "Progress": "making",
        "Summary": "summary",
        "build_handouts": "entry",
        "last_summary": "last_build",
        "program_digest": "program",
        "started": "entry",
        "state_of": "last_build",
    },
)
