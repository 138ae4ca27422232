"""A build that comes to a stand when a file is staged, in whatever process, until it may go on:

    HELD_UNTIL=<a file> python -m tests.build.held build --out ...

so that what a test does meanwhile does not race with it. Workers import this module too, as it is their parent's.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import handouts.build.outcome
from handouts.build.out_folder import stage_file
from handouts.cli import main

_VARIABLE = "HELD_UNTIL"
_LONGEST_S = 600.0
"""Nobody waits for ever for a test that is gone."""


def _stage_and_stand(staging: Path, path: str, data: bytes) -> None:
    stage_file(staging, path, data)
    end = time.monotonic() + _LONGEST_S
    while not Path(os.environ[_VARIABLE]).exists() and time.monotonic() < end:
        time.sleep(0.01)


handouts.build.outcome.stage_file = _stage_and_stand

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
