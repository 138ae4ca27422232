"""What holds for every test."""

from __future__ import annotations

import os
import sys
import time
from typing import IO, TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from tests.sheets.finished import Finished

# The same examples on every machine and at every hour; a slow machine is no failure.
settings.register_profile(
    "handouts", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("handouts")


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """All flyers and booklets of the shipped data, built once for all tests that look at finished files."""
    from tests.sheets.finished import Finished, build_everything

    if "PYTEST_XDIST_WORKER" not in os.environ:
        return build_everything(tmp_path_factory.mktemp("finished"))
    # The first worker that needs them builds them for all. The folder above a worker's own is that of the run.
    folder = tmp_path_factory.getbasetemp().parent / "finished"
    made = folder.with_suffix(".made")
    with folder.with_suffix(".turn").open("ab") as turn:  # whose build fails, or who dies, leaves it to the next
        while not _is_held(turn):
            time.sleep(0.1)
        if not made.exists():
            build_everything(folder)
            made.touch()
    return Finished(folder)


if sys.platform == "win32":
    import msvcrt

    def _is_held(turn: IO[bytes]) -> bool:
        """Whether this process has the file to itself now; the system lets go of it when it is closed."""
        try:
            msvcrt.locking(turn.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _is_held(turn: IO[bytes]) -> bool:
        """Whether this process has the file to itself now; the system lets go of it when it is closed."""
        try:
            fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
