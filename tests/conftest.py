"""What holds for every test."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

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
    claim, ended = folder.with_suffix(".claimed"), folder.with_suffix(".ended")
    try:
        claim.touch(exist_ok=False)
    except FileExistsError:
        end = time.monotonic() + 600
        while not ended.exists():
            assert time.monotonic() < end, "another worker has not finished its build"
            time.sleep(0.1)
        return Finished(folder)
    try:
        return build_everything(folder)
    finally:
        ended.touch()
