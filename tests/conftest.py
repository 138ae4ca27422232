"""What holds for every test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from tests.sheets.finished import Finished

# The same examples on every machine and at every hour; a slow machine is no failure.
settings.register_profile("handouts", derandomize=True, deadline=None, database=None)
settings.load_profile("handouts")


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """All flyers and booklets of the shipped data, built once for all tests that look at finished files."""
    from tests.sheets.finished import build_everything

    return build_everything(tmp_path_factory.mktemp("finished"))
